package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.whatsapp.sandbox.SandboxFaults.StatusFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Makes the statuses that follow an accepted message and puts them on their way.
 *
 * @param faults what should go wrong with them
 * @param webhooks where they go
 * @param options which statuses there are, and when
 */
record MessageStatuses(SandboxFaults faults, WebhookSender webhooks, WebhookOptions options) {

  void follow(SandboxNumber number, SandboxMessage message, boolean delivered) {
    List<ObjectNode> statuses = new ArrayList<>();
    if (!delivered) {
      statuses.add(failed(message));
    } else if (message.type().equals("reaction")) {
      // Meta sends nothing but "sent" for a reaction.
      statuses.add(status(message, "sent"));
    } else {
      for (String name : options.statuses()) {
        statuses.add(status(message, name));
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
        webhooks.send(new WebhookUpdate(number, message.to(), "statuses", status, null), delay);
      }
    }
  }

  private static ObjectNode status(SandboxMessage message, String name) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("id", message.id()).put("status", name);
    status.put("timestamp", Long.toString(message.at().getEpochSecond()));
    status.put(message.body().has("to") ? "recipient_id" : "recipient_user_id", message.to());
    if (message.callbackData() != null) {
      status.put("biz_opaque_callback_data", message.callbackData());
    }
    if (name.equals("delivered")) {
      boolean template = message.type().equals("template");
      status
          .putObject("pricing")
          .put("billable", true)
          .put("pricing_model", "PMP")
          .put("type", "regular")
          .put("category", template ? "utility" : "service");
    }
    return status;
  }

  private static ObjectNode failed(SandboxMessage message) {
    GraphRefusal reason = GraphRefusal.windowClosed();
    ObjectNode status = status(message, "failed");
    ObjectNode error = status.putArray("errors").addObject();
    error.put("code", reason.code());
    error.put("title", reason.message()).put("message", reason.message());
    error.putObject("error_data").put("details", Objects.requireNonNull(reason.details()));
    error.put("href", "/documentation/business-messaging/whatsapp/support/error-codes");
    return status;
  }
}
