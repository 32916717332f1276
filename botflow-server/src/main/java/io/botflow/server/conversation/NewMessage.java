package io.botflow.server.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Refusal;
import io.botflow.server.media.UploadedMedia;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to say: one of a text, a template and a file on the web.
 *
 * @param replyTo the message that it answers, or null
 * @param returnAfterMinutes when the bot answers again unless a person says something before; null
 *     for never
 */
record NewMessage(
    @Nullable String text,
    @Nullable TemplateChoice template,
    @Nullable MediaLink media,
    @Nullable UUID replyTo,
    @Nullable Integer returnAfterMinutes)
    implements Checked {
  static final int MOST_TEXT = 4_096;
  private static final int MOST_MINUTES = 60 * 24 * 30;

  /**
   * A template and the values of its variables.
   *
   * @param components as flows have them; null for a template without variables
   */
  record TemplateChoice(String name, String language, @Nullable JsonNode components) {}

  /**
   * A file: an upload, or one that the network fetches from the web.
   *
   * @param kind {@code image}, {@code video}, {@code audio} or {@code document}
   * @param url where the network finds it; null for an upload
   * @param uploadId what {@code POST /api/media} answered; null for an address
   */
  record MediaLink(
      String kind,
      @Nullable String url,
      @Nullable UUID uploadId,
      @Nullable String caption,
      @Nullable String filename) {}

  private static final List<String> KINDS = List.of("image", "video", "audio", "document");

  @Override
  public void check(BiConsumer<String, String> problem) {
    int said = (text == null ? 0 : 1) + (template == null ? 0 : 1) + (media == null ? 0 : 1);
    if (said != 1) {
      problem.accept("", "has to have one of text, template and media");
      return;
    }
    if (text != null) {
      expectText(text, "/text", problem);
    }
    if (template != null) {
      expectTemplate(template, problem);
    }
    if (media != null) {
      expectMedia(media, problem);
    }
    expectMinutes(returnAfterMinutes, problem);
  }

  static void expectMinutes(@Nullable Integer minutes, BiConsumer<String, String> problem) {
    if (minutes != null && (minutes < 1 || minutes > MOST_MINUTES)) {
      problem.accept("/returnAfterMinutes", "has to be from 1 to " + MOST_MINUTES);
    }
  }

  static void expectText(String text, String path, BiConsumer<String, String> problem) {
    if (text.isBlank() || text.length() > MOST_TEXT) {
      problem.accept(path, "has to be from 1 to " + MOST_TEXT + " characters");
    }
  }

  private static void expectTemplate(TemplateChoice template, BiConsumer<String, String> problem) {
    if (template.name() == null || template.name().isBlank()) {
      problem.accept("/template/name", "is missing");
    }
    if (template.language() == null || template.language().isBlank()) {
      problem.accept("/template/language", "is missing");
    }
    try {
      if (template.name() != null && template.language() != null) {
        content(template);
      }
    } catch (IllegalStateException e) {
      problem.accept("/template/components", "is not what a template takes");
    }
  }

  private static void expectMedia(MediaLink media, BiConsumer<String, String> problem) {
    if (!KINDS.contains(media.kind())) {
      problem.accept("/media/kind", "has to be one of " + String.join(", ", KINDS));
    }
    if ((media.url() == null) == (media.uploadId() == null)) {
      problem.accept("/media", "has to have one of url and uploadId");
    } else if (media.url() != null && !isWeb(media.url())) {
      problem.accept("/media/url", "has to be a public address that begins with https://");
    }
    if (media.caption() != null && media.caption().length() > 1_024) {
      problem.accept("/media/caption", "has to be at most 1024 characters");
    }
    if (media.filename() != null && media.filename().length() > 240) {
      problem.accept("/media/filename", "has to be at most 240 characters");
    }
  }

  private static boolean isWeb(String url) {
    try {
      return url.length() <= 2_048
          && "https".equals(URI.create(url).getScheme())
          && URI.create(url).getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * What it says.
   *
   * @param uploads what the channel calls an upload
   */
  MessageContent content(Function<UUID, UploadedMedia.Named> uploads) {
    if (template != null) {
      return content(template);
    }
    if (media != null && media.uploadId() != null) {
      UploadedMedia.Named named = uploads.apply(media.uploadId());
      if (!media.kind().equals("document") && !named.mimeType().startsWith(media.kind() + "/")) {
        throw Refusal.of("/media/kind", "does not fit a file of the type " + named.mimeType());
      }
      return ContentJson.media(media, new MediaSource.Stored(named.sourceId(), null, null), named);
    }
    if (media != null && media.url() != null) {
      return ContentJson.media(media, new MediaSource.Link(media.url()), null);
    }
    return new MessageContent.Text(text == null ? "" : text);
  }

  private static MessageContent content(TemplateChoice template) {
    return ContentJson.template(template);
  }
}
