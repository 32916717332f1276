package io.botflow.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.botflow.message.ChannelEvent;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages of every kind can be kept as JSON, as stores do. */
class StoredMessagesTest {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  @Test
  void whatIsSentComesBackAsItWas() throws JsonProcessingException {
    List<MessageContent> contents = new ArrayList<>(SampleMessages.all());
    RandomMessages random = new RandomMessages(3);
    for (int i = 0; i < 200; i++) {
      contents.add(random.kinds().get(i % random.kinds().size()).get());
    }
    for (MessageContent content : contents) {
      String json = JSON.writeValueAsString(new OutboundMessage(content));
      assertThat(json).contains("\"kind\":\"" + content.typeName() + "\"");
      assertThat(JSON.readValue(json, OutboundMessage.class).content()).isEqualTo(content);
    }
  }

  @Test
  void whatIsReceivedComesBackAsItWas() throws Exception {
    int read = 0;
    for (List<String> row : CopiedSamples.index()) {
      if (!row.get(0).startsWith("inbound/")) {
        continue;
      }
      for (ChannelEvent event : WebhookSamplesTest.events(CopiedSamples.bytes(row.get(0)))) {
        if (event instanceof ChannelEvent.Received received) {
          String json = JSON.writeValueAsString(received.message());
          assertThat(JSON.readValue(json, InboundMessage.class)).isEqualTo(received.message());
          read++;
        }
      }
    }
    assertThat(read).isGreaterThan(30);
  }
}
