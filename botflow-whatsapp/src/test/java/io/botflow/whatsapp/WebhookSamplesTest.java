package io.botflow.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.botflow.message.ChannelEvent;
import io.botflow.message.MediaKind;
import io.botflow.message.MessageContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Reads every collected payload: none may fail, and each must become what its index says. The
 * payloads that may be copied are in the test resources, so part of this runs everywhere.
 */
class WebhookSamplesTest {
  private static final WebhookReader READER = new WebhookReader();

  /** Message types that become an event of their own. */
  private static final Map<String, String> EVENTS = Map.of("edit", "Edited", "revoke", "Revoked");

  private static final Map<String, String> CONTENTS =
      Map.ofEntries(
          Map.entry("text", "Text"),
          Map.entry("image", "Media IMAGE"),
          Map.entry("video", "Media VIDEO"),
          Map.entry("audio", "Media AUDIO"),
          Map.entry("voice", "Media AUDIO"),
          Map.entry("document", "Media DOCUMENT"),
          Map.entry("sticker", "Media STICKER"),
          Map.entry("location", "Location"),
          Map.entry("contacts", "Contacts"),
          Map.entry("button", "Tap"),
          Map.entry("interactive", "Tap"),
          Map.entry("interactive.button_reply", "Tap"),
          Map.entry("interactive.list_reply", "Tap"),
          Map.entry("interactive.nfm_reply", "FormReply"),
          Map.entry("reaction", "Reaction"),
          Map.entry("order", "Order"),
          Map.entry("?", "Location"),
          Map.entry("interactive.?", "Unsupported"),
          Map.entry("unsupported", "Unsupported"),
          Map.entry("unknown", "Unsupported"));

  /** A message that names no sender anywhere. */
  private static final Set<String> NOBODY_TO_ANSWER = Set.of("inbound/courier__no-from.json");

  private static final Set<String> TEMPLATE_FIELDS =
      Set.of(
          "message_template_status_update",
          "message_template_quality_update",
          "message_template_components_update",
          "template_category_update");

  private static final Set<String> IGNORED_FIELDS =
      Set.of(
          "calls",
          "history",
          "smb_app_state_sync",
          "automatic_events",
          "group_lifecycle_update",
          "group_participants_update",
          "group_settings_update",
          "group_status_update");

  @TestFactory
  Stream<DynamicTest> readsEveryCollectedPayload() {
    return SharedSamples.tests(
        () ->
            SharedSamples.table("fixtures/index.tsv").stream()
                .filter(row -> row.get(0).matches("(inbound|status)/.*"))
                .map(row -> check(row, SharedSamples.bytes("fixtures/" + row.get(0)))));
  }

  @TestFactory
  Stream<DynamicTest> readsEveryCopiedPayload() {
    return CopiedSamples.index().stream()
        .filter(row -> row.get(0).matches("(inbound|status)/.*"))
        .map(row -> check(row, CopiedSamples.bytes(row.get(0))));
  }

  private static DynamicTest check(List<String> row, byte[] body) {
    return dynamicTest(
        row.get(0) + " " + row.get(4),
        () -> {
          List<ChannelEvent> events = events(body);
          List<String> found = events.stream().map(WebhookSamplesTest::describe).toList();
          List<String> expected = new ArrayList<>();
          if (NOBODY_TO_ANSWER.contains(row.get(0))) {
            assertThat(found).containsExactly("Ignored");
            return;
          }
          for (String type : row.get(4).split(",", -1)) {
            expected.addAll(expected(type));
          }
          assertThat(found).containsAll(expected);
          if (row.get(4).startsWith("message.") && !row.get(4).contains(",")) {
            assertThat(found).isEqualTo(expected);
          }
        });
  }

  static List<ChannelEvent> events(byte[] body) {
    return switch (READER.read(body, "fallback")) {
      case Webhook.Read read -> read.events();
      case Webhook.Unreadable unreadable -> throw new AssertionError(unreadable.why());
    };
  }

  /** What an index type such as {@code message.text+context} has to become. */
  private static List<String> expected(String type) {
    int plus = type.indexOf('+');
    String plain = plus < 0 ? type : type.substring(0, plus);
    plain = plain.startsWith("d360_legacy.") ? plain.substring("d360_legacy.".length()) : plain;
    String field = plain.split("\\.", 2)[0];
    if (type.contains("+group") || IGNORED_FIELDS.contains(field)) {
      return List.of("Ignored");
    }
    if (field.equals("message")) {
      return List.of(message(plain.substring("message.".length())));
    }
    if (plain.equals("status.multi")) {
      return List.of("StatusChanged SENT", "StatusChanged READ", "StatusChanged FAILED");
    }
    if (field.equals("status")) {
      return List.of(
          "StatusChanged " + plain.substring("status.".length()).toUpperCase(Locale.ROOT));
    }
    if (TEMPLATE_FIELDS.contains(field)) {
      return List.of("TemplateChanged");
    }
    return switch (field) {
      case "empty" -> List.of();
      case "user_preferences" -> List.of("PreferenceChanged");
      case "smb_message_echoes" -> List.of("Echoed");
      default -> List.of("AccountChanged");
    };
  }

  private static String message(String type) {
    return switch (type) {
      case "system.user_changed_number" -> "IdentityChanged";
      case "system.customer_identity_changed" -> "SecurityChanged";
      case "interactive.call_permission_reply" -> "Ignored";
      default ->
          EVENTS.containsKey(type)
              ? EVENTS.get(type)
              : "Received " + CONTENTS.getOrDefault(type, "no expectation for " + type);
    };
  }

  static String describe(ChannelEvent event) {
    return switch (event) {
      case ChannelEvent.Received received -> "Received " + describe(received.message().content());
      case ChannelEvent.StatusChanged changed -> "StatusChanged " + changed.status();
      default -> event.getClass().getSimpleName();
    };
  }

  private static String describe(MessageContent content) {
    String name = content.getClass().getSimpleName();
    return content instanceof MessageContent.Media media ? name + " " + kind(media) : name;
  }

  private static MediaKind kind(MessageContent.Media media) {
    return media.kind();
  }
}
