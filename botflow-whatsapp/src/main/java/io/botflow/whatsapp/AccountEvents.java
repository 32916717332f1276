package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The webhook fields beside {@code messages}: templates, preferences, the account itself. */
final class AccountEvents {
  /**
   * How much of a piece on which nothing is to be done is kept, in characters: enough for a call
   * with its description of media, or an hour of a chat's history.
   */
  private static final int MAX_PAYLOAD = 16_384;

  private static final Set<String> ACCOUNT_FIELDS =
      Set.of(
          "account_alerts",
          "account_review_update",
          "account_settings_update",
          "account_update",
          "business_capability_update",
          "flows",
          "partner_solutions",
          "payment_configuration_update",
          "phone_number_name_update",
          "phone_number_quality_update",
          "security");

  private final WebhookTimes times;

  AccountEvents(WebhookTimes times) {
    this.times = times;
  }

  /** The events of a change whose field is not {@code messages}. */
  List<ChannelEvent> read(ChannelAddress address, String field, JsonNode value) {
    if (ACCOUNT_FIELDS.contains(field)) {
      return List.of(new ChannelEvent.AccountChanged(address, field, WebhookTree.map(value)));
    }
    return switch (field) {
      case "message_template_status_update",
          "message_template_quality_update",
          "message_template_components_update",
          "template_category_update" ->
          List.of(template(address, field, value));
      case "user_preferences" -> preferences(address, value);
      case "user_id_update" -> identities(address, value);
      default -> List.of(ignored(address, field, value));
    };
  }

  /** Errors that belong to no message: of the number or of the app. */
  static ChannelEvent errors(ChannelAddress address, JsonNode value) {
    return new ChannelEvent.AccountChanged(
        address, "errors", Map.of("errors", WebhookTree.list(value.path("errors"))));
  }

  /** An event for something on which nothing is to be done. */
  static ChannelEvent.Ignored ignored(ChannelAddress address, String what, JsonNode piece) {
    String payload = piece.toString();
    return new ChannelEvent.Ignored(
        address,
        what,
        payload.length() > MAX_PAYLOAD ? payload.substring(0, MAX_PAYLOAD) : payload);
  }

  private static ChannelEvent template(ChannelAddress address, String field, JsonNode value) {
    String id = WebhookTree.text(value, "message_template_id");
    String name = WebhookTree.text(value, "message_template_name");
    String status = WebhookTree.text(value, "event");
    String quality = WebhookTree.text(value, "new_quality_score");
    String category = WebhookTree.text(value, "new_category");
    String aspect;
    String now;
    if (field.equals("message_template_components_update")) {
      aspect = "components";
      now = WebhookTree.text(value, "message_template_element", "");
    } else if (status != null) {
      aspect = "status";
      now = status;
    } else if (quality != null) {
      aspect = "quality";
      now = quality;
    } else if (category != null) {
      aspect = "category";
      now = category;
    } else {
      return ignored(address, field, value);
    }
    return new ChannelEvent.TemplateChanged(
        address,
        id == null ? "" : id,
        name,
        WebhookTree.text(value, "message_template_language"),
        aspect,
        now,
        WebhookTree.text(value, "reason"));
  }

  private List<ChannelEvent> preferences(ChannelAddress address, JsonNode value) {
    Senders senders = new Senders(value.path("contacts"));
    List<ChannelEvent> events = new ArrayList<>();
    for (JsonNode item : value.path("user_preferences")) {
      Optional<ChannelUser> user = senders.find(item, "wa_id", "user_id", "parent_user_id");
      String wish = WebhookTree.text(item, "value", "");
      if (user.isEmpty() || !Set.of("stop", "resume", "signup").contains(wish)) {
        events.add(ignored(address, "user_preferences", item));
      } else {
        events.add(
            new ChannelEvent.PreferenceChanged(
                address, user.get(), !wish.equals("stop"), times.read(item)));
      }
    }
    return events.isEmpty() ? List.of(ignored(address, "user_preferences", value)) : events;
  }

  /**
   * What partners passed on before August 2026; since then Meta reports such changes as system
   * messages.
   */
  private List<ChannelEvent> identities(ChannelAddress address, JsonNode value) {
    List<ChannelEvent> events = new ArrayList<>();
    for (JsonNode item : value.path("user_id_update")) {
      String phone = WebhookTree.text(item, "wa_id");
      JsonNode ids = item.path("user_id");
      JsonNode parents = item.path("parent_user_id");
      Optional<ChannelUser> before =
          Senders.NOBODY.find(
              phone, WebhookTree.text(ids, "previous"), WebhookTree.text(parents, "previous"));
      Optional<ChannelUser> after =
          Senders.NOBODY.find(
              phone, WebhookTree.text(ids, "current"), WebhookTree.text(parents, "current"));
      if (before.isPresent() && after.isPresent() && !before.equals(after)) {
        events.add(
            new ChannelEvent.IdentityChanged(address, before.get(), after.get(), times.read(item)));
      }
    }
    return events.isEmpty() ? List.of(ignored(address, "user_id_update", value)) : events;
  }
}
