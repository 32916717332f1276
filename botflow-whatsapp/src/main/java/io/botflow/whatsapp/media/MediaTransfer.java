package io.botflow.whatsapp.media;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.whatsapp.Endpoint;
import io.botflow.whatsapp.GraphAnswer;
import io.botflow.whatsapp.GraphApi;
import io.botflow.whatsapp.GraphCall;
import io.botflow.whatsapp.GraphSettings;
import io.botflow.whatsapp.MediaLimits;
import io.botflow.whatsapp.WhatsAppAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Carries media to and from the network.
 *
 * <p>Source of the lives and limits: Meta, "Media", copy of January 2026; 360dialog, "Media", 2026.
 * Safe for use by many threads; calls block, for minutes with large files, so that they belong on
 * virtual threads and never on one that answers a webhook: see {@link InboundMedia}.
 */
public final class MediaTransfer implements AutoCloseable {
  /** Meta: an uploaded id is good for 30 days. A day less, so that a message in a queue arrives. */
  static final Duration ID_LIFE = Duration.ofDays(29);

  /** Meta's code for an object that is gone or not ours. */
  private static final int NO_OBJECT = 100;

  private final GraphApi api;
  private final MediaIds ids;
  private final MediaHosts hosts;
  private final MediaFetch fetch;
  private final FailedMedia failed;
  private final InstantSource clock;

  /**
   * A transfer.
   *
   * @param settings those of {@code api}; their base address may get tokens too
   * @param folder where files lie while they are on their way; it exists
   */
  public MediaTransfer(
      GraphApi api, GraphSettings settings, MediaIds ids, Path folder, InstantSource clock) {
    this.api = api;
    this.ids = ids;
    this.hosts = new MediaHosts(settings);
    this.fetch = new MediaFetch(settings, folder);
    this.failed = new FailedMedia(clock);
    this.clock = clock;
  }

  /**
   * Uploads a file, or finds the id of an earlier upload of the same content.
   *
   * @param mimeType with its parameters, as {@code audio/ogg; codecs=opus}
   * @param filename what the network is told; people see the name in the message
   */
  public MediaUpload upload(WhatsAppAccount account, Path file, String mimeType, String filename) {
    String content;
    try {
      Optional<String> problem = problem(file, mimeType);
      if (problem.isPresent()) {
        return new MediaUpload.Invalid(problem.get());
      }
      content = ContentHash.of(file) + ' ' + MediaTypes.plain(mimeType);
    } catch (IOException e) {
      return new MediaUpload.Invalid("the file cannot be read");
    }
    Instant now = clock.instant();
    Optional<MediaIds.Known> known = ids.find(account.phoneNumberId(), content, now);
    if (known.isPresent()) {
      return new MediaUpload.Uploaded(known.get().id(), known.get().ends(), true);
    }
    GraphCall.Body.Form form =
        new GraphCall.Body.Form(
            Map.of("messaging_product", "whatsapp", "type", mimeType), file, mimeType, filename);
    GraphCall call =
        switch (account.endpoint()) {
          case META -> GraphCall.post(form, account.phoneNumberId(), "media");
          case DIALOG_360 -> GraphCall.post(form, "media");
        };
    return switch (api.call(account.endpoint(), account.secret(), call)) {
      case GraphAnswer.Done done -> {
        String id = done.body().path("id").asText();
        if (id.isEmpty()) {
          yield new MediaUpload.Later("an answer without an id");
        }
        Instant ends = now.plus(ID_LIFE);
        ids.put(account.phoneNumberId(), content, new MediaIds.Known(id, ends));
        yield new MediaUpload.Uploaded(id, ends, false);
      }
      case GraphAnswer.Refused refused -> new MediaUpload.Refused(refused.error());
      case GraphAnswer.NotSent notSent -> new MediaUpload.Later(notSent.why());
      case GraphAnswer.Uncertain uncertain -> new MediaUpload.Later(uncertain.why());
    };
  }

  /**
   * What would make the network refuse a file; empty where it may be sent.
   *
   * @throws IOException where the file cannot be read
   */
  public static Optional<String> problem(Path file, String mimeType) throws IOException {
    OptionalLong max = MediaLimits.maxBytes(mimeType);
    if (max.isEmpty()) {
      return Optional.of("WhatsApp takes no files of the type " + mimeType);
    }
    long size = Files.size(file);
    if (size == 0 || size > max.getAsLong()) {
      return Optional.of("the file has " + size + " bytes, allowed are 1 to " + max.getAsLong());
    }
    String detected = MediaTypes.detect(ContentHash.head(file));
    return MediaTypes.fits(mimeType, detected)
        ? Optional.empty()
        : Optional.of("the file is called " + mimeType + ", and its bytes are " + detected);
  }

  /**
   * Fetches a medium.
   *
   * @param sha256 what the webhook said of the content, base64; null where it said nothing
   * @param maxBytes the most that is taken
   */
  public MediaDownload download(
      WhatsAppAccount account, String mediaId, @Nullable String sha256, long maxBytes) {
    // 360dialog blocks a number for half an hour after 20 failed requests within an hour.
    boolean counted = account.endpoint() == Endpoint.DIALOG_360;
    if (counted && failed.has(mediaId)) {
      return new MediaDownload.Refused("this medium failed within the last hour");
    }
    MediaDownload result = attempt(account, mediaId, sha256, maxBytes, !counted);
    if (counted
        && (result instanceof MediaDownload.Gone || result instanceof MediaDownload.Refused)) {
      failed.add(mediaId);
    }
    return result;
  }

  private MediaDownload attempt(
      WhatsAppAccount account,
      String mediaId,
      @Nullable String sha256,
      long maxBytes,
      boolean newUrl) {
    GraphCall call;
    try {
      call = GraphCall.get(mediaId);
    } catch (IllegalArgumentException e) {
      return new MediaDownload.Gone("no media id");
    }
    if (account.endpoint() == Endpoint.META) {
      call = call.with("phone_number_id", account.phoneNumberId());
    }
    return switch (api.call(account.endpoint(), account.secret(), call)) {
      case GraphAnswer.Done done -> {
        MediaDownload result = fetch(account, done.body(), sha256, maxBytes);
        // An address is good for 5 minutes: a 404 asks for a new one, once.
        yield newUrl && result instanceof MediaDownload.Gone
            ? attempt(account, mediaId, sha256, maxBytes, false)
            : result;
      }
      case GraphAnswer.Refused refused -> {
        int code = refused.error().code();
        String why = "code " + code + " (HTTP " + refused.error().httpStatus() + ")";
        if (code == NO_OBJECT || refused.error().httpStatus() == 404) {
          yield new MediaDownload.Gone(why);
        }
        yield refused.error().httpStatus() == 429
            ? new MediaDownload.Later(why)
            : new MediaDownload.Refused(why);
      }
      case GraphAnswer.NotSent notSent -> new MediaDownload.Later(notSent.why());
      case GraphAnswer.Uncertain uncertain -> new MediaDownload.Later(uncertain.why());
    };
  }

  private MediaDownload fetch(
      WhatsAppAccount account, JsonNode described, @Nullable String sha256, long maxBytes) {
    long size = described.path("file_size").asLong(0);
    if (size > maxBytes) {
      return new MediaDownload.TooLarge(size, maxBytes);
    }
    String named = described.path("url").textValue();
    return hosts
        .allowed(account.endpoint(), named)
        .map(url -> fetch.get(account, url, described, sha256, maxBytes))
        .orElseGet(() -> new MediaDownload.Refused("an address that is not the network's"));
  }

  /** Ends idle connections; transfers in flight end by themselves. */
  @Override
  public void close() {
    fetch.close();
  }
}
