package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.message.ContactCard;
import io.botflow.message.MessageContent;
import org.jspecify.annotations.Nullable;

/** The contacts part of a message's body. */
final class ContactPayload {
  private ContactPayload() {}

  static void fill(ObjectNode body, MessageContent.Contacts contacts) {
    ArrayNode cards = body.put("type", "contacts").putArray("contacts");
    for (ContactCard card : contacts.cards()) {
      card(cards.addObject(), card);
    }
  }

  private static void card(ObjectNode node, ContactCard card) {
    ObjectNode name = node.putObject("name").put("formatted_name", card.formattedName());
    // Meta wants one part of the name beside the whole.
    name.put("first_name", card.firstName() == null ? card.formattedName() : card.firstName());
    put(name, "last_name", card.lastName());
    if (card.organization() != null || card.department() != null || card.title() != null) {
      ObjectNode organization = node.putObject("org");
      put(organization, "company", card.organization());
      put(organization, "department", card.department());
      put(organization, "title", card.title());
    }
    put(node, "birthday", card.birthday());
    for (ContactCard.Phone phone : card.phones()) {
      ObjectNode one = node.withArray("phones").addObject().put("phone", phone.number());
      put(one, "type", phone.type());
      put(one, "wa_id", phone.account());
    }
    card.emails().forEach(email -> node.withArray("emails").addObject().put("email", email));
    card.urls().forEach(url -> node.withArray("urls").addObject().put("url", url));
    for (ContactCard.Postal postal : card.addresses()) {
      ObjectNode one = node.withArray("addresses").addObject();
      put(one, "street", postal.street());
      put(one, "city", postal.city());
      put(one, "state", postal.state());
      put(one, "zip", postal.zip());
      put(one, "country", postal.country());
      put(one, "country_code", postal.countryCode());
      put(one, "type", postal.type());
    }
  }

  private static void put(ObjectNode node, String key, @Nullable String value) {
    if (value != null) {
      node.put(key, value);
    }
  }
}
