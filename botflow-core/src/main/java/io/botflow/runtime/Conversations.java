package io.botflow.runtime;

import io.botflow.conversation.Owner;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.Consent;
import io.botflow.message.OutboundMessage;
import io.botflow.spi.BotRef;
import io.botflow.spi.Intervened;
import io.botflow.spi.Intervention;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The conversations of a store, by id and by who talks over which account. Not thread-safe. */
final class Conversations {
  /**
   * How many of the oldest are looked at, to find those that can be forgotten, for each new one.
   */
  private static final int LOOKED_AT = 8;

  private static final History NO_HISTORY = new History(1);

  private final MemorySettings settings;
  private final Ids ids;
  private final Schedule schedule;
  private final Deliveries deliveries;
  private final ContactBook contacts;
  private final Map<UUID, StoredConversation> byId = new LinkedHashMap<>();

  Conversations(MemorySettings settings, Ids ids, Schedule schedule, Deliveries deliveries) {
    this.settings = settings;
    this.ids = ids;
    this.schedule = schedule;
    this.deliveries = deliveries;
    contacts = new ContactBook(ids);
  }

  /** The conversation of an organisation; null where it has none of that id. */
  @Nullable StoredConversation find(UUID organization, UUID id) {
    StoredConversation found = byId.get(id);
    return found != null && found.bot.organization().equals(organization) ? found : null;
  }

  /** The conversation that a message belongs to, made where it is the first. */
  StoredConversation of(BotRef bot, ChannelEvent.Received received) {
    return of(bot, received.address(), received.from());
  }

  private StoredConversation of(BotRef bot, ChannelAddress address, ChannelUser user) {
    StoredContact contact = contacts.of(bot.organization(), address.channel(), user);
    StoredConversation conversation = contact.over(bot.channel());
    if (conversation == null) {
      conversation =
          new StoredConversation(
              ids.next(),
              address,
              bot,
              schedule.line(bot.organization()),
              schedule.sendLine(address),
              contact,
              settings.lines());
      contact.add(conversation);
      byId.put(conversation.id, conversation);
      forgetSome();
    } else if (!conversation.bot.equals(bot)) {
      conversation.bot = bot;
    }
    return conversation;
  }

  void rename(BotRef bot, ChannelEvent.IdentityChanged changed, long now) {
    StoredContact contact =
        contacts.rename(
            bot.organization(), changed.address().channel(), changed.before(), changed.after());
    if (contact != null) {
      contact.conversations().forEach(conversation -> schedule.reconsider(conversation, now));
    }
  }

  /** Also of somebody who never wrote: it must hold when they do. */
  void consent(BotRef bot, ChannelAddress address, ChannelUser user, Consent said) {
    contacts.of(bot.organization(), address.channel(), user).record(said);
  }

  /** What a contact of an organisation said about offers; empty where there is none of that id. */
  List<Consent> consents(UUID organization, UUID contact) {
    StoredContact found = contacts.find(organization, contact);
    return found == null ? List.of() : found.consents();
  }

  void echo(BotRef bot, ChannelEvent.Echoed echoed, Instant now) {
    StoredConversation conversation = of(bot, echoed.address(), echoed.to());
    intervene(conversation, Intervention.takeOver(Intervention.PHONE), now);
    deliveries.forget(conversation.history.add(new TranscriptLine.Echoed(echoed.message(), now)));
  }

  /** See {@link io.botflow.spi.Store#intervene}. */
  Intervened intervene(StoredConversation conversation, Intervention what, Instant now) {
    Owner before = conversation.owner;
    if (before == Owner.BOT) {
      deliveries.withdraw(conversation, now.toEpochMilli());
    }
    Duration time = what.returnAfter();
    conversation.interrupt(what.owner(), time == null ? null : now.plus(time));
    if (before != what.owner()) {
      conversation.history.add(new TurnView(ids.next(), now, what.input(), List.of(what.event())));
    }
    List<UUID> said = new ArrayList<>();
    for (OutboundMessage message : what.messages()) {
      said.add(deliveries.add(conversation, message, now));
    }
    schedule.reconsider(conversation, now.toEpochMilli());
    return new Intervened(before, said);
  }

  List<ConversationView> views() {
    List<ConversationView> views = new ArrayList<>(byId.size());
    for (StoredConversation conversation : byId.values()) {
      views.add(
          new ConversationView(
              conversation.id,
              conversation.bot,
              conversation.address,
              conversation.contact.contact(),
              conversation.owner,
              conversation.session));
    }
    return views;
  }

  History history(UUID conversation) {
    StoredConversation found = byId.get(conversation);
    return found == null ? NO_HISTORY : found.history;
  }

  private void forgetSome() {
    if (byId.size() <= settings.conversations()) {
      return;
    }
    List<StoredConversation> busy = new ArrayList<>();
    Iterator<StoredConversation> oldest = byId.values().iterator();
    for (int i = 0; i < LOOKED_AT && byId.size() > settings.conversations(); i++) {
      StoredConversation conversation = oldest.next();
      oldest.remove();
      if (conversation.isForgettable()) {
        forget(conversation);
      } else {
        busy.add(conversation);
      }
    }
    busy.forEach(conversation -> byId.put(conversation.id, conversation));
  }

  private void forget(StoredConversation conversation) {
    schedule.forget(conversation);
    conversation.history.messages().forEach(deliveries::forget);
    StoredContact contact = conversation.contact;
    contact.conversations().remove(conversation);
    if (contact.conversations().isEmpty() && contact.consents().isEmpty()) {
      contacts.remove(conversation.bot.organization(), conversation.address.channel(), contact);
    }
  }
}
