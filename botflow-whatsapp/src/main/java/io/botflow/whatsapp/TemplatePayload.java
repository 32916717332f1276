package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.message.MessageContent;
import io.botflow.message.TemplateComponent;

/** The template part of a message's body. */
final class TemplatePayload {
  private TemplatePayload() {}

  static void fill(ObjectNode node, MessageContent.Template template) {
    node.put("name", template.name()).putObject("language").put("code", template.language());
    if (template.components().isEmpty()) {
      return;
    }
    ArrayNode components = node.putArray("components");
    for (TemplateComponent component : template.components()) {
      switch (component) {
        case TemplateComponent.HeaderPart header -> header(components.addObject(), header);
        case TemplateComponent.BodyPart body -> body(components.addObject(), body);
        case TemplateComponent.ButtonPart button -> button(components.addObject(), button);
      }
    }
  }

  private static void header(ObjectNode node, TemplateComponent.HeaderPart header) {
    ArrayNode parameters = node.put("type", "header").putArray("parameters");
    if (header.media() != null) {
      MessagePayload.picture(parameters.addObject(), header.media());
    } else if (header.text() != null) {
      parameters.addObject().put("type", "text").put("text", header.text());
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
    node.put("type", "button");
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

  private static ObjectNode parameter(ObjectNode node, String subType, int index) {
    node.put("sub_type", subType).put("index", Integer.toString(index));
    return node.putArray("parameters").addObject();
  }
}
