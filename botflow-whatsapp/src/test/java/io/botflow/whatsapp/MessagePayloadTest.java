package io.botflow.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.message.ChannelUser;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MessagePayloadTest {
  private static final long SEED = 20_261_125;
  private static final int MESSAGES = 1_000;
  private static final ChannelUser BY_PHONE = ChannelUser.ofPhone("15550001111");
  private static final ChannelUser BY_ID = new ChannelUser("US.1349", null, null, null);

  private static OutboundMessage answering(MessageContent content) {
    return new OutboundMessage(
        content, "wamid.before", Duration.ZERO, OutboundMessage.Resend.AFTER_DOUBT);
  }

  @TestFactory
  Stream<DynamicTest> makesWhatMetasSchemaAllows() {
    return SharedSamples.tests(
        () -> {
          MessageSchema schema = MessageSchema.load();
          return SampleMessages.all().stream()
              .map(
                  content ->
                      dynamicTest(
                          content.getClass().getSimpleName(),
                          () -> {
                            JsonNode plain =
                                MessagePayload.of(BY_PHONE, new OutboundMessage(content), null);
                            JsonNode full =
                                MessagePayload.of(BY_ID, answering(content), "r".repeat(512));
                            assertThat(schema.problems(plain)).as(plain.toString()).isEmpty();
                            assertThat(schema.problems(full)).as(full.toString()).isEmpty();
                          }));
        });
  }

  /** The messages of {@link RoundTripTest}, by kind. */
  @TestFactory
  Stream<DynamicTest> makesOfAThousandRandomMessagesWhatMetasSchemaAllows() {
    return SharedSamples.tests(
        () -> {
          MessageSchema schema = MessageSchema.load();
          List<Supplier<MessageContent>> kinds = new RandomMessages(SEED).kinds();
          int each = MESSAGES / kinds.size() + 1;
          return kinds.stream()
              .map(
                  kind ->
                      dynamicTest(
                          kind.get().typeName(),
                          () -> {
                            for (int i = 0; i < each; i++) {
                              JsonNode body =
                                  MessagePayload.of(BY_PHONE, answering(kind.get()), "reference");
                              assertThat(schema.problems(body)).as("%s", body).isEmpty();
                            }
                          }));
        });
  }

  @Test
  void goesToTheNumberElseToTheUserId() {
    JsonNode byPhone =
        MessagePayload.of(BY_PHONE, new OutboundMessage(new MessageContent.Text("hi")), "ref");
    assertThat(byPhone.path("to").asText()).isEqualTo("+15550001111");
    assertThat(byPhone.has("recipient")).isFalse();
    assertThat(byPhone.path("biz_opaque_callback_data").asText()).isEqualTo("ref");
    JsonNode byId = MessagePayload.of(BY_ID, answering(new MessageContent.Text("hi")), null);
    assertThat(byId.has("to")).isFalse();
    assertThat(byId.path("recipient").asText()).isEqualTo("US.1349");
    assertThat(byId.at("/context/message_id").asText()).isEqualTo("wamid.before");
    ChannelUser both = new ChannelUser("US.1349", "1555", null, null);
    assertThat(MessagePayload.of(both, answering(new MessageContent.Text("x")), null).has("to"))
        .isTrue();
  }

  @Test
  void leavesTheReplyOutOfReactions() {
    JsonNode body =
        MessagePayload.of(BY_PHONE, answering(new MessageContent.Reaction("m", "x")), null);
    assertThat(body.has("context")).isFalse();
  }

  @Test
  void refusesWhatOnlyCustomersSend() {
    for (MessageContent content :
        List.of(
            new MessageContent.Tap("1", "x"),
            new MessageContent.FormReply(Map.of()),
            new MessageContent.Unsupported("poll", null))) {
      assertThatThrownBy(() -> MessagePayload.of(BY_PHONE, new OutboundMessage(content), null))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void marksAsReadAndShowsTyping() {
    assertThat(MessagePayload.typing("wamid.1").toString())
        .isEqualTo(
            "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"wamid.1\","
                + "\"typing_indicator\":{\"type\":\"text\"}}");
  }
}
