package io.botflow.spi;

import io.botflow.conversation.Owner;
import java.util.List;
import java.util.UUID;

/**
 * What became of an {@link Intervention}.
 *
 * @param before who answered until then
 * @param messages the ids of what was said, in order
 */
public record Intervened(Owner before, List<UUID> messages) {
  public Intervened {
    messages = List.copyOf(messages);
  }
}
