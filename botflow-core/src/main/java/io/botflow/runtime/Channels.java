package io.botflow.runtime;

import io.botflow.conversation.Turn;
import io.botflow.event.Event;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelLimits;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.message.Terms;
import io.botflow.spi.Channel;
import io.botflow.spi.Pace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The channels by name, in the order in which they were given. Immutable. */
public final class Channels {
  private final Map<String, Channel> byName;

  /** These channels; two of one name are a mistake of the program. */
  public Channels(Collection<? extends Channel> channels) {
    Map<String, Channel> names = new LinkedHashMap<>();
    for (Channel channel : channels) {
      if (names.putIfAbsent(channel.name(), channel) != null) {
        throw new IllegalArgumentException("two channels are called \"" + channel.name() + "\"");
      }
    }
    byName = Collections.unmodifiableMap(names);
  }

  /** The channel of an address; null where there is none of that name. */
  @Nullable Channel of(ChannelAddress address) {
    return byName.get(address.channel());
  }

  /** What the channel of an address can show. */
  ChannelLimits limits(ChannelAddress address) {
    Channel channel = of(address);
    return channel == null ? ChannelLimits.PLAIN_TEXT : channel.limits();
  }

  /** The turn with its messages as the channel can send them; the same turn where all fit. */
  Turn fit(ChannelAddress address, Turn turn) {
    Channel channel = of(address);
    if (channel == null || turn.messages().isEmpty()) {
      return turn;
    }
    List<OutboundMessage> fitting = new ArrayList<>(turn.messages().size());
    List<Event> events = new ArrayList<>(turn.events());
    for (OutboundMessage message : turn.messages()) {
      List<MessageContent> pieces = channel.fit(message.content());
      if (pieces.size() != 1 || !pieces.get(0).equals(message.content())) {
        events.add(
            new Event.Fitted(
                message.content().typeName(),
                pieces.stream().map(MessageContent::typeName).toList()));
      }
      for (int i = 0; i < pieces.size(); i++) {
        Terms terms = i == 0 ? message.terms() : message.terms().following(i);
        fitting.add(message.withContent(pieces.get(i)).withTerms(terms));
      }
    }
    return events.size() > turn.events().size() ? turn.withMessages(fitting, events) : turn;
  }

  /** How fast each channel takes messages, by its name. */
  Map<String, Pace> paces() {
    Map<String, Pace> paces = new HashMap<>();
    byName.forEach((name, channel) -> paces.put(name, channel.pace()));
    return paces;
  }

  /** What each channel can show, every set of limits once, the first channel's first. */
  public List<ChannelLimits> limits() {
    return byName.values().stream().map(Channel::limits).distinct().toList();
  }
}
