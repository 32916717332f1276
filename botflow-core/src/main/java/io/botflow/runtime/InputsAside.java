package io.botflow.runtime;

import io.botflow.conversation.Owner;
import io.botflow.spi.PutAside;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Inputs whose turn failed too often, until somebody repeats them. Not thread-safe. */
final class InputsAside {
  private final Map<UUID, Entry> byTurn = new LinkedHashMap<>();

  private record Entry(
      StoredConversation conversation, StoredConversation.Attempted attempted, PutAside view) {}

  /** Puts aside what the conversation has in hand, and hands the conversation to a person. */
  void put(StoredConversation conversation, String problem, long now) {
    StoredConversation.Attempted attempted = conversation.inHand;
    if (attempted == null) {
      return;
    }
    conversation.inHand = null;
    conversation.fence++;
    conversation.owner = Owner.QUEUE;
    conversation.aside++;
    PutAside view =
        new PutAside(
            conversation.bot.organization(),
            conversation.id,
            attempted.turn,
            attempted.input,
            problem,
            Instant.ofEpochMilli(now));
    byTurn.put(attempted.turn, new Entry(conversation, attempted, view));
  }

  /** Hands an input to its conversation again, before all others; null where there is none such. */
  @Nullable StoredConversation repeat(UUID organization, UUID turn) {
    Entry entry = byTurn.get(turn);
    if (entry == null || !entry.view.organization().equals(organization)) {
      return null;
    }
    byTurn.remove(turn);
    entry.conversation.aside--;
    StoredConversation conversation = entry.conversation;
    while (conversation.successor != null) {
      conversation = conversation.successor;
    }
    conversation.repeat(entry.attempted);
    return conversation;
  }

  List<PutAside> of(UUID organization, int most) {
    return byTurn.values().stream()
        .map(Entry::view)
        .filter(view -> view.organization().equals(organization))
        .limit(most)
        .toList();
  }
}
