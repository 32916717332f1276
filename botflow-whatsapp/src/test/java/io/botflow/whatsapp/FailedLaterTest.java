package io.botflow.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.ChannelProblem;
import io.botflow.runtime.Progress;
import io.botflow.runtime.TranscriptLine;
import io.botflow.spi.SendResult;
import io.botflow.whatsapp.GraphErrorRule.Action;
import io.botflow.whatsapp.sandbox.GraphRefusal;
import io.botflow.whatsapp.sandbox.NetworkRules.ServiceWindow;
import io.botflow.whatsapp.sandbox.SandboxFault;
import io.botflow.whatsapp.sandbox.SandboxFaults.StatusFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * An error that comes by webhook, after the message was accepted, has the same consequences as one
 * that the request is answered with: of every code, the whole way from the network and back.
 */
class FailedLaterTest {
  private static final String GREETING =
      """
      {"botflow":1,"id":"f","name":"f","language":"en","nodes":[
        {"id":"start","type":"trigger"},
        {"id":"hi","type":"message","data":{"config":{"text":"Hello."%s}}},
        {"id":"bye","type":"end"}],
       "edges":[{"source":"start","target":"hi"},{"source":"hi","target":"bye"}]}
      """;

  private static final String TEMPLATE =
      ",\"windowTemplate\":{\"name\":\"back\",\"category\":\"utility\"}";

  private static String describe(SendResult result) {
    return switch (result) {
      case SendResult.RetryAfter retry -> "retry " + retry.scope() + " " + retry.delay();
      case SendResult.Rejected rejected -> "stop " + rejected.scope();
      case SendResult.Accepted ignored -> "accepted";
      case SendResult.Withheld ignored -> "withheld";
      case SendResult.Unknown ignored -> "unknown";
    };
  }

  private static GraphRefusal error(int code) {
    return new GraphRefusal(400, code, "Error " + code, "Details of " + code);
  }

  /** What came of a greeting that met an error, and what it was in the end. */
  private record Life(List<String> results, TranscriptLine.Said message, List<String> screen) {
    @Nullable String code() {
      return message.problem() == null ? null : message.problem().code();
    }

    @Nullable String advice() {
      return message.problem() == null ? null : message.problem().advice();
    }
  }

  private static Life greet(SandboxFault fault, String expected) throws Exception {
    try (OneCustomer world = new OneCustomer(GREETING.formatted(""), ServiceWindow.FAILS_LATER)) {
      world.sandbox.faults().next(1, fault);
      world.says("hi");
      if (expected.startsWith("retry")) {
        world.later(Duration.parse(expected.substring(expected.lastIndexOf(' ') + 1)));
      }
      return new Life(
          world.results().stream().map(FailedLaterTest::describe).toList(),
          world.said().get(0),
          world.screen());
    }
  }

  @ParameterizedTest(name = "{0}: {1}, {3}")
  @CsvFileSource(resources = "/graph-errors.csv", numLinesToSkip = 1)
  void everyCodeHasTheSameConsequencesBothWays(
      int code, Action action, String fault, String result, String text) throws Exception {
    Life answered = greet(new SandboxFault.Refused(error(code)), result);
    Life later = greet(new SandboxFault.FailsLater(error(code)), result);

    assertThat(answered.results()).as(action + " " + fault).startsWith(result);
    List<String> expected = new ArrayList<>();
    expected.add("accepted");
    if (!result.startsWith("stop")) {
      expected.addAll(answered.results());
    }
    // Listeners hear of two attempts on two threads.
    assertThat(later.results()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(later.screen()).isEqualTo(answered.screen());
    assertThat(later.message().progress()).isEqualTo(answered.message().progress());
    ChannelProblem problem = later.message().problem();
    assertThat(problem == null ? null : problem.code()).isEqualTo(answered.code());
    assertThat(problem == null ? null : problem.advice()).isEqualTo(answered.advice());
    if (problem == null) {
      assertThat(later.screen()).containsExactly("Hello.");
    } else if (Integer.toString(code).equals(problem.code())) {
      assertThat(problem.advice()).contains(text);
    } else {
      // It waited so long that the window closed meanwhile.
      assertThat(result).endsWith("PT72H");
      assertThat(problem.code()).isEqualTo("window_closed");
    }
  }

  @Test
  void theTemplateGoesAtOnceAndOnce() throws Exception {
    try (OneCustomer world =
        new OneCustomer(GREETING.formatted(TEMPLATE), ServiceWindow.FAILS_LATER)) {
      world.sandbox.faults().statuses(new StatusFaults(Duration.ZERO, true, false, 0));
      world.sandbox.faults().next(1, new SandboxFault.FailsLater(error(131047)));

      world.says("hi");
      world.later(Duration.ofHours(1));

      assertThat(world.sandbox.acceptedCount()).as("the greeting and its template").isEqualTo(2);
      assertThat(world.screen()).hasSize(1);
      assertThat(world.said())
          .extracting(TranscriptLine.Said::progress)
          .containsExactly(Progress.SENT);
    }
  }

  @Test
  void aTemplateThatIsRefusedInTurnIsNotTriedWithoutEnd() throws Exception {
    try (OneCustomer world =
        new OneCustomer(GREETING.formatted(TEMPLATE), ServiceWindow.FAILS_LATER)) {
      world.sandbox.faults().withProbability(1, new SandboxFault.FailsLater(error(131047)));

      world.says("hi");
      world.later(Duration.ofHours(1));

      assertThat(world.sandbox.acceptedCount()).as("the greeting and its template").isEqualTo(2);
      assertThat(world.said())
          .extracting(TranscriptLine.Said::progress)
          .containsExactly(Progress.WITHHELD);
    }
  }

  @Test
  void withoutATemplateItIsKeptAndGoesOnceWhenTheCustomerWrites() throws Exception {
    try (OneCustomer world = new OneCustomer(GREETING.formatted(""), ServiceWindow.FAILS_LATER)) {
      world.sandbox.faults().statuses(new StatusFaults(Duration.ZERO, true, false, 0));
      world.sandbox.faults().next(1, new SandboxFault.FailsLater(error(131047)));
      world.says("hi");
      assertThat(world.said())
          .extracting(TranscriptLine.Said::progress)
          .containsExactly(Progress.WITHHELD);
      assertThat(world.screen()).isEmpty();

      world.later(Duration.ofMinutes(5));
      world.says("hello?");

      assertThat(world.screen()).containsExactly("Hello.", "Hello.");
      assertThat(world.said())
          .extracting(TranscriptLine.Said::progress)
          .containsExactly(Progress.SENT, Progress.SENT);
    }
  }
}
