package io.botflow.message;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One card of a carousel. It has either an address to open or a reply to send back.
 *
 * @param text words below the picture, or null
 * @param button the words on the button
 * @param url what the button opens, or null where a tap is a reply
 * @param replyId what comes back when the button is tapped, or null where it opens an address
 */
public record Card(
    MediaKind kind,
    MediaSource media,
    @Nullable String text,
    String button,
    @Nullable String url,
    @Nullable String replyId) {
  public Card {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(media, "media");
    Objects.requireNonNull(button, "button");
    if ((url == null) == (replyId == null)) {
      throw new IllegalArgumentException("a card's button has either a url or a reply id");
    }
  }
}
