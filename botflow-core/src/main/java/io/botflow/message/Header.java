package io.botflow.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What stands above the text of a message with buttons. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Header.Words.class, name = "text"),
  @JsonSubTypes.Type(value = Header.Picture.class, name = "media")
})
public sealed interface Header {

  /** A short line. */
  record Words(String text) implements Header {
    public Words {
      Objects.requireNonNull(text, "text");
    }
  }

  /** An image, video or document. */
  record Picture(MediaKind kind, MediaSource source, @Nullable String filename) implements Header {
    public Picture {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(source, "source");
    }
  }
}
