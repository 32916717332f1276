package io.botflow.runtime;

import io.botflow.conversation.Contact;
import io.botflow.conversation.Variables;
import io.botflow.message.ChannelUser;
import io.botflow.message.Consent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One customer of one organisation on one channel. Guarded by its store's lock. */
final class StoredContact {
  private final List<StoredConversation> conversations = new ArrayList<>(1);
  private final List<Consent> consents = new ArrayList<>(0);
  private Contact contact;
  private Consent.Standing consent = Consent.Standing.NONE;

  StoredContact(Contact contact) {
    this.contact = contact;
  }

  Contact contact() {
    return contact;
  }

  List<StoredConversation> conversations() {
    return conversations;
  }

  /** What was said about offers, as it came to be known. */
  List<Consent> consents() {
    return List.copyOf(consents);
  }

  /** What holds of it. */
  Consent.Standing consent() {
    return consent;
  }

  void record(Consent said) {
    consents.add(said);
    consent = consent.after(said);
    contact = contact.withOptedOut(consent.stopped());
  }

  void add(StoredConversation conversation) {
    conversations.add(conversation);
  }

  /** The conversation over a channel account that goes on; null where there is none. */
  @Nullable StoredConversation over(UUID channel) {
    for (StoredConversation conversation : conversations) {
      if (conversation.successor == null && conversation.bot.channel().equals(channel)) {
        return conversation;
      }
    }
    return null;
  }

  /** Takes what a turn changed, but for who it is and what was said about offers. */
  void update(Contact changed) {
    contact =
        new Contact(
            contact.id(),
            contact.user(),
            changed.name(),
            changed.language(),
            changed.zone(),
            changed.fields(),
            changed.tags(),
            contact.optedOut());
  }

  /** Learns identities and names; what a message does not carry stays as it was. */
  void learn(ChannelUser user) {
    ChannelUser before = contact.user();
    ChannelUser known =
        new ChannelUser(
            first(user.userId(), before.userId()),
            first(user.phone(), before.phone()),
            first(user.name(), before.name()),
            first(user.username(), before.username()),
            first(user.parentId(), before.parentId()));
    if (!known.equals(before)) {
      contact =
          new Contact(
              contact.id(),
              known,
              first(contact.name(), known.name()),
              contact.language(),
              contact.zone(),
              contact.fields(),
              contact.tags(),
              contact.optedOut());
    }
  }

  /** Forgets a number that is somebody else's now; only where the user id is known. */
  void losePhone() {
    ChannelUser user = contact.user();
    ChannelUser without =
        new ChannelUser(user.userId(), null, user.name(), user.username(), user.parentId());
    contact =
        new Contact(
            contact.id(),
            without,
            contact.name(),
            contact.language(),
            contact.zone(),
            contact.fields(),
            contact.tags(),
            contact.optedOut());
  }

  /**
   * Takes over all of another contact that turned out to be the same person: its own values stay,
   * the other's fill the gaps. Of two conversations over one account the one that was written to
   * last goes on.
   */
  void absorb(StoredContact other) {
    Contact theirs = other.contact;
    Variables fields = contact.fields();
    for (Map.Entry<String, Object> field : theirs.fields().asMap().entrySet()) {
      if (fields.get(field.getKey()) == null) {
        fields = fields.with(field.getKey(), field.getValue());
      }
    }
    Set<String> tags = new HashSet<>(contact.tags());
    tags.addAll(theirs.tags());
    contact =
        new Contact(
            contact.id(),
            contact.user(),
            first(contact.name(), theirs.name()),
            first(contact.language(), theirs.language()),
            first(contact.zone(), theirs.zone()),
            fields,
            tags,
            contact.optedOut() || theirs.optedOut());
    consents.addAll(other.consents);
    consent = consent.merged(other.consent);
    learn(
        new ChannelUser(
            first(contact.user().userId(), theirs.user().userId()),
            first(contact.user().phone(), theirs.user().phone()),
            first(contact.user().name(), theirs.user().name()),
            first(contact.user().username(), theirs.user().username()),
            first(contact.user().parentId(), theirs.user().parentId())));
    for (StoredConversation conversation : other.conversations) {
      conversation.contact = this;
      StoredConversation mine = over(conversation.bot.channel());
      conversations.add(conversation);
      if (mine != null && conversation.successor == null) {
        boolean mineIsLater = !mine.lastReceived().isBefore(conversation.lastReceived());
        StoredConversation later = mineIsLater ? mine : conversation;
        (mineIsLater ? conversation : mine).yieldTo(later);
      }
    }
    other.conversations.clear();
  }

  private static @Nullable String first(@Nullable String preferred, @Nullable String otherwise) {
    return preferred == null ? otherwise : preferred;
  }
}
