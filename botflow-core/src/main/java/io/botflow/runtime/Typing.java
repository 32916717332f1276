package io.botflow.runtime;

import io.botflow.conversation.Input;
import io.botflow.conversation.Turn;
import io.botflow.message.InboundMessage;
import io.botflow.message.OutboundMessage;
import io.botflow.spi.Channel;
import io.botflow.spi.Claim;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import io.botflow.spi.TurnListener;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the customer that an answer is being written while a delayed message waits. A courtesy: it
 * is forgotten when the process stops. Thread-safe.
 */
final class Typing implements TurnListener {
  private static final Logger LOG = LoggerFactory.getLogger(Typing.class);

  /** More conversations than that do not show it; each entry ends with its turn's last message. */
  private static final int MOST = 10_000;

  private final Channels channels;
  private final Map<UUID, Waiting> waiting = new ConcurrentHashMap<>();

  Typing(Channels channels) {
    this.channels = channels;
  }

  private record Waiting(Claim claim, String messageId, List<OutboundMessage> messages) {}

  @Override
  public void committed(Claim claim, Turn turn) {
    if (!(claim.input() instanceof Input.Messages heard)
        || turn.messages().stream().allMatch(message -> message.delay().isZero())) {
      return;
    }
    List<InboundMessage> messages = heard.messages();
    Waiting entry = new Waiting(claim, messages.get(messages.size() - 1).id(), turn.messages());
    if (waiting.size() < MOST) {
      waiting.put(claim.conversation(), entry);
    }
    show(entry, 0);
  }

  @Override
  public void sent(Sending sending, SendResult result) {
    Waiting entry = waiting.get(sending.conversation());
    if (entry == null || result instanceof SendResult.RetryAfter) {
      return;
    }
    int at = entry.messages.indexOf(sending.message());
    if (at == entry.messages.size() - 1) {
      waiting.remove(sending.conversation(), entry);
    } else if (at >= 0) {
      show(entry, at + 1);
    }
  }

  private void show(Waiting entry, int index) {
    if (entry.messages.get(index).delay().isZero()) {
      return;
    }
    Channel channel = channels.of(entry.claim.address());
    if (channel != null) {
      try {
        channel.typing(entry.claim.address(), entry.claim.contact().user(), entry.messageId);
      } catch (RuntimeException e) {
        LOG.debug("Channel {} could not show typing: {}", channel.name(), Failures.describe(e));
      }
    }
  }
}
