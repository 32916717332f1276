package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.ContactCard;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.message.Product;
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
        senders.find(message, "from", "from_user_id", "from_parent_user_id");
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
              : received(address, from.get(), read(id, message, message));
    };
  }

  private static ChannelEvent received(
      ChannelAddress address, ChannelUser from, InboundMessage message) {
    return new ChannelEvent.Received(address, withNumber(from, message.content()), message);
  }

  /** The event of an item of {@code message_echoes}: a person of the business wrote by phone. */
  ChannelEvent echoed(ChannelAddress address, Senders senders, JsonNode echo) {
    String id = WebhookTree.text(echo, "id");
    Optional<ChannelUser> to = senders.find(echo, "to", "to_user_id", "to_parent_user_id");
    if (id == null || to.isEmpty()) {
      return AccountEvents.ignored(address, "echo without an id or a recipient", echo);
    }
    JsonNode edit = echo.path("edit").path("message");
    return new ChannelEvent.Echoed(
        address, to.get(), read(id, echo, edit.isObject() ? edit : echo));
  }

  private InboundMessage read(String id, JsonNode message, JsonNode content) {
    JsonNode context = message.path("context");
    return new InboundMessage(
        id,
        InboundContent.read(content),
        times.read(message),
        WebhookTree.text(context, "id"),
        referral(message.path("referral")),
        forwarded(context),
        product(context.path("referred_product")));
  }

  private static InboundMessage.@Nullable Forwarded forwarded(JsonNode context) {
    if (context.path("frequently_forwarded").asBoolean()) {
      return InboundMessage.Forwarded.OFTEN;
    }
    return context.path("forwarded").asBoolean() ? InboundMessage.Forwarded.ONCE : null;
  }

  private static @Nullable Product product(JsonNode node) {
    String product = WebhookTree.text(node, "product_retailer_id");
    return product == null ? null : new Product(WebhookTree.text(node, "catalog_id"), product);
  }

  /**
   * Somebody changed the number, the user id or the keys.
   *
   * <p>Source: Meta, "System messages webhook reference", 11 August 2026: the new values stand in
   * the message, the previous ids beside them; such changes bring no profiles.
   */
  private ChannelEvent system(ChannelAddress address, ChannelUser from, JsonNode message) {
    JsonNode system = message.path("system");
    String type = WebhookTree.text(system, "type", "");
    if (type.equals("customer_identity_changed")) {
      String hash = WebhookTree.text(message.path("identity"), "hash");
      String older = WebhookTree.text(system, "identity");
      return new ChannelEvent.SecurityChanged(
          address, from, hash == null ? older : hash, times.read(message));
    }
    String phone = WebhookTree.text(system, "wa_id");
    String newPhone = phone != null ? phone : WebhookTree.text(system, "new_wa_id");
    Optional<ChannelUser> after =
        Senders.NOBODY.find(
            newPhone,
            WebhookTree.text(system, "user_id"),
            WebhookTree.text(system, "parent_user_id"));
    String previous = WebhookTree.text(system, "previous_user_id");
    Optional<ChannelUser> before =
        Senders.NOBODY.find(
            WebhookTree.text(message, "from"),
            previous != null ? previous : from.userId(),
            WebhookTree.text(system, "previous_parent_user_id"));
    if (after.isEmpty() || before.isEmpty() || before.get().equals(after.get())) {
      return AccountEvents.ignored(address, "system " + type, message);
    }
    return new ChannelEvent.IdentityChanged(
        address, before.get(), after.get(), times.read(message));
  }

  /** A person behind a user id who told their number on request is known by both from now on. */
  private static ChannelUser withNumber(ChannelUser from, MessageContent content) {
    if (from.phone() != null
        || !(content instanceof MessageContent.Contacts contacts)
        || !contacts.requested()) {
      return from;
    }
    for (ContactCard.Phone phone : contacts.cards().get(0).phones()) {
      if (phone.account() != null) {
        return new ChannelUser(
            from.userId(), phone.account(), from.name(), from.username(), from.parentId());
      }
    }
    return from;
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
    if (!node.isObject()) {
      return null;
    }
    String image = WebhookTree.text(node, "image_url");
    return new Referral(
        WebhookTree.text(node, "source_url"),
        WebhookTree.text(node, "source_id"),
        WebhookTree.text(node, "source_type"),
        WebhookTree.text(node, "headline"),
        WebhookTree.text(node, "body"),
        WebhookTree.text(node, "ctwa_clid"),
        WebhookTree.text(node, "media_type"),
        image != null ? image : WebhookTree.text(node, "video_url"),
        WebhookTree.text(node, "thumbnail_url"),
        WebhookTree.text(node.path("welcome_message"), "text"));
  }
}
