package io.botflow.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelUser;
import io.botflow.spi.Channel;
import io.botflow.testing.ChannelContract;
import io.botflow.whatsapp.sandbox.NetworkRules;
import io.botflow.whatsapp.sandbox.SandboxNumber;
import io.botflow.whatsapp.sandbox.SandboxOptions;
import io.botflow.whatsapp.sandbox.SandboxPhone;
import io.botflow.whatsapp.sandbox.WhatsAppSandbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class WhatsAppChannelContractTest extends ChannelContract {
  private static final String PERSON = "15550001111";

  private final WhatsAppSandbox network =
      WhatsAppSandbox.start(
          SandboxOptions.DEFAULT.withRules(
              new NetworkRules(NetworkRules.ServiceWindow.IGNORED, 0, false, false)));

  private final GraphApi api = new GraphApi(GraphSettings.DEFAULT.withBaseUrl(network.baseUrl()));
  private boolean away;

  WhatsAppChannelContractTest() {
    network.register(SandboxNumber.of("111").withAccessToken("token"));
  }

  @AfterEach
  void close() {
    api.close();
    if (!away) {
      network.close();
    }
  }

  @Override
  protected Channel channel() {
    return new WhatsAppChannel(
        api, address -> Optional.of(new WhatsAppAccount(Endpoint.META, "111", "token")));
  }

  @Override
  protected ChannelAddress from() {
    return new ChannelAddress("whatsapp", "111");
  }

  @Override
  protected ChannelUser to() {
    return ChannelUser.ofPhone(PERSON);
  }

  @Override
  protected List<String> arrived(List<String> awaited) throws InterruptedException {
    SandboxPhone phone = network.phone(PERSON);
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!awaited.stream().allMatch(text -> seen(phone, text))) {
      assertThat(System.nanoTime()).as("%s of %s", bodies(phone), awaited).isLessThan(end);
      phone.receivedAfter(Long.MAX_VALUE, Duration.ofMillis(50));
    }
    return bodies(phone);
  }

  private static boolean seen(SandboxPhone phone, String text) {
    return bodies(phone).stream().anyMatch(body -> body.contains(text));
  }

  private static List<String> bodies(SandboxPhone phone) {
    return phone.received().stream().map(message -> message.body().toString()).toList();
  }

  @Override
  protected void cutOff() {
    away = true;
    network.close();
  }
}
