package io.botflow.runtime;

import io.botflow.conversation.Contact;
import io.botflow.message.ChannelUser;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Contacts by what channels call them. The user id names a person more stably than a phone number,
 * which may pass to somebody else. Not thread-safe.
 */
final class ContactBook {
  private final Map<Identity, StoredContact> contacts = new HashMap<>();
  private final Ids ids;

  ContactBook(Ids ids) {
    this.ids = ids;
  }

  private record Identity(UUID organization, String channel, boolean phone, String value) {}

  /** The contact that a channel's user is; made, or made one of two, where need be. */
  StoredContact of(UUID organization, String channel, ChannelUser user) {
    Identity userId = userId(organization, channel, user);
    Identity phone = phone(organization, channel, user);
    StoredContact byUserId = userId == null ? null : contacts.get(userId);
    StoredContact byPhone = phone == null ? null : contacts.get(phone);
    StoredContact contact = byUserId;
    if (contact == null && byPhone != null && mayBe(byPhone, user)) {
      contact = byPhone;
    } else if (contact == null) {
      contact = new StoredContact(Contact.of(ids.next(), user));
    }
    if (byPhone != null && byPhone != contact) {
      if (byPhone.contact().user().userId() == null) {
        contact.absorb(byPhone);
      } else {
        byPhone.losePhone();
      }
    }
    if (!contact.contact().user().equals(user)) {
      forgetOldPhone(organization, channel, contact, user);
      contact.learn(user);
    }
    if (byUserId != contact && userId != null) {
      contacts.put(userId, contact);
    }
    if (byPhone != contact && phone != null) {
      contacts.put(phone, contact);
    }
    return contact;
  }

  /** The contact is known by another identity from now on. */
  @Nullable StoredContact rename(
      UUID organization, String channel, ChannelUser before, ChannelUser after) {
    Identity userId = userId(organization, channel, before);
    Identity phone = phone(organization, channel, before);
    StoredContact contact = userId == null ? null : contacts.get(userId);
    if (contact == null && phone != null) {
      contact = contacts.get(phone);
    }
    if (contact == null) {
      return null;
    }
    Identity newUserId = userId(organization, channel, after);
    if (newUserId != null && contacts.get(newUserId) == null) {
      contacts.put(newUserId, contact);
      contact.learn(after);
    } else if (newUserId == null) {
      Identity newPhone = phone(organization, channel, after);
      if (newPhone != null && contacts.get(newPhone) == null) {
        forgetOldPhone(organization, channel, contact, after);
        contacts.put(newPhone, contact);
        contact.learn(after);
        return contact;
      }
    }
    return of(organization, channel, after);
  }

  /** The contact of an organisation with an id; null where there is none. */
  @Nullable StoredContact find(UUID organization, UUID id) {
    for (Map.Entry<Identity, StoredContact> entry : contacts.entrySet()) {
      if (entry.getKey().organization().equals(organization)
          && entry.getValue().contact().id().equals(id)) {
        return entry.getValue();
      }
    }
    return null;
  }

  /** Forgets a contact that has no conversation any more. */
  void remove(UUID organization, String channel, StoredContact contact) {
    ChannelUser user = contact.contact().user();
    Identity userId = userId(organization, channel, user);
    Identity phone = phone(organization, channel, user);
    if (userId != null) {
      contacts.remove(userId, contact);
    }
    if (phone != null) {
      contacts.remove(phone, contact);
    }
  }

  /** A number that is known with another user id belongs to somebody else now. */
  private static boolean mayBe(StoredContact byPhone, ChannelUser user) {
    return user.userId() == null || byPhone.contact().user().userId() == null;
  }

  private void forgetOldPhone(
      UUID organization, String channel, StoredContact contact, ChannelUser user) {
    Identity old = phone(organization, channel, contact.contact().user());
    if (old != null && user.phone() != null && !old.value().equals(user.phone())) {
      contacts.remove(old, contact);
    }
  }

  private static @Nullable Identity userId(UUID organization, String channel, ChannelUser user) {
    String id = user.userId();
    return id == null ? null : new Identity(organization, channel, false, id);
  }

  private static @Nullable Identity phone(UUID organization, String channel, ChannelUser user) {
    String phone = user.phone();
    return phone == null ? null : new Identity(organization, channel, true, phone);
  }
}
