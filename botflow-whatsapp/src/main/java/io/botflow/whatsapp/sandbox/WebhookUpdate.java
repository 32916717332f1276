package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message or status on its way to a business.
 *
 * @param number the business number that it is for
 * @param person who wrote or got the message; updates of one person keep their order
 * @param list the key that holds it: {@code messages} or {@code statuses}
 * @param node the message or status
 * @param contact the person's profile, for messages
 * @param field the webhook's field; any other than {@code messages} has {@code node} as its value
 */
record WebhookUpdate(
    SandboxNumber number,
    String person,
    String list,
    ObjectNode node,
    @Nullable ObjectNode contact,
    String field) {

  /** A message or status. */
  static WebhookUpdate of(
      SandboxNumber number,
      String person,
      String list,
      ObjectNode node,
      @Nullable ObjectNode contact) {
    return new WebhookUpdate(number, person, list, node, contact, "messages");
  }

  /** A change of an account, such as a template's review. */
  static WebhookUpdate ofAccount(SandboxNumber number, String field, ObjectNode value) {
    return new WebhookUpdate(number, "account", "", value, null, field);
  }

  /** Meta escapes every non-ASCII character, which is why a body must be checked as it came. */
  private static final ObjectWriter WRITER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build().writer();

  /** The webhook body that carries {@code updates}, one change per number and kind. */
  static byte[] body(List<WebhookUpdate> updates) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("object", "whatsapp_business_account");
    ArrayNode entries = root.putArray("entry");
    Map<String, ObjectNode> values = new LinkedHashMap<>();
    for (WebhookUpdate update : updates) {
      SandboxNumber number = update.number();
      if (!update.field().equals("messages")) {
        ObjectNode entry = entries.addObject().put("id", number.wabaId());
        ObjectNode change = entry.putArray("changes").addObject().put("field", update.field());
        change.set("value", update.node());
        continue;
      }
      ObjectNode value =
          values.computeIfAbsent(
              number.phoneNumberId() + ' ' + update.list(), key -> change(entries, number));
      if (update.contact() != null) {
        addContact(value, update.contact());
      }
      value.withArray(update.list()).add(update.node());
    }
    try {
      return WRITER.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }

  private static ObjectNode change(ArrayNode entries, SandboxNumber number) {
    ObjectNode entry = entries.addObject();
    entry.put("id", number.wabaId());
    ObjectNode change = entry.putArray("changes").addObject();
    ObjectNode value = change.putObject("value");
    change.put("field", "messages");
    value.put("messaging_product", "whatsapp");
    value
        .putObject("metadata")
        .put("display_phone_number", number.displayPhoneNumber())
        .put("phone_number_id", number.phoneNumberId());
    return value;
  }

  private static void addContact(ObjectNode value, ObjectNode contact) {
    ArrayNode contacts = value.withArray("contacts");
    for (int i = 0; i < contacts.size(); i++) {
      if (contacts.get(i).equals(contact)) {
        return;
      }
    }
    contacts.add(contact);
  }
}
