package io.botflow.load;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Lets people talk to the bot: in closed loop each one writes as soon as the answer is there, in
 * open loop somebody writes at a fixed rate. Confined to the event loop's thread.
 */
final class Driver {
  /**
   * The wait before a webhook that was not answered with 200 is repeated; doubled at each repeat,
   * since Meta, too, comes back ever more rarely.
   */
  private static final long FIRST_WAIT_MILLIS = 1_000;

  private static final int MAX_DOUBLINGS = 4;

  private static final int OK = 200;

  /** Of the full rate, with which a rising rate begins. */
  private static final double LEAST_SHARE = 0.05;

  final Tally tally = new Tally();
  private final EventLoopGroup loop;
  private final WebhookClient client;
  private final List<String> statuses;
  private final Duration patience;
  private final List<Conversation> conversations = new ArrayList<>();
  private final Map<String, Conversation> byPhone = new HashMap<>();
  private final MessageIds ids = new MessageIds("EhgU");

  /** In open loop: those whose answer has come, the longest ago first. */
  private final Deque<Conversation> free = new ArrayDeque<>();

  /** In open loop: the moments at which somebody should have written, but nobody was free. */
  private final Deque<Long> late = new ArrayDeque<>();

  private boolean open;
  private boolean stopped;
  private long nextAt;
  private long startedAt;
  private long gapNanos;
  private long riseNanos;

  /**
   * A driver of conversations.
   *
   * @param statuses what the driver itself sends for each answer
   * @param patience an answer is lost after this time
   */
  Driver(
      EventLoopGroup loop,
      WebhookClient client,
      List<Line> lines,
      int conversations,
      List<String> statuses,
      Duration patience) {
    this.loop = loop;
    this.client = client;
    this.statuses = statuses;
    this.patience = patience;
    for (int i = 0; i < conversations; i++) {
      Conversation conversation =
          new Conversation("2782" + (1_000_000 + i), lines.get(i % lines.size()));
      this.conversations.add(conversation);
      byPhone.put(conversation.phone, conversation);
    }
    watch(loop.scheduleAtFixedRate(this::lookForLost, 1, 1, TimeUnit.SECONDS));
  }

  /** Every conversation writes now, and then at each answer. */
  void startClosed() {
    conversations.forEach(conversation -> write(conversation, System.nanoTime()));
  }

  /**
   * Writes at a fixed rate. Latencies count from the moment at which a message was due, so that a
   * bot which falls behind is not spared.
   *
   * @param rise until the full rate is reached, steadily: a process that just started has to
   *     compile first
   */
  void startOpen(int messagesPerSecond, Duration rise) {
    open = true;
    free.addAll(conversations);
    gapNanos = TimeUnit.SECONDS.toNanos(1) / messagesPerSecond;
    riseNanos = rise.toNanos();
    startedAt = System.nanoTime();
    nextAt = startedAt;
    watch(loop.scheduleAtFixedRate(this::writeWhatIsDue, 0, 1, TimeUnit.MILLISECONDS));
  }

  /** No new messages; answers are still taken. */
  void stop() {
    stopped = true;
    late.clear();
  }

  /** How many conversations wait for an answer. */
  int waiting() {
    return (int) conversations.stream().filter(Conversation::waiting).count();
  }

  /** Takes what the bot sent. */
  void answered(Answer answer) {
    Conversation conversation = byPhone.get(answer.to());
    if (conversation == null || !conversation.line.phoneNumberId().equals(answer.phoneNumberId())) {
      tally.wrong++;
      return;
    }
    sendStatuses(conversation.line, answer);
    boolean before = conversation.waiting();
    switch (conversation.answered(answer.text(), answer.id())) {
      case EXPECTED -> {}
      case OUT_OF_ORDER -> tally.outOfOrder++;
      case DOUBLED -> tally.doubled++;
      case WRONG -> {
        tally.wrong++;
        if (before && !conversation.waiting()) {
          goOn(conversation);
        }
        return;
      }
    }
    if (before && !conversation.waiting()) {
      long latency = System.nanoTime() - conversation.askedAt();
      Tally.record(tally.replies, latency);
      Tally.record(tally.recentReplies, latency);
      tally.turns++;
      tally.allTurns++;
      goOn(conversation);
    }
  }

  private void goOn(Conversation conversation) {
    if (stopped) {
      return;
    }
    if (!open) {
      write(conversation, System.nanoTime());
      return;
    }
    Long due = late.pollFirst();
    if (due == null) {
      free.addLast(conversation);
    } else {
      write(conversation, due);
    }
  }

  private void writeWhatIsDue() {
    long now = System.nanoTime();
    while (!stopped && now - nextAt >= 0) {
      Conversation conversation = free.pollFirst();
      if (conversation == null) {
        late.addLast(nextAt);
      } else {
        write(conversation, nextAt);
      }
      nextAt += gapAt(nextAt - startedAt);
    }
  }

  private long gapAt(long sinceStart) {
    double share = Math.clamp(sinceStart / (double) Math.max(1, riseNanos), LEAST_SHARE, 1);
    return (long) (gapNanos / share);
  }

  private void write(Conversation conversation, long dueAt) {
    conversation.next(dueAt);
    post(conversation.line, WebhookBodies.message(conversation, ids.next()), dueAt);
  }

  private void post(Line line, byte[] body, long dueAt) {
    deliver(line, body, 0, () -> Tally.record(tally.acks, System.nanoTime() - dueAt));
  }

  private void sendStatuses(Line line, Answer answer) {
    for (String status : statuses) {
      deliver(line, WebhookBodies.status(line, answer, status), 0, () -> {});
    }
  }

  /** Posts a webhook until it is answered with 200. */
  private void deliver(Line line, byte[] body, int repeats, Runnable acknowledged) {
    client.post(
        line,
        body,
        status -> {
          if (status == OK) {
            acknowledged.run();
          } else {
            tally.repeatedWebhooks++;
            watch(
                loop.schedule(
                    () -> deliver(line, body, repeats + 1, acknowledged),
                    FIRST_WAIT_MILLIS << Math.min(repeats, MAX_DOUBLINGS),
                    TimeUnit.MILLISECONDS));
          }
        });
  }

  /** A fault of this program must not pass for one of the bot's. */
  private static void watch(ScheduledFuture<?> task) {
    task.addListener(
        done -> {
          if (done.cause() != null && !done.isCancelled()) {
            done.cause().printStackTrace();
            System.exit(Load.BROKEN);
          }
        });
  }

  private void lookForLost() {
    long now = System.nanoTime();
    for (Conversation conversation : conversations) {
      if (conversation.waiting() && now - conversation.askedAt() > patience.toNanos()) {
        giveUp(conversation, now);
      }
    }
  }

  private void giveUp(Conversation conversation, long now) {
    tally.lost += conversation.missing();
    if (stopped) {
      conversation.abandon();
    } else {
      conversation.restart(now);
      post(conversation.line, WebhookBodies.message(conversation, ids.next()), now);
    }
  }

  /** What went wrong so far, and how much did not. */
  Result.Faults faults() {
    return new Result.Faults(
        tally.allTurns,
        tally.lost,
        tally.doubled,
        tally.outOfOrder,
        tally.wrong,
        tally.repeatedWebhooks);
  }

  /** The 99th percentile of the replies since the last call, in milliseconds. */
  double takeRecentP99() {
    double p99 = tally.recentReplies.getValueAtPercentile(99) / 1_000.0;
    tally.recentReplies.reset();
    return p99;
  }

  /** Runs something on the event loop and waits for it; for other threads. */
  void run(Consumer<Driver> task) {
    loop.submit(() -> task.accept(this)).syncUninterruptibly();
  }

  /** Asks something on the event loop; for other threads. */
  <T> T ask(Function<Driver, T> question) {
    return loop.submit(() -> question.apply(this)).syncUninterruptibly().getNow();
  }
}
