package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelProblem;
import io.botflow.message.DeliveryStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One status of a webhook as an event. */
final class StatusEvents {
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
    return new ChannelEvent.StatusChanged(
        address,
        messageId,
        WebhookTree.text(node, "biz_opaque_callback_data"),
        status,
        times.read(node),
        senders.find(WebhookTree.text(node, phone), WebhookTree.text(node, userId)).orElse(null),
        WebhookTree.text(node.path("pricing"), "category"),
        problems(node.path("errors")));
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
                details != null ? details : WebhookTree.text(error, "message")));
      }
    }
    return problems;
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
