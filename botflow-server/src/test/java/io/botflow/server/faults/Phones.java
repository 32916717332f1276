package io.botflow.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.server.TestNumber;
import io.botflow.whatsapp.sandbox.SandboxMessage;
import io.botflow.whatsapp.sandbox.SandboxPhone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * People who write, wait for the answer and write again. Each answer has a number, so that a lost,
 * doubled or late turn shows at once.
 */
final class Phones implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> talks = new ArrayList<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger repeats = new AtomicInteger();
  private volatile boolean enough;

  /** Answers of {@link io.botflow.server.TestFlows#counting}. */
  static final IntFunction<String> COUNTING = i -> i + ": message " + i;

  /** Answers of {@link FaultFlows#ordering}, beginning with these words. */
  static final IntFunction<String> ORDERING = i -> i + ": message " + i + " #" + i + " ok";

  /**
   * What a message says beside the line that a machine answers: a first message begins with it, and
   * the ones after it while nobody knows whether the first arrived.
   */
  static String words(SandboxMessage message) {
    String line = "A machine answers.\n\n";
    String text = message.text();
    return text.startsWith(line) ? text.substring(line.length()) : text;
  }

  /** So many people begin to write to a number. */
  static Phones talk(Scene scene, TestNumber number, int people, IntFunction<String> answers) {
    return talk(scene, number, 0, people, answers);
  }

  /** So many others begin, the first of whom is the {@code first} of all. */
  static Phones talk(
      Scene scene, TestNumber number, int first, int people, IntFunction<String> answers) {
    Phones phones = new Phones();
    for (int i = first; i < first + people; i++) {
      String address = "3161%s%04d".formatted(number.phoneNumberId().substring(11), i);
      SandboxPhone phone = scene.network.phone(address).talkTo(number.phoneNumberId());
      phones.talks.add(phones.threads.submit(() -> phones.talk(phone, answers)));
    }
    return phones;
  }

  private Void talk(SandboxPhone phone, IntFunction<String> answers) throws InterruptedException {
    String last = "";
    for (int i = 1; !enough; i++) {
      phone.say("message " + i);
      SandboxMessage answer = phone.await(PATIENCE);
      while (words(answer).equals(last)) {
        repeats.incrementAndGet();
        answer = phone.await(PATIENCE);
      }
      assertThat(words(answer)).startsWith(answers.apply(i));
      last = words(answer);
      answered.incrementAndGet();
    }
    return null;
  }

  /** How many messages were answered, each once and in order. */
  int answered() {
    return answered.get();
  }

  /** How many answers came twice. */
  int repeats() {
    return repeats.get();
  }

  /** Waits until so many more messages were answered, whatever goes wrong meanwhile. */
  void more(int messages) throws Exception {
    int wanted = answered.get() + messages;
    Until.holds(
        wanted + " messages are answered",
        PATIENCE,
        () -> {
          for (Future<?> talk : talks) {
            if (talk.isDone()) {
              talk.get();
            }
          }
          return answered.get() >= wanted;
        });
  }

  /** Lets everybody end with the message that is under way, which must be answered. */
  void end() throws Exception {
    enough = true;
    for (Future<?> talk : talks) {
      talk.get();
    }
  }

  @Override
  public void close() {
    enough = true;
    threads.shutdownNow();
  }
}
