package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.whatsapp.WhatsAppLimits;
import java.util.Map;
import java.util.Set;

/** The rules of a contacts message: every part that the Graph API knows, and no other. */
final class ContactRules {
  private static final Map<String, Set<String>> LISTS =
      Map.of(
          "addresses", Set.of("city", "country", "country_code", "state", "street", "type", "zip"),
          "emails", Set.of("email", "type"),
          "phones", Set.of("phone", "type", "wa_id"),
          "urls", Set.of("url", "type"));
  private static final Set<String> NAME =
      Set.of("first_name", "formatted_name", "last_name", "middle_name", "prefix", "suffix");

  private ContactRules() {}

  static void check(JsonNode body, BodyProblems problems) {
    JsonNode contacts =
        problems.array(body, "", "contacts", 1, WhatsAppLimits.CONTACTS_PER_MESSAGE);
    if (contacts == null) {
      return;
    }
    for (int i = 0; i < contacts.size(); i++) {
      contact(contacts.get(i), "contacts[" + i + "]", problems);
    }
  }

  private static void contact(JsonNode contact, String path, BodyProblems problems) {
    if (!contact.isObject()) {
      problems.invalid(path, "must be an object.");
      return;
    }
    problems.only(
        contact, path, Set.of("addresses", "birthday", "emails", "name", "org", "phones", "urls"));
    JsonNode name = problems.object(contact, path, "name");
    if (name != null) {
      problems.only(name, path + "['name']", NAME);
      problems.text(name, path + "['name']", "formatted_name", 0, Integer.MAX_VALUE);
      texts(name, path + "['name']", problems);
    }
    if (contact.has("org")) {
      JsonNode org = problems.object(contact, path, "org");
      if (org != null) {
        problems.only(org, path + "['org']", Set.of("company", "department", "title"));
        texts(org, path + "['org']", problems);
      }
    }
    problems.optionalText(contact, path, "birthday", 0, Integer.MAX_VALUE);
    LISTS.forEach((key, parts) -> list(contact, path, key, parts, problems));
  }

  private static void list(
      JsonNode contact, String path, String key, Set<String> parts, BodyProblems problems) {
    if (!contact.has(key)) {
      return;
    }
    JsonNode items = problems.array(contact, path, key, 0, Integer.MAX_VALUE);
    if (items == null) {
      return;
    }
    for (JsonNode item : items) {
      String itemPath = path + "['" + key + "']";
      if (!item.isObject()) {
        problems.invalid(itemPath, "must hold objects.");
        continue;
      }
      problems.only(item, itemPath, parts);
      texts(item, itemPath, problems);
      if (key.equals("emails") && !item.has("email")) {
        problems.missing(itemPath + "['email']");
      }
      if (key.equals("urls") && !item.has("url")) {
        problems.missing(itemPath + "['url']");
      }
    }
  }

  private static void texts(JsonNode node, String path, BodyProblems problems) {
    node.fieldNames()
        .forEachRemaining(key -> problems.optionalText(node, path, key, 0, Integer.MAX_VALUE));
  }
}
