package io.botflow.server.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.botflow.message.MediaKind;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.message.Wording;
import io.botflow.server.media.UploadedMedia;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** JSON that the tables hold, as the API shows it. */
final class ContentJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private ContentJson() {}

  static String write(MessageContent content) {
    try {
      return JSON.writerFor(MessageContent.class).writeValueAsString(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message cannot be written", e);
    }
  }

  static JsonNode tree(String stored) {
    try {
      return JSON.readTree(stored);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds no JSON", e);
    }
  }

  static MessageContent content(String stored) {
    return read(stored, MessageContent.class);
  }

  static <T> T read(String stored, Class<T> type) {
    try {
      return JSON.readValue(stored, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored JSON is no " + type.getSimpleName(), e);
    }
  }

  /**
   * A template as a person chose it.
   *
   * @throws IllegalStateException where its components are none
   */
  static MessageContent template(NewMessage.TemplateChoice choice) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("kind", "template")
            .put("name", choice.name())
            .put("language", choice.language());
    node.set(
        "components", choice.components() == null ? JSON.createArrayNode() : choice.components());
    return content(node.toString());
  }

  static MessageContent media(
      NewMessage.MediaLink link, MediaSource source, UploadedMedia.@Nullable Named upload) {
    String filename = link.filename();
    boolean isFile = link.kind().equals("document");
    return new MessageContent.Media(
        MediaKind.valueOf(link.kind().toUpperCase(Locale.ROOT)),
        source,
        link.caption(),
        filename == null && upload != null && isFile ? upload.filename() : filename,
        null,
        false);
  }

  /** The words of a message, cut where they are longer. */
  static String words(String stored, int most) {
    String words = Wording.of(content(stored));
    if (words.length() <= most) {
      return words;
    }
    int end = Character.isHighSurrogate(words.charAt(most - 1)) ? most - 1 : most;
    return words.substring(0, end);
  }
}
