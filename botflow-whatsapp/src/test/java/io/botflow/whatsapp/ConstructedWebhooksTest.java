package io.botflow.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelEvent.Received;
import io.botflow.message.ChannelEvent.StatusChanged;
import io.botflow.message.DeliveryStatus;
import io.botflow.message.MessageContent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every constructed case of the collection does what its index says must hold. */
class ConstructedWebhooksTest {

  private static List<ChannelEvent> events(String name) {
    return WebhookSamplesTest.events(SharedSamples.bytes("constructed/" + name + ".json"));
  }

  private static List<Received> received(String name) {
    return events(name).stream()
        .filter(Received.class::isInstance)
        .map(Received.class::cast)
        .toList();
  }

  private static List<StatusChanged> statuses(String name) {
    return events(name).stream()
        .filter(StatusChanged.class::isInstance)
        .map(StatusChanged.class::cast)
        .toList();
  }

  private static DeliveryStatus last(List<StatusChanged> changes) {
    DeliveryStatus current = changes.get(0).status();
    for (StatusChanged change : changes) {
      current = change.status().follows(current) ? change.status() : current;
    }
    return current;
  }

  @Test
  void routesEachChangeByItsOwnNumber() {
    assertThat(received("batch_two_numbers_one_post"))
        .extracting(event -> event.address().account() + " " + event.message().id())
        .containsExactly("111 wamid.A1", "222 wamid.B1", "111 wamid.A2");
  }

  @Test
  void findsEachSendersOwnProfile() {
    assertThat(received("batch_two_senders_one_value"))
        .extracting(event -> event.from().name())
        .containsExactly("Sheena Nelson", "Ann");
  }

  @Test
  void readsARepeatedMessageOnce() {
    assertThat(received("duplicate_wamid_same_post")).hasSize(1);
  }

  @Test
  void givesARepeatInAnotherBodyTheSameIdentity() {
    Set<String> known = new HashSet<>();
    List<String> added = new ArrayList<>();
    for (String name : List.of("duplicate_wamid_same_post", "duplicate_wamid_other_envelope")) {
      for (Received event : received(name)) {
        if (known.add(event.address().account() + event.message().id())) {
          added.add(event.message().id());
        }
      }
    }
    assertThat(added).containsExactly("wamid.D1", "wamid.D2");
  }

  @Test
  void readsMessagesAndStatusesOfTheSameChange() {
    assertThat(events("mixed_messages_and_statuses"))
        .hasSize(2)
        .hasOnlyElementsOfTypes(Received.class, StatusChanged.class);
  }

  @Test
  void endsWithTheHighestStatus() {
    assertThat(last(statuses("status_order_read_then_delivered_then_sent")))
        .isEqualTo(DeliveryStatus.READ);
    assertThat(last(statuses("status_read_without_delivered"))).isEqualTo(DeliveryStatus.READ);
    assertThat(last(statuses("status_failed_after_sent"))).isEqualTo(DeliveryStatus.FAILED);
  }

  @Test
  void keepsAStatusOfAMessageNotYetKnown() {
    StatusChanged status = statuses("status_before_send_response").get(0);
    assertThat(status.messageId()).isEqualTo("wamid.NOT_YET_KNOWN");
    assertThat(status.reference()).isNull();
  }

  @Test
  void tellsWhyAMessageFailed() {
    StatusChanged failed = statuses("status_failed_after_sent").get(1);
    assertThat(failed.problems()).hasSize(1);
    assertThat(failed.problems().get(0).code()).isEqualTo("131047");
    assertThat(failed.problems().get(0).details()).startsWith("Message failed to send because");
  }

  @Test
  void takesTheTimeFromTheMessageAndNotFromItsArrival() {
    assertThat(received("message_older_than_24h").get(0).message().sentAt())
        .isEqualTo(Instant.ofEpochSecond(1749000000));
    assertThat(received("out_of_order_two_messages"))
        .extracting(event -> event.message().sentAt().getEpochSecond())
        .containsExactly(1749416399L, 1749416398L);
    assertThat(received("timestamp_integer_and_millis"))
        .extracting(event -> event.message().sentAt())
        .containsExactly(Instant.ofEpochSecond(1749416383), Instant.ofEpochMilli(1749416383123L));
  }

  @Test
  void acknowledgesWhatIsUnknown() {
    assertThat(events("unknown_field")).hasOnlyElementsOfType(ChannelEvent.Ignored.class);
    assertThat(received("unknown_message_type").get(0).message().content())
        .isEqualTo(new MessageContent.Unsupported("hologram", null));
    assertThat(received("missing_type_node").get(0).message().content())
        .isEqualTo(new MessageContent.Unsupported("image", null));
  }

  @Test
  void knowsAPersonByUserIdBeforePhone() {
    Received first = received("bsuid_only_inbound").get(0);
    assertThat(first.from().phone()).isNull();
    assertThat(first.from().username()).isEqualTo("kfisher");
    Received second = received("bsuid_then_phone_same_person").get(0);
    assertThat(second.from().phone()).isEqualTo("16505551234");
    assertThat(second.from().key()).isEqualTo(first.from().key());
  }

  @Test
  void readsTheJsonInsideAFormsAnswer() {
    MessageContent content =
        received("nfm_reply_response_json_is_string").get(0).message().content();
    assertThat(content).isInstanceOf(MessageContent.FormReply.class);
    assertThat(((MessageContent.FormReply) content).values())
        .containsEntry("flow_token", "t1")
        .containsEntry("name", "Zoë \"Z\"")
        .containsEntry("n", 1.5);
  }

  @Test
  void readsTheLargestBatch() {
    List<Received> events = received("batch_1000_messages");
    assertThat(events).hasSize(1000);
    assertThat(events.stream().map(event -> event.message().id()).distinct()).hasSize(1000);
  }
}
