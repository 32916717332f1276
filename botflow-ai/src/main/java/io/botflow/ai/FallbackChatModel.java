package io.botflow.ai;

import io.botflow.spi.ChatModel;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Several providers, of which the first that answers is believed. All get the same question: the
 * same messages, tools and schema. What each was asked and why it failed comes with the reply.
 *
 * <p>The rule: one after the other, each for its own time at most, and all within the total. Where
 * one fails, the next is asked at once. Only the last is asked a second time, and only where it
 * surely did not do the first (429, 503 and the like, or no connection), after the time that it
 * asked for and where that fits. A call whose outcome is unknown is never sent to the same provider
 * again: it may have been paid. So a question is at most one request more than there are providers.
 *
 * <p>A provider whose calls mostly failed lately is passed over for a while; what is the request's
 * own fault does not count. Thread-safe.
 */
public final class FallbackChatModel implements ChatModel {
  /** Less than this is not worth a call. */
  private static final Duration LEAST = Duration.ofMillis(250);

  /** Where a server does not say how long to wait. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final List<Line> lines;
  private final FallbackSettings settings;
  private final Clock clock;

  /** A provider and its circuit. */
  private record Line(Provider provider, CircuitBreaker circuit) {}

  /** With the time of this host. */
  public FallbackChatModel(List<Provider> providers, FallbackSettings settings) {
    this(providers, settings, Clock.systemUTC());
  }

  /** With a clock for the circuits; calls and waits take real time. */
  FallbackChatModel(List<Provider> providers, FallbackSettings settings, Clock clock) {
    if (providers.isEmpty()) {
      throw new IllegalArgumentException("somebody has to answer");
    }
    this.settings = settings;
    this.clock = clock;
    this.lines =
        providers.stream()
            .map(provider -> new Line(provider, CircuitBreaker.of(provider.name(), circuit())))
            .toList();
  }

  private CircuitBreakerConfig circuit() {
    return CircuitBreakerConfig.custom()
        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
        .slidingWindowSize(settings.failures())
        .minimumNumberOfCalls(settings.failures())
        .failureRateThreshold(50)
        // A slow answer is an answer; what is too slow fails by its own time.
        .slowCallRateThreshold(100)
        .slowCallDurationThreshold(settings.total().multipliedBy(2))
        .waitDurationInOpenState(settings.open())
        .permittedNumberOfCallsInHalfOpenState(1)
        .clock(clock)
        .currentTimestampFunction(now -> now.millis(), TimeUnit.MILLISECONDS)
        .build();
  }

  @Override
  public ChatReply chat(ChatRequest request) {
    Duration most =
        request.timeout().compareTo(settings.total()) < 0 ? request.timeout() : settings.total();
    long end = System.nanoTime() + most.toNanos();
    List<ChatReply.Attempt> attempts = new ArrayList<>();
    ChatReply.Failed failed = new ChatReply.Failed("no provider could be asked", false);
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      boolean last = i == lines.size() - 1;
      for (int tries = 0; tries < (last ? 2 : 1); tries++) {
        if (tries > 0 && !waited(failed, end)) {
          break;
        }
        ChatReply reply = ask(line, request, end);
        if (reply instanceof ChatReply.Answer answer) {
          return answer.after(attempts);
        }
        failed = (ChatReply.Failed) reply;
        attempts.addAll(failed.attempts());
      }
    }
    return lastStep(failed, attempts);
  }

  private ChatReply ask(Line line, ChatRequest request, long end) {
    Provider provider = line.provider();
    String model = provider.known(request.model());
    Duration left = Duration.ofNanos(end - System.nanoTime());
    Duration most = left.compareTo(provider.timeout()) < 0 ? left : provider.timeout();
    if (most.compareTo(LEAST) < 0) {
      return notAsked(provider, model, "no time was left");
    }
    if (!line.circuit().tryAcquirePermission()) {
      return notAsked(provider, model, "not asked, since its calls fail");
    }
    long start = System.nanoTime();
    ChatReply reply = answered(provider, request.to(model).within(most));
    long took = System.nanoTime() - start;
    switch (reply) {
      case ChatReply.Answer ignored -> line.circuit().onSuccess(took, TimeUnit.NANOSECONDS);
      case ChatReply.Failed failed when failed.byRequest() -> line.circuit().releasePermission();
      case ChatReply.Failed failed ->
          line.circuit()
              .onError(took, TimeUnit.NANOSECONDS, new IllegalStateException(failed.why()));
    }
    return named(reply, provider.name(), model, Duration.ofNanos(took).toMillis());
  }

  /** A provider of an embedder's own may break its promise. */
  private static ChatReply answered(Provider provider, ChatRequest request) {
    try {
      return provider.model().chat(request);
    } catch (RuntimeException e) {
      return new ChatReply.Failed("it threw " + e.getClass().getName(), false);
    }
  }

  private static ChatReply notAsked(Provider provider, @Nullable String model, String why) {
    return named(new ChatReply.Failed(why, false), provider.name(), model, 0);
  }

  /** The reply with its attempts under the name that the host gave to the provider. */
  private static ChatReply named(
      ChatReply reply, String name, @Nullable String model, long millis) {
    List<ChatReply.Attempt> attempts = new ArrayList<>();
    for (ChatReply.Attempt attempt : reply.attempts()) {
      attempts.add(
          new ChatReply.Attempt(
              name,
              attempt.model(),
              attempt.failure(),
              attempt.inputTokens(),
              attempt.outputTokens(),
              attempt.costMicros(),
              attempt.millis()));
    }
    String asked = model == null ? "default" : model;
    return switch (reply) {
      case ChatReply.Answer answer -> {
        if (attempts.isEmpty()) {
          attempts.add(
              new ChatReply.Attempt(
                  name,
                  answer.model(),
                  null,
                  answer.inputTokens(),
                  answer.outputTokens(),
                  null,
                  millis));
        }
        yield new ChatReply.Answer(
            answer.text(),
            answer.model(),
            answer.inputTokens(),
            answer.outputTokens(),
            answer.calls(),
            attempts);
      }
      case ChatReply.Failed failed -> {
        if (attempts.isEmpty()) {
          attempts.add(new ChatReply.Attempt(name, asked, failed.why(), 0, 0, null, millis));
        }
        yield new ChatReply.Failed(
            failed.why(),
            failed.retryable(),
            failed.retryAfterMillis(),
            failed.byRequest(),
            attempts);
      }
    };
  }

  /** Waits as long as the server wants, where it may be asked again and time is left for that. */
  private static boolean waited(ChatReply.Failed failed, long end) {
    if (!failed.retryable()) {
      return false;
    }
    Long asked = failed.retryAfterMillis();
    Duration pause = asked == null ? PAUSE : Duration.ofMillis(Math.max(0, asked));
    Duration left = Duration.ofNanos(end - System.nanoTime());
    if (left.minus(pause).compareTo(LEAST) < 0) {
      return false;
    }
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private ChatReply lastStep(ChatReply.Failed failed, List<ChatReply.Attempt> attempts) {
    return switch (settings.lastStep()) {
      case LastStep.HandOff ignored ->
          new ChatReply.Failed(failed.why(), false, null, failed.byRequest(), attempts);
      case LastStep.Say say ->
          new ChatReply.Answer(say.text(), "fixed text", 0, 0, List.of(), attempts);
    };
  }
}
