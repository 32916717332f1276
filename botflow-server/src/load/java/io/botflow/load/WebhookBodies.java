package io.botflow.load;

import java.nio.charset.StandardCharsets;

/**
 * Webhooks in Meta's shape, one message or status each. Written by hand, not through a tree: the
 * program that measures shares the processors with what it measures.
 */
final class WebhookBodies {
  private WebhookBodies() {}

  /** What a person says at this point of the script, as the webhook that brings it. */
  static byte[] message(Conversation conversation, String id) {
    String said = Script.says(conversation.step(), conversation.round());
    String content =
        conversation.step() == Script.TAP
            ? "\"context\":{\"from\":\"15550783881\",\"id\":\""
                + conversation.lastAnswerId()
                + "\"},\"type\":\"interactive\",\"interactive\":{\"type\":\"button_reply\","
                + "\"button_reply\":{\"id\":\""
                + Script.BUTTON_ID
                + "\",\"title\":\""
                + Script.BUTTON_TITLE
                + "\"}}"
            : "\"text\":{\"body\":\"" + said + "\"},\"type\":\"text\"";
    return body(
        conversation.line,
        "\"contacts\":[{\"profile\":{\"name\":\"Sipho\"},\"wa_id\":\""
            + conversation.phone
            + "\"}],\"messages\":[{\"from\":\""
            + conversation.phone
            + "\",\"id\":\""
            + id
            + "\",\"timestamp\":\""
            + seconds()
            + "\","
            + content
            + "}]");
  }

  /** A status of a message that the bot sent. */
  static byte[] status(Line line, Answer answer, String status) {
    String reference =
        answer.reference() == null
            ? ""
            : "\"biz_opaque_callback_data\":\"" + answer.reference() + "\",";
    return body(
        line,
        "\"statuses\":[{\"id\":\""
            + answer.id()
            + "\",\"status\":\""
            + status
            + "\",\"timestamp\":\""
            + seconds()
            + "\",\"recipient_id\":\""
            + answer.to()
            + "\","
            + reference
            + "\"pricing\":{\"billable\":false,\"pricing_model\":\"PMP\",\"category\":\"service\","
            + "\"type\":\"free_customer_service\"}}]");
  }

  private static byte[] body(Line line, String content) {
    String text =
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"102290129340398\","
            + "\"changes\":[{\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":{"
            + "\"display_phone_number\":\"15550783881\",\"phone_number_id\":\""
            + line.phoneNumberId()
            + "\"},"
            + content
            + "},\"field\":\"messages\"}]}]}";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static long seconds() {
    return System.currentTimeMillis() / 1000;
  }
}
