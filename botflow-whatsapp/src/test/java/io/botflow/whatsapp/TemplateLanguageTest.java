package io.botflow.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.ChannelUser;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateLanguageTest {

  @ParameterizedTest
  @CsvSource({"en-US,en_US", "en_US,en_US", "af,af"})
  void aTemplateIsSentInTheApisSpelling(String written, String sent) {
    OutboundMessage message =
        new OutboundMessage(new MessageContent.Template("order", written, List.of()));

    assertThat(
            MessagePayload.of(ChannelUser.ofPhone("27820000001"), message, "id")
                .at("/template/language/code")
                .asText())
        .isEqualTo(sent);
  }
}
