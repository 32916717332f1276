package io.botflow.server.api;

import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file that somebody else made: it is never shown as a page of this server. One range of bytes
 * may be asked for (RFC 9110, section 14), as players do.
 *
 * @param type what it is served as
 * @param size in bytes
 * @param shown whether a browser may show it, and not only save it
 * @param fileName under which a browser saves it; null for any
 */
public record FileAnswer(
    String type, long size, boolean shown, @Nullable String fileName, Content content) {
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{0,15})-([0-9]{0,15})");
  private static final Pattern PLAIN = Pattern.compile("[^A-Za-z0-9._ -]");
  private static final int PARTIAL = 206;
  private static final int NO_SUCH_RANGE = 416;

  /** Opens the file; called once at most. */
  public interface Content {
    /** The file from a byte on; whoever reads it closes it. */
    InputStream from(long first) throws IOException;
  }

  void write(Context context) throws IOException {
    context.header("Accept-Ranges", "bytes");
    context.header("Content-Security-Policy", "default-src 'none'; sandbox");
    context.header("Content-Disposition", disposition());
    context.contentType(type);
    String asked = context.header("Range");
    Matcher range = RANGE.matcher(asked == null ? "" : asked);
    boolean partial = range.matches() && !(range.group(1).isEmpty() && range.group(2).isEmpty());
    long first = 0;
    long last = size - 1;
    if (partial) {
      boolean suffix = range.group(1).isEmpty();
      first =
          suffix
              ? Math.max(0, size - Long.parseLong(range.group(2)))
              : Long.parseLong(range.group(1));
      if (!suffix && !range.group(2).isEmpty()) {
        last = Math.min(last, Long.parseLong(range.group(2)));
      }
      if (first >= size || last < first) {
        context.status(NO_SUCH_RANGE).header("Content-Range", "bytes */" + size);
        context.result(new ByteArrayInputStream(new byte[0]));
        return;
      }
      context.status(PARTIAL);
      context.header("Content-Range", "bytes %d-%d/%d".formatted(first, last, size));
    }
    long length = last - first + 1;
    context.header("Content-Length", Long.toString(length));
    context.result(new Part(content.from(first), length));
  }

  /** RFC 6266: a name of plain letters for all, and the whole one for who understands it. */
  private String disposition() {
    String kind = shown ? "inline" : "attachment";
    if (fileName == null) {
      return kind;
    }
    String encoded =
        URLEncoder.encode(fileName, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    return "%s; filename=\"%s\"; filename*=UTF-8''%s"
        .formatted(kind, PLAIN.matcher(fileName).replaceAll("_"), encoded);
  }

  /** So many bytes of a stream. */
  private static final class Part extends FilterInputStream {
    private long left;

    Part(InputStream in, long length) {
      super(in);
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int read = in.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }
  }
}
