package io.botflow.server.webhook;

import io.botflow.server.http.ErrorCode;
import io.botflow.whatsapp.WhatsAppLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a webhook as they came over the wire, which are what was signed. None is ever larger
 * than {@link WhatsAppLimits#WEBHOOK_BYTES}, packed or not.
 */
sealed interface WebhookBody {
  /** Who sends byte by byte to hold a place is cut off; Meta's servers are far quicker. */
  Duration SLOWEST = Duration.ofSeconds(15);

  int CHUNK = 16 * 1024;

  /** The bytes, and how they are packed. */
  final class Complete implements WebhookBody {
    private final byte[] bytes;
    private final boolean gzip;

    private Complete(byte[] bytes, boolean gzip) {
      this.bytes = bytes;
      this.gzip = gzip;
    }

    /** As they came, not copied. */
    byte[] bytes() {
      return bytes;
    }

    /** What is in it, unpacked only now: the signature has to be good before. */
    WebhookBody unpacked() {
      if (!gzip) {
        return this;
      }
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        return bounded(in, false);
      } catch (IOException e) {
        return new Unusable(ErrorCode.UNREADABLE_BODY);
      }
    }
  }

  /** No body that can be used. */
  record Unusable(ErrorCode code) implements WebhookBody {}

  /**
   * Reads a request's body.
   *
   * @param length what the request says, or -1
   * @param encoding the header {@code Content-Encoding}, or null
   */
  static WebhookBody read(InputStream in, long length, @Nullable String encoding) {
    if (length > WhatsAppLimits.WEBHOOK_BYTES) {
      return new Unusable(ErrorCode.BODY_TOO_LARGE);
    }
    String packed = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
    boolean gzip = packed.equals("gzip");
    if (!gzip && !packed.isEmpty() && !packed.equals("identity")) {
      return new Unusable(ErrorCode.UNKNOWN_ENCODING);
    }
    try {
      return bounded(in, gzip);
    } catch (IOException e) {
      return new Unusable(ErrorCode.UNREADABLE_BODY);
    }
  }

  private static WebhookBody bounded(InputStream in, boolean gzip) throws IOException {
    long begun = System.nanoTime();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      bytes.write(chunk, 0, read);
      if (bytes.size() > WhatsAppLimits.WEBHOOK_BYTES) {
        return new Unusable(ErrorCode.BODY_TOO_LARGE);
      }
      if (System.nanoTime() - begun > SLOWEST.toNanos()) {
        return new Unusable(ErrorCode.UNREADABLE_BODY);
      }
    }
    return new Complete(bytes.toByteArray(), gzip);
  }
}
