package io.botflow.server.webchat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.BotFlow;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.DeliveryStatus;
import io.botflow.message.InboundMessage;
import io.botflow.runtime.Inbox;
import io.botflow.server.http.Allowance;
import io.botflow.spi.Store;
import io.botflow.spi.StoreUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Takes what browsers send. A message is acknowledged when it is durable and not before: whoever
 * hears nothing sends it again under the same id, which counts once. Thread-safe; waits for the
 * database.
 */
final class Reception {
  private static final Duration DATABASE_AWAY = Duration.ofSeconds(2);

  private final BotFlow bots;
  private final Store store;
  private final WebChatTable table;
  private final Lines lines;
  private final MeterRegistry meters;
  private final Allowance newcomers =
      new Allowance(
          WebChatLimits.NEWCOMER_BURST, WebChatLimits.NEWCOMER_INTERVAL, System::nanoTime);
  private final Allowance ofVisitor =
      new Allowance(WebChatLimits.VISITOR_BURST, WebChatLimits.VISITOR_INTERVAL, System::nanoTime);
  private final Allowance ofAddress =
      new Allowance(WebChatLimits.ADDRESS_BURST, WebChatLimits.ADDRESS_INTERVAL, System::nanoTime);

  @Inject
  Reception(BotFlow bots, Store store, WebChatTable table, Lines lines, MeterRegistry meters) {
    this.bots = bots;
    this.store = store;
    this.table = table;
    this.lines = lines;
    this.meters = meters;
    meters.gauge("botflow.webchat.connections", lines, Lines::count);
  }

  /** A frame of a browser; those of one window come one after the other. */
  void take(Line line, String text) {
    if (!line.mayGoOn()) {
      line.close(Goodbye.TOO_MUCH);
      return;
    }
    try {
      switch (VisitorFrame.read(text)) {
        case VisitorFrame.Hello hello -> greet(line, hello);
        case VisitorFrame.Says says -> say(line, says);
        case VisitorFrame.Seen seen -> see(line, seen.number());
        case VisitorFrame.Refused refused -> line.send(frame().put("refused", refused.id()));
        case VisitorFrame.Unreadable ignored -> line.close(Goodbye.UNREADABLE);
      }
    } catch (StoreUnavailable e) {
      // The browser comes back, and says everything again that was not acknowledged.
      line.close(Goodbye.BUSY);
    }
  }

  private void greet(Line line, VisitorFrame.Hello hello) {
    if (line.visitor() != null) {
      line.close(Goodbye.UNREADABLE);
      return;
    }
    VisitorToken token = new VisitorToken(line.chat());
    String id;
    if (hello.token() != null) {
      id = token.visitor(hello.token());
    } else if (newcomers.use(line.address()).isZero()) {
      id = VisitorToken.newVisitor();
    } else {
      line.close(Goodbye.TOO_MUCH);
      return;
    }
    if (id == null) {
      line.close(Goodbye.WRONG_TOKEN);
      return;
    }
    Visitor visitor = new Visitor(line.chat().id(), id);
    // Where a conversation was erased, its numbers begin anew.
    long from =
        hello.from() == 0
            ? 0
            : Math.min(hello.from(), table.last(line.chat().organization(), visitor));
    if (!lines.greet(line, visitor, from)) {
      line.close(Goodbye.TOO_MUCH);
      return;
    }
    ObjectNode welcome = frame();
    welcome.putObject("welcome").put("token", token.of(id)).put("from", from);
    line.send(welcome);
    lines.wake(line);
  }

  private void say(Line line, VisitorFrame.Says says) {
    Visitor visitor = line.visitor();
    if (visitor == null) {
      line.close(Goodbye.UNREADABLE);
      return;
    }
    line.isActive();
    Duration wait = ofVisitor.use(visitor);
    if (wait.isZero()) {
      wait = ofAddress.use(line.address());
    }
    if (!wait.isZero()) {
      count("limited");
      line.send(again(says.id(), wait));
      return;
    }
    try {
      // The visitor's id in front: nobody can use up the ids of another.
      InboundMessage message =
          new InboundMessage(visitor.id() + "." + says.id(), says.content(), store.now());
      Inbox.Receipt receipt =
          bots.receive(
              new ChannelEvent.Received(
                  line.chat().address(), new ChannelUser(visitor.id(), null, null, null), message));
      if (!receipt.unknown().isEmpty()) {
        line.close(Goodbye.NO_CHAT);
        return;
      }
      count(receipt.taken() > 0 ? "new" : "repeated");
      line.send(frame().put("took", says.id()));
    } catch (StoreUnavailable e) {
      count("away");
      line.send(again(says.id(), DATABASE_AWAY));
    }
  }

  private void see(Line line, long number) {
    List<UUID> ids = line.unseenUpTo(number);
    if (ids.isEmpty()) {
      return;
    }
    Instant now = store.now();
    bots.receive(
        ids.stream()
            .map(
                id ->
                    new ChannelEvent.StatusChanged(
                        line.chat().address(),
                        id.toString(),
                        id.toString(),
                        DeliveryStatus.DELIVERED,
                        now,
                        null,
                        null,
                        List.of()))
            .toList());
    line.seen(number);
    lines.wake(line);
  }

  private void count(String fate) {
    meters.counter("botflow.webchat.messages", "fate", fate).increment();
  }

  private static ObjectNode again(String id, Duration wait) {
    return frame().put("again", id).put("after", Math.max(1, wait.toMillis()));
  }

  private static ObjectNode frame() {
    return JsonNodeFactory.instance.objectNode();
  }
}
