package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.message.Card;
import io.botflow.message.Header;
import io.botflow.message.MessageContent;
import io.botflow.message.Option;
import io.botflow.message.Section;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The interactive part of a message's body. */
final class InteractivePayload {
  /** The only version of form messages there is. */
  private static final String FORM_VERSION = "3";

  private InteractivePayload() {}

  static void buttons(ObjectNode node, MessageContent.Buttons buttons) {
    frame(node, "button", buttons.header(), buttons.body(), buttons.footer());
    ArrayNode list = node.putObject("action").putArray("buttons");
    for (Option option : buttons.options()) {
      list.addObject()
          .put("type", "reply")
          .putObject("reply")
          .put("id", option.id())
          .put("title", option.title());
    }
  }

  static void list(ObjectNode node, MessageContent.ListMenu list) {
    Header header = list.header() == null ? null : new Header.Words(list.header());
    frame(node, "list", header, list.body(), list.footer());
    ObjectNode action = node.putObject("action").put("button", list.button());
    ArrayNode sections = action.putArray("sections");
    for (Section section : list.sections()) {
      ObjectNode group = sections.addObject();
      if (section.title() != null) {
        group.put("title", section.title());
      }
      ArrayNode rows = group.putArray("rows");
      for (Option option : section.rows()) {
        ObjectNode row = rows.addObject().put("id", option.id()).put("title", option.title());
        if (option.description() != null) {
          row.put("description", option.description());
        }
      }
    }
  }

  static void callToAction(ObjectNode node, MessageContent.CallToAction content) {
    frame(node, "cta_url", content.header(), content.body(), content.footer());
    link(node, content.button(), content.url());
  }

  static void locationRequest(ObjectNode node, MessageContent.LocationRequest request) {
    frame(node, "location_request_message", null, request.body(), null);
    node.putObject("action").put("name", "send_location");
  }

  static void contactRequest(ObjectNode node, MessageContent.ContactRequest request) {
    frame(node, "request_contact_info", null, request.body(), null);
    node.putObject("action").put("name", "request_contact_info");
  }

  static void addressRequest(ObjectNode node, MessageContent.AddressRequest request) {
    frame(node, "address_message", null, request.body(), null);
    ObjectNode parameters =
        node.putObject("action").put("name", "address_message").putObject("parameters");
    parameters.put("country", request.country());
    texts(parameters, "values", request.values());
    texts(parameters, "validation_errors", request.errors());
  }

  private static void texts(ObjectNode node, String key, Map<String, String> values) {
    if (!values.isEmpty()) {
      ObjectNode object = node.putObject(key);
      new TreeMap<>(values).forEach(object::put);
    }
  }

  static void form(ObjectNode node, MessageContent.Form form) {
    frame(node, "flow", form.header(), form.body(), form.footer());
    ObjectNode parameters = node.putObject("action").put("name", "flow").putObject("parameters");
    parameters.put("flow_message_version", FORM_VERSION);
    if (form.form().id() != null) {
      parameters.put("flow_id", form.form().id());
    } else {
      parameters.put("flow_name", form.form().name());
    }
    parameters.put("flow_cta", form.button());
    if (form.draft()) {
      parameters.put("mode", "draft");
    }
    if (form.token() != null) {
      parameters.put("flow_token", form.token());
    }
    switch (form.opens()) {
      // The endpoint says which screen and what is in it; a payload is not allowed.
      case ENDPOINT -> parameters.put("flow_action", "data_exchange");
      case SCREEN -> screen(parameters, form);
    }
  }

  private static void screen(ObjectNode parameters, MessageContent.Form form) {
    if (form.screen() == null) {
      return;
    }
    ObjectNode payload = parameters.put("flow_action", "navigate").putObject("flow_action_payload");
    payload.put("screen", form.screen());
    if (!form.data().isEmpty()) {
      payload.set("data", WhatsAppJson.tree(form.data()));
    }
  }

  static void cards(ObjectNode node, MessageContent.Cards content) {
    frame(node, "carousel", null, content.body(), null);
    ArrayNode cards = node.putObject("action").putArray("cards");
    int index = 0;
    for (Card card : content.cards()) {
      ObjectNode one = cards.addObject().put("card_index", index++);
      // Meta's page (21 May 2026) gives this type to cards with reply buttons too.
      one.put("type", "cta_url");
      MessagePayload.header(one, new Header.Picture(card.kind(), card.media(), null));
      if (card.text() != null) {
        one.putObject("body").put("text", card.text());
      }
      if (card.url() != null) {
        link(one, card.button(), card.url());
      } else {
        one.putObject("action")
            .putArray("buttons")
            .addObject()
            .put("type", "quick_reply")
            .putObject("quick_reply")
            .put("id", card.replyId())
            .put("title", card.button());
      }
    }
  }

  private static void link(ObjectNode node, String button, String url) {
    node.putObject("action")
        .put("name", "cta_url")
        .putObject("parameters")
        .put("display_text", button)
        .put("url", url);
  }

  static void frame(
      ObjectNode node,
      String type,
      @Nullable Header header,
      @Nullable String body,
      @Nullable String footer) {
    node.put("type", type);
    MessagePayload.header(node, header);
    if (body != null) {
      node.putObject("body").put("text", body);
    }
    if (footer != null) {
      node.putObject("footer").put("text", footer);
    }
  }
}
