package io.botflow.spi;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.conversation.Contact;
import io.botflow.conversation.Input;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.message.ChannelAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * One conversation, for one turn, lent to one worker until the lease ends. The fence grows with
 * every claim, so that a worker which slept through its lease cannot commit.
 *
 * @param disclosed whether the customer was told in this conversation that a machine answers
 * @param turn the turn's id, the same in every attempt at the same input
 * @param input what to do; all messages of a burst are one input
 * @param inputIds the store's own keys of what the input was made of, given back at commit
 * @param attempt from 1; more than 1 means that an earlier attempt neither committed nor failed
 *     cleanly
 * @param journal results of outside calls that an earlier attempt recorded, by step key
 * @param now the store's clock at the claim
 */
public record Claim(
    BotRef bot,
    ChannelAddress address,
    UUID conversation,
    UUID turn,
    Session session,
    Contact contact,
    Owner owner,
    boolean disclosed,
    Input input,
    List<String> inputIds,
    long fence,
    int attempt,
    Map<String, JsonNode> journal,
    Instant now) {
  public Claim {
    Objects.requireNonNull(bot, "bot");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(conversation, "conversation");
    Objects.requireNonNull(turn, "turn");
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(contact, "contact");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(now, "now");
    inputIds = List.copyOf(inputIds);
    journal = Map.copyOf(journal);
  }
}
