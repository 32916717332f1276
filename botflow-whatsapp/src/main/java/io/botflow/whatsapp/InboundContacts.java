package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.message.ContactCard;
import io.botflow.message.MessageContent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Contact cards of a message; any part of a card may be missing. */
final class InboundContacts {
  /** What a card is marked with that answers a request for the person's own number. */
  private static final String REQUESTED = "contact_request";

  private InboundContacts() {}

  static @Nullable MessageContent read(JsonNode message, JsonNode contacts) {
    List<ContactCard> cards = new ArrayList<>();
    // The mark was seen on the message and on each card.
    boolean requested = REQUESTED.equals(WebhookTree.text(message, "origin"));
    for (JsonNode contact : contacts) {
      cards.add(card(contact));
      requested |= REQUESTED.equals(WebhookTree.text(contact, "origin"));
    }
    return cards.isEmpty() ? null : new MessageContent.Contacts(cards, requested);
  }

  private static ContactCard card(JsonNode contact) {
    JsonNode name = contact.path("name");
    JsonNode organization = contact.path("org");
    String first = WebhookTree.text(name, "first_name");
    List<ContactCard.Phone> phones = phones(contact.path("phones"));
    String shown = first != null ? first : phones.isEmpty() ? "" : phones.get(0).number();
    return new ContactCard(
        WebhookTree.text(name, "formatted_name", shown),
        first,
        WebhookTree.text(name, "last_name"),
        WebhookTree.text(organization, "company"),
        WebhookTree.text(organization, "department"),
        WebhookTree.text(organization, "title"),
        WebhookTree.text(contact, "birthday"),
        phones,
        texts(contact.path("emails"), "email"),
        texts(contact.path("urls"), "url"),
        addresses(contact.path("addresses")),
        WebhookTree.text(contact, "vcard"));
  }

  private static List<ContactCard.Phone> phones(JsonNode list) {
    List<ContactCard.Phone> phones = new ArrayList<>();
    for (JsonNode item : list) {
      String account = WebhookTree.text(item, "wa_id");
      String number = WebhookTree.text(item, "phone");
      if (number != null || account != null) {
        phones.add(
            new ContactCard.Phone(
                number != null ? number : "+" + account, WebhookTree.text(item, "type"), account));
      }
    }
    return phones;
  }

  private static List<ContactCard.Postal> addresses(JsonNode list) {
    List<ContactCard.Postal> addresses = new ArrayList<>();
    for (JsonNode item : list) {
      addresses.add(
          new ContactCard.Postal(
              WebhookTree.text(item, "street"),
              WebhookTree.text(item, "city"),
              WebhookTree.text(item, "state"),
              WebhookTree.text(item, "zip"),
              WebhookTree.text(item, "country"),
              WebhookTree.text(item, "country_code"),
              WebhookTree.text(item, "type")));
    }
    return addresses;
  }

  private static List<String> texts(JsonNode list, String key) {
    List<String> found = new ArrayList<>();
    for (JsonNode item : list) {
      String text = WebhookTree.text(item, key);
      if (text != null) {
        found.add(text);
      }
    }
    return found;
  }
}
