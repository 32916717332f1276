package io.botflow.whatsapp.sandbox;

import static io.botflow.whatsapp.WhatsAppLimits.BUTTON_ID_LENGTH;
import static io.botflow.whatsapp.WhatsAppLimits.BUTTON_TITLE_LENGTH;
import static io.botflow.whatsapp.WhatsAppLimits.CARDS_MAX;
import static io.botflow.whatsapp.WhatsAppLimits.CARDS_MIN;
import static io.botflow.whatsapp.WhatsAppLimits.CARD_BODY_LENGTH;
import static io.botflow.whatsapp.WhatsAppLimits.CARD_LINE_BREAKS;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** The rules of a carousel: cards with pictures and buttons, or cards with products. */
final class CarouselRules {
  private CarouselRules() {}

  static void check(JsonNode interactive, JsonNode action, BodyProblems problems) {
    for (String part : Set.of("header", "footer")) {
      if (interactive.has(part)) {
        problems.invalid(part, "is not allowed in a carousel.");
      }
    }
    JsonNode cards = problems.array(action, "action", "cards", CARDS_MIN, CARDS_MAX);
    if (cards == null) {
      return;
    }
    Set<String> kinds = new HashSet<>();
    for (int i = 0; i < cards.size(); i++) {
      String path = "action['cards'][" + i + "]";
      JsonNode card = cards.get(i);
      if (card.path("card_index").asInt(-1) != i) {
        problems.invalid(path + "['card_index']", "must count from 0.");
      }
      problems.oneOf(card, path, "type", Set.of("cta_url", "product"));
      JsonNode inside = problems.object(card, path, "action");
      if (inside == null) {
        continue;
      }
      if (card.path("type").asText().equals("product")) {
        InteractiveRules.required(inside, "product_retailer_id", problems);
        InteractiveRules.required(inside, "catalog_id", problems);
        kinds.add("product " + inside.path("catalog_id").asText());
      } else {
        kinds.add(media(card, inside, path, problems));
      }
    }
    if (kinds.size() > 1) {
      problems.invalid("action['cards']", "must all be of the same kind.");
    }
  }

  /** The kind of a card with a picture or film. */
  private static String media(JsonNode card, JsonNode action, String path, BodyProblems problems) {
    JsonNode header = problems.object(card, path, "header");
    String kind = header == null ? "" : header.path("type").asText();
    if (header != null) {
      problems.oneOf(header, path + "['header']", "type", Set.of("image", "video"));
      JsonNode medium = problems.object(header, path + "['header']", kind);
      if (medium != null) {
        MessageRules.mediaObject(medium, path + "['header']", problems);
      }
    }
    if (card.has("body")) {
      String text = problems.text(card.path("body"), path, "text", 1, CARD_BODY_LENGTH);
      if (text != null && text.chars().filter(c -> c == '\n').count() > CARD_LINE_BREAKS) {
        problems.invalid(path + "['body']", "has more than 2 line breaks.");
      }
    }
    if (action.has("buttons")) {
      JsonNode buttons = problems.array(action, path, "buttons", 1, 2);
      for (JsonNode button : buttons == null ? action.path("none") : buttons) {
        JsonNode reply = button.path("quick_reply");
        problems.text(reply, path, "id", 1, BUTTON_ID_LENGTH);
        problems.text(reply, path, "title", 1, BUTTON_TITLE_LENGTH);
      }
      return kind + " replies";
    }
    JsonNode parameters = problems.object(action, path, "parameters");
    if (parameters != null) {
      problems.text(parameters, path, "display_text", 1, BUTTON_TITLE_LENGTH);
      InteractiveRules.link(problems.text(parameters, path, "url", 1, Integer.MAX_VALUE), problems);
    }
    return kind + " links";
  }
}
