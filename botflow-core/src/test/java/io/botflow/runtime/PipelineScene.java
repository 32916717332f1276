package io.botflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.conversation.Input;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.conversation.Turn;
import io.botflow.flow.FlowReader;
import io.botflow.message.ChannelProblem;
import io.botflow.message.ChannelUser;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.spi.Arrival;
import io.botflow.spi.Claim;
import io.botflow.spi.Journal;
import io.botflow.spi.TurnListener;
import io.botflow.testing.RecordingChannel;
import io.botflow.testing.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** The loops around turns that a test decides, over a store, a channel and a clock of its own. */
abstract class PipelineScene {
  static final Duration SOON = Duration.ofSeconds(20);
  static final ChannelUser ANNA = ChannelUser.ofPhone("491700000001");
  static final ChannelUser BEN = ChannelUser.ofPhone("491700000002");
  static final ChannelProblem BUSY = new ChannelProblem("130429", "Busy", null);

  final SettableClock clock = new SettableClock();
  final InMemoryStore memory = new InMemoryStore(clock);
  final UnreliableStore store = new UnreliableStore(memory);
  final RecordingChannel channel = new RecordingChannel();
  final FlowsInMemory flows =
      new FlowsInMemory(List.of(FlowReader.read("{\"id\": \"test\"}").clean().orElseThrow()));
  final List<TurnListener> listeners = new ArrayList<>();
  final List<Pipeline> pipelines = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    for (Pipeline pipeline : pipelines) {
      pipeline.stop(SOON);
    }
  }

  Pipeline start(Turns turns) {
    return start(turns, WorkerSettings.DEFAULT);
  }

  Pipeline start(Turns turns, WorkerSettings settings) {
    Pipeline pipeline =
        new Pipeline(
            store, flows, turns, new Channels(List.of(channel)), listeners, settings, clock);
    pipelines.add(pipeline);
    pipeline.start();
    return pipeline;
  }

  void says(Pipeline pipeline, ChannelUser from, String text) {
    pipeline.accept(List.of(channel.text(from, text, clock.instant())));
  }

  Arrival arrival(ChannelUser from, String text) {
    return new Arrival(
        flows.route(RecordingChannel.ADDRESS), channel.text(from, text, clock.instant()));
  }

  static void idle(Pipeline pipeline) {
    try {
      assertThat(pipeline.awaitIdle(SOON)).as("idle in time").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** How far the messages of the first conversation came. */
  List<Progress> progress() {
    return memory.transcript(memory.conversations().get(0).id()).stream()
        .filter(TranscriptLine.Said.class::isInstance)
        .map(line -> ((TranscriptLine.Said) line).progress())
        .toList();
  }

  static String said(Claim claim) {
    return claim.input() instanceof Input.Messages heard ? heard.messages().get(0).text() : "";
  }

  static Turn echo(Claim claim, Journal journal) {
    return turn(claim, "you said " + said(claim));
  }

  static Turn turn(Claim claim, String... texts) {
    return turn(claim, Arrays.stream(texts).map(text -> outbound(text, Duration.ZERO)).toList());
  }

  static OutboundMessage outbound(String text, Duration delay) {
    return new OutboundMessage(
        new MessageContent.Text(text), null, delay, OutboundMessage.Resend.AFTER_DOUBT);
  }

  static Turn turn(Claim claim, List<OutboundMessage> messages) {
    Session before = claim.session();
    Session after =
        new Session(
            Session.Status.WAITING,
            before.frames(),
            0,
            before.memo(),
            before.memory(),
            null,
            null,
            before.turns() + 1);
    return new Turn(after, claim.contact(), List.of(), messages, Owner.BOT, Duration.ZERO, false);
  }

  static Turn endless(Claim claim, int depth) {
    return depth < 0 ? turn(claim) : endless(claim, depth + 1);
  }
}
