package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that the sandbox accepted from a business and put on a person's phone.
 *
 * @param sequence counts the accepted messages of this sandbox, from 1
 * @param id the {@code wamid} that the sender got
 * @param phoneNumberId the sending business number
 * @param to the person, by phone number or business-scoped id
 * @param type the Graph type: {@code text}, {@code interactive}, {@code template} ...
 * @param body the whole request body
 * @param callbackData its {@code biz_opaque_callback_data}
 * @param at when it was accepted
 */
public record SandboxMessage(
    long sequence,
    String id,
    String phoneNumberId,
    String to,
    String type,
    JsonNode body,
    @Nullable String callbackData,
    Instant at) {

  /**
   * Something that the person can tap.
   *
   * @param id what the business gave it as id
   * @param title what the person sees
   * @param description the second line of a list row
   * @param inList whether it is a list row and not a button
   */
  public record Choice(String id, String title, @Nullable String description, boolean inList) {}

  /** A message as a request brought it. */
  static SandboxMessage of(
      long sequence, String id, String phoneNumberId, String to, JsonNode body, Instant at) {
    return new SandboxMessage(
        sequence,
        id,
        phoneNumberId,
        to,
        body.path("type").asText("text"),
        body,
        body.path("biz_opaque_callback_data").textValue(),
        at);
  }

  /** What a person would read, headers and footers left out; empty for a location or sticker. */
  public String text() {
    JsonNode node = body.path(type);
    return switch (type) {
      case "text" -> node.path("body").asText();
      case "interactive" -> node.path("body").path("text").asText();
      case "template" -> "[" + node.path("name").asText() + "]";
      case "reaction" -> node.path("emoji").asText();
      case "location" -> node.path("name").asText();
      default -> node.path("caption").asText();
    };
  }

  /**
   * Everything that the person sees of it, line by line from above: headers, captions, footers,
   * buttons as {@code ( title )}, list rows as {@code - title}, media and products in brackets.
   */
  public List<String> screen() {
    return PhoneScreen.of(type, body);
  }

  /** The buttons and list rows of this message in order; empty when there are none. */
  public List<Choice> choices() {
    List<Choice> choices = new ArrayList<>();
    JsonNode action = body.path("interactive").path("action");
    for (JsonNode button : action.path("buttons")) {
      JsonNode reply = button.path("reply");
      choices.add(new Choice(reply.path("id").asText(), reply.path("title").asText(), null, false));
    }
    for (JsonNode section : action.path("sections")) {
      for (JsonNode row : section.path("rows")) {
        choices.add(
            new Choice(
                row.path("id").asText(),
                row.path("title").asText(),
                row.path("description").textValue(),
                true));
      }
    }
    for (JsonNode card : action.path("cards")) {
      for (JsonNode button : card.path("action").path("buttons")) {
        JsonNode reply = button.path("quick_reply");
        if (reply.has("id")) {
          choices.add(
              new Choice(reply.path("id").asText(), reply.path("title").asText(), null, false));
        }
      }
    }
    return List.copyOf(choices);
  }
}
