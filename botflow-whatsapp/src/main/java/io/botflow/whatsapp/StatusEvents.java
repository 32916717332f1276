package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelProblem;
import io.botflow.message.DeliveryStatus;
import io.botflow.message.Pricing;
import io.botflow.spi.SendResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One status of a webhook as an event. */
final class StatusEvents {
  /** The person stopped marketing messages. */
  private static final String OPT_OUT = "131050";

  private final WebhookTimes times;

  StatusEvents(WebhookTimes times) {
    this.times = times;
  }

  /** The event of an item of {@code statuses}. */
  ChannelEvent read(ChannelAddress address, Senders senders, JsonNode node) {
    String messageId = WebhookTree.text(node, "id");
    DeliveryStatus status = status(WebhookTree.text(node, "status", ""));
    if (messageId == null || status == null) {
      return AccountEvents.ignored(address, "status", node);
    }
    // In a group, recipient_id names the group and the participant fields the person.
    boolean group = node.path("recipient_type").asText().equals("group");
    String phone = group ? "recipient_participant_id" : "recipient_id";
    String userId = group ? "recipient_participant_user_id" : "recipient_user_id";
    String parent = group ? "recipient_participant_parent_user_id" : "recipient_parent_user_id";
    List<ChannelProblem> problems = problems(node.path("errors"));
    return new ChannelEvent.StatusChanged(
        address,
        messageId,
        WebhookTree.text(node, "biz_opaque_callback_data"),
        status,
        times.read(node),
        senders.find(node, phone, userId, parent).orElse(null),
        pricing(node),
        problems,
        status == DeliveryStatus.FAILED && !problems.isEmpty() && isReturned(problems.get(0)));
  }

  /** Whether the table says anything else of the error than that the message is given up. */
  private static boolean isReturned(ChannelProblem problem) {
    return !(GraphErrors.result(problem, 1) instanceof SendResult.Rejected);
  }

  private @Nullable Pricing pricing(JsonNode node) {
    JsonNode pricing = node.path("pricing");
    JsonNode conversation = node.path("conversation");
    // Since v24.0 the conversation is told only while its messages are free after an advertisement.
    boolean free =
        conversation.path("origin").path("type").asText().equals("referral_conversion")
            && conversation.has("expiration_timestamp");
    return pricing.isObject() || free
        ? new Pricing(
            WebhookTree.text(pricing, "category"),
            WebhookTree.text(pricing, "type"),
            WebhookTree.text(pricing, "pricing_model"),
            free ? times.until(conversation) : null)
        : null;
  }

  /** The errors of a status, a message or a change. */
  static List<ChannelProblem> problems(JsonNode errors) {
    List<ChannelProblem> problems = new ArrayList<>();
    for (JsonNode error : errors) {
      String code = WebhookTree.text(error, "code");
      if (code != null) {
        String details = WebhookTree.text(error.path("error_data"), "details");
        problems.add(
            new ChannelProblem(
                code,
                WebhookTree.text(error, "title"),
                details != null ? details : WebhookTree.text(error, "message"),
                GraphErrors.of(code).map(GraphErrorRule::advice).orElse(null)));
      }
    }
    return problems;
  }

  /** A person stopped marketing: said by the failure of a message that came after it. */
  static ChannelEvent.@Nullable PreferenceChanged stopped(ChannelEvent event) {
    return event instanceof ChannelEvent.StatusChanged status
            && status.to() != null
            && status.problems().stream().anyMatch(problem -> OPT_OUT.equals(problem.code()))
        ? new ChannelEvent.PreferenceChanged(status.address(), status.to(), false, status.at())
        : null;
  }

  private static @Nullable DeliveryStatus status(String name) {
    return switch (name) {
      case "sent" -> DeliveryStatus.SENT;
      case "delivered" -> DeliveryStatus.DELIVERED;
      case "read" -> DeliveryStatus.READ;
      case "played" -> DeliveryStatus.PLAYED;
      case "failed" -> DeliveryStatus.FAILED;
      case "deleted" -> DeliveryStatus.DELETED;
      default -> null;
    };
  }
}
