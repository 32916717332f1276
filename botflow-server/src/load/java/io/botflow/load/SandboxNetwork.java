package io.botflow.load;

import io.botflow.whatsapp.sandbox.NetworkRules;
import io.botflow.whatsapp.sandbox.SandboxMessage;
import io.botflow.whatsapp.sandbox.SandboxNumber;
import io.botflow.whatsapp.sandbox.SandboxOptions;
import io.botflow.whatsapp.sandbox.WebhookOptions;
import io.botflow.whatsapp.sandbox.WhatsAppSandbox;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.function.Consumer;

/**
 * The full sandbox, which judges every message as Meta does and sends the statuses by itself. The
 * people's messages do not come from its phones, hence no service window.
 */
final class SandboxNetwork implements Network {
  private final EventLoopGroup loop;
  private final boolean withStatuses;
  private final WhatsAppSandbox sandbox;

  SandboxNetwork(EventLoopGroup loop, List<String> statuses) {
    this.loop = loop;
    this.withStatuses = !statuses.isEmpty();
    this.sandbox =
        WhatsAppSandbox.start(
            SandboxOptions.DEFAULT
                .withRules(new NetworkRules(NetworkRules.ServiceWindow.IGNORED, 0, false, false))
                .withWebhooks(WebhookOptions.DEFAULT.withStatuses(statuses)));
  }

  @Override
  public String url() {
    return sandbox.baseUrl();
  }

  @Override
  public void open(List<Line> lines, Consumer<Answer> listener) {
    for (Line line : lines) {
      sandbox.register(
          SandboxNumber.of(line.phoneNumberId())
              .withAppSecret(line.secret())
              .withVerifyToken(Line.VERIFY_TOKEN)
              .withAccessToken(Line.ACCESS_TOKEN)
              .withCallback(withStatuses ? line.callback() : null));
    }
    sandbox.onMessage(
        attempt -> {
          SandboxMessage accepted = attempt.accepted();
          if (accepted != null) {
            Answer answer =
                new Answer(
                    accepted.phoneNumberId(),
                    accepted.to().replace("+", ""),
                    accepted.text(),
                    accepted.id(),
                    accepted.callbackData());
            loop.execute(() -> listener.accept(answer));
          }
        });
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
