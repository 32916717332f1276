package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.message.MessageContent;
import io.botflow.message.TemplateComponent;
import java.util.List;

/**
 * The template part of a message's body.
 *
 * <p>Sources: Meta's OpenAPI file v23.0, and its pages on limited-time offer, multi-product,
 * catalog and carousel templates, 17 and 18 June 2026.
 */
final class TemplatePayload {
  private TemplatePayload() {}

  static void fill(ObjectNode node, MessageContent.Template template) {
    // Flows write languages as en-US, the API as en_US.
    String language = template.language().replace('-', '_');
    node.put("name", template.name()).putObject("language").put("code", language);
    if (!template.components().isEmpty()) {
      components(node.putArray("components"), template.components());
    }
  }

  private static void components(ArrayNode list, List<TemplateComponent> components) {
    for (TemplateComponent component : components) {
      component(list.addObject(), component);
    }
  }

  private static void component(ObjectNode node, TemplateComponent component) {
    switch (component) {
      case TemplateComponent.HeaderPart header -> header(node, header);
      case TemplateComponent.HeaderPlace header ->
          MessagePayload.place(
              header(node).put("type", "location").putObject("location"), header.place(), true);
      case TemplateComponent.HeaderProduct header -> {
        ObjectNode product = header(node).put("type", "product").putObject("product");
        product.put("product_retailer_id", header.product().product());
        if (header.product().catalog() != null) {
          product.put("catalog_id", header.product().catalog());
        }
      }
      case TemplateComponent.BodyPart body -> body(node, body);
      case TemplateComponent.ButtonPart button -> button(node, button);
      case TemplateComponent.FormPart form -> form(node, form);
      case TemplateComponent.CatalogPart catalog -> catalog(node, catalog);
      case TemplateComponent.CarouselPart carousel -> {
        ArrayNode cards = node.put("type", "carousel").putArray("cards");
        int index = 0;
        for (List<TemplateComponent> card : carousel.cards()) {
          components(cards.addObject().put("card_index", index++).putArray("components"), card);
        }
      }
      case TemplateComponent.OfferPart offer ->
          node.put("type", "limited_time_offer")
              .putArray("parameters")
              .addObject()
              .put("type", "limited_time_offer")
              .putObject("limited_time_offer")
              .put("expiration_time_ms", offer.endsAt().toEpochMilli());
    }
  }

  private static ObjectNode header(ObjectNode node) {
    return node.put("type", "header").putArray("parameters").addObject();
  }

  private static void header(ObjectNode node, TemplateComponent.HeaderPart header) {
    if (header.media() != null) {
      MessagePayload.picture(header(node), header.media());
    } else if (header.text() != null) {
      ObjectNode value = header(node).put("type", "text").put("text", header.text());
      if (header.name() != null) {
        value.put("parameter_name", header.name());
      }
    } else {
      node.put("type", "header").putArray("parameters");
    }
  }

  private static void body(ObjectNode node, TemplateComponent.BodyPart body) {
    ArrayNode parameters = node.put("type", "body").putArray("parameters");
    for (TemplateComponent.Parameter parameter : body.parameters()) {
      ObjectNode value = parameters.addObject().put("type", "text").put("text", parameter.text());
      if (parameter.name() != null) {
        value.put("parameter_name", parameter.name());
      }
    }
  }

  private static void button(ObjectNode node, TemplateComponent.ButtonPart button) {
    switch (button.kind()) {
      case URL ->
          parameter(node, "url", button.index()).put("type", "text").put("text", button.value());
      case QUICK_REPLY ->
          parameter(node, "quick_reply", button.index())
              .put("type", "payload")
              .put("payload", button.value());
      case COPY_CODE ->
          parameter(node, "copy_code", button.index())
              .put("type", "coupon_code")
              .put("coupon_code", button.value());
    }
  }

  private static void form(ObjectNode node, TemplateComponent.FormPart form) {
    ObjectNode action = action(node, "flow", form.index());
    if (form.token() != null) {
      action.put("flow_token", form.token());
    }
    if (!form.data().isEmpty()) {
      action.set("flow_action_data", WhatsAppJson.tree(form.data()));
    }
  }

  private static void catalog(ObjectNode node, TemplateComponent.CatalogPart catalog) {
    boolean whole = catalog.sections().isEmpty();
    ObjectNode action = action(node, whole ? "catalog" : "mpm", catalog.index());
    if (catalog.thumbnail() != null) {
      action.put("thumbnail_product_retailer_id", catalog.thumbnail());
    }
    if (!whole) {
      CommercePayload.sections(action, catalog.sections());
    }
  }

  private static ObjectNode action(ObjectNode node, String subType, int index) {
    return parameter(node, subType, index).put("type", "action").putObject("action");
  }

  private static ObjectNode parameter(ObjectNode node, String subType, int index) {
    node.put("type", "button").put("sub_type", subType).put("index", Integer.toString(index));
    return node.putArray("parameters").addObject();
  }
}
