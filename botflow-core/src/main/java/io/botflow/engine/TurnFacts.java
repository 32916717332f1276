package io.botflow.engine;

import io.botflow.conversation.Contact;
import io.botflow.conversation.Owner;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelLimits;
import io.botflow.spi.BotRef;
import io.botflow.spi.Journal;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * What a turn must not find out by itself, so that it can be run again exactly: the moment, the
 * ids, the people, and the results of outside calls.
 *
 * @param turn the same in every attempt
 */
public record TurnFacts(
    BotRef bot,
    ChannelAddress address,
    ChannelLimits limits,
    UUID conversation,
    UUID turn,
    Contact contact,
    Owner owner,
    Instant now,
    Journal journal) {
  public TurnFacts {
    Objects.requireNonNull(bot, "bot");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(conversation, "conversation");
    Objects.requireNonNull(turn, "turn");
    Objects.requireNonNull(contact, "contact");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(now, "now");
    Objects.requireNonNull(journal, "journal");
  }
}
