package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.InboundMessage;
import io.botflow.message.Referral;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One customer's message of a webhook, or one echo of the business's own, as an event. */
final class MessageEvents {
  private final WebhookTimes times;

  MessageEvents(WebhookTimes times) {
    this.times = times;
  }

  /** The event of one item of the webhook's list of messages. */
  ChannelEvent received(ChannelAddress address, Senders senders, JsonNode message) {
    String id = WebhookTree.text(message, "id");
    Optional<ChannelUser> from =
        senders.find(WebhookTree.text(message, "from"), WebhookTree.text(message, "from_user_id"));
    if (id == null || from.isEmpty()) {
      return AccountEvents.ignored(address, "message without an id or a sender", message);
    }
    if (message.has("group_id")) {
      // An answer would go to the person alone and not to the group that it was written in.
      return AccountEvents.ignored(address, "group message", message);
    }
    return switch (InboundContent.type(message)) {
      case "system" -> system(address, from.get(), message);
      case "edit" -> edited(address, from.get(), message);
      case "revoke" -> revoked(address, from.get(), message);
      default ->
          isPermission(message)
              ? AccountEvents.ignored(address, "call permission", message)
              : new ChannelEvent.Received(address, from.get(), read(id, message, message));
    };
  }

  /** The event of an item of {@code message_echoes}: a person of the business wrote by phone. */
  ChannelEvent echoed(ChannelAddress address, Senders senders, JsonNode echo) {
    String id = WebhookTree.text(echo, "id");
    Optional<ChannelUser> to =
        senders.find(WebhookTree.text(echo, "to"), WebhookTree.text(echo, "to_user_id"));
    if (id == null || to.isEmpty()) {
      return AccountEvents.ignored(address, "echo without an id or a recipient", echo);
    }
    JsonNode edit = echo.path("edit").path("message");
    return new ChannelEvent.Echoed(
        address, to.get(), read(id, echo, edit.isObject() ? edit : echo));
  }

  private InboundMessage read(String id, JsonNode message, JsonNode content) {
    return new InboundMessage(
        id,
        InboundContent.read(content),
        times.read(message),
        WebhookTree.text(message.path("context"), "id"),
        referral(message.path("referral")));
  }

  private ChannelEvent system(ChannelAddress address, ChannelUser before, JsonNode message) {
    JsonNode system = message.path("system");
    String phone = WebhookTree.text(system, "wa_id");
    String newPhone = phone != null ? phone : WebhookTree.text(system, "new_wa_id");
    Optional<ChannelUser> after =
        new Senders(message.path("none")).find(newPhone, WebhookTree.text(system, "user_id"));
    String type = WebhookTree.text(system, "type", "");
    if (after.isEmpty() || type.equals("customer_identity_changed")) {
      return AccountEvents.ignored(address, "system " + type, message);
    }
    return new ChannelEvent.IdentityChanged(address, before, after.get(), times.read(message));
  }

  private ChannelEvent edited(ChannelAddress address, ChannelUser from, JsonNode message) {
    JsonNode edit = message.path("edit");
    String original = WebhookTree.text(edit, "original_message_id");
    String id = WebhookTree.text(message, "id");
    if (original == null || id == null || !edit.path("message").isObject()) {
      return AccountEvents.ignored(address, "edit without its message", message);
    }
    return new ChannelEvent.Edited(
        address, from, original, read(id, message, edit.path("message")));
  }

  private ChannelEvent revoked(ChannelAddress address, ChannelUser from, JsonNode message) {
    String original = WebhookTree.text(message.path("revoke"), "original_message_id");
    return original == null
        ? AccountEvents.ignored(address, "revoke without its message", message)
        : new ChannelEvent.Revoked(address, from, original, times.read(message));
  }

  private static boolean isPermission(JsonNode message) {
    return message.path("interactive").path("call_permission_reply").isObject();
  }

  private static @Nullable Referral referral(JsonNode node) {
    return node.isObject()
        ? new Referral(
            WebhookTree.text(node, "source_url"),
            WebhookTree.text(node, "source_id"),
            WebhookTree.text(node, "source_type"),
            WebhookTree.text(node, "headline"),
            WebhookTree.text(node, "body"),
            WebhookTree.text(node, "ctwa_clid"))
        : null;
  }
}
