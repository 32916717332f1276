package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.whatsapp.pricing.ChargeType;
import io.botflow.whatsapp.pricing.CostForecast;
import io.botflow.whatsapp.sandbox.SandboxFaults.StatusFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the statuses that follow an accepted message and puts them on their way.
 *
 * @param faults what should go wrong with them
 * @param webhooks where they go
 * @param options which statuses there are, and when
 */
record MessageStatuses(SandboxFaults faults, WebhookSender webhooks, WebhookOptions options) {

  /**
   * Sends the statuses of a message.
   *
   * @param failure why it does not arrive; null when it does
   * @param cost what it costs when it arrives
   */
  void follow(
      SandboxNumber number,
      SandboxMessage message,
      @Nullable GraphRefusal failure,
      CostForecast.Cost cost) {
    List<ObjectNode> statuses = new ArrayList<>();
    if (failure != null) {
      statuses.add(failed(message, failure, cost));
    } else if (message.type().equals("reaction")) {
      // Meta sends nothing but "sent" for a reaction.
      statuses.add(status(message, "sent", cost));
    } else {
      for (String name : options.statuses()) {
        statuses.add(status(message, name, cost));
      }
    }
    StatusFaults wrong = faults.statuses();
    if (wrong.reversed()) {
      Collections.reverse(statuses);
    }
    Duration delay = options.statusDelay().plus(wrong.delay());
    for (ObjectNode status : statuses) {
      if (faults.losesStatus()) {
        continue;
      }
      for (int i = 0; i < (wrong.doubled() ? 2 : 1); i++) {
        webhooks.send(WebhookUpdate.of(number, message.to(), "statuses", status, null), delay);
      }
    }
  }

  private static ObjectNode status(SandboxMessage message, String name, CostForecast.Cost cost) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("id", message.id()).put("status", name);
    status.put("timestamp", Long.toString(message.at().getEpochSecond()));
    status.put(message.body().has("to") ? "recipient_id" : "recipient_user_id", message.to());
    if (message.callbackData() != null) {
      status.put("biz_opaque_callback_data", message.callbackData());
    }
    if (name.equals("delivered")) {
      status
          .putObject("pricing")
          .put("billable", cost.type() == ChargeType.REGULAR)
          .put("pricing_model", "PMP")
          .put("type", cost.type().code())
          .put("category", cost.category().code());
    }
    return status;
  }

  private static ObjectNode failed(
      SandboxMessage message, GraphRefusal reason, CostForecast.Cost cost) {
    ObjectNode status = status(message, "failed", cost);
    ObjectNode error = status.putArray("errors").addObject();
    error.put("code", reason.code());
    error.put("title", reason.message()).put("message", reason.message());
    error.putObject("error_data").put("details", reason.details());
    error.put("href", "/documentation/business-messaging/whatsapp/support/error-codes");
    return status;
  }
}
