package io.botflow.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the bytes of a media message are. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "from")
@JsonSubTypes({
  @JsonSubTypes.Type(value = MediaSource.Link.class, name = "link"),
  @JsonSubTypes.Type(value = MediaSource.Stored.class, name = "channel")
})
public sealed interface MediaSource {

  /** At a public http or https address, which the channel fetches by itself. */
  record Link(String url) implements MediaSource {
    public Link {
      Objects.requireNonNull(url, "url");
    }
  }

  /**
   * At the channel, under the channel's own id.
   *
   * @param url a short-lived direct address that came with the message, or null
   * @param sha256 the content's hash as the channel gave it, or null
   */
  record Stored(String id, @Nullable String url, @Nullable String sha256) implements MediaSource {
    public Stored {
      Objects.requireNonNull(id, "id");
    }
  }
}
