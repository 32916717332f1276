package io.botflow.server.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.botflow.server.TestFlows;
import io.botflow.server.TestNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A host whose clock is wrong. Leases, timers and windows are counted by the database's clock;
 * {@code -Dfaults.faketime=/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1} (Debian's package
 * libfaketime) shows it with a server whose clock is a day ahead and one whose clock is behind.
 */
class HostClockTest {
  private static final String FAKETIME = System.getProperty("faults.faketime", "");
  private static final int PEOPLE = 20;

  private static final Pattern HOST_CLOCK =
      Pattern.compile(
          "Instant\\.now\\(|currentTimeMillis\\(|InstantSource\\.system|Clock\\.system|"
              + "OffsetDateTime\\.now\\(|LocalDate(Time)?\\.now\\(|new Date\\(\\)");

  /** The store in memory, which has no other clock, and the moment that a webhook came in. */
  private static final Set<String> OF_MESSAGES =
      Set.of("BotFlowBuilder.java", "InMemoryStore.java", "WebhookReader.java");

  /**
   * What decides about no message: checks of connections, how long a circuit stays open and a link
   * lasts, whether a person is logged in, how often a template may be edited.
   */
  private static final Set<String> OF_THE_REST =
      Set.of(
          "Connections.java",
          "Doctor.java",
          "FallbackChatModel.java",
          "Fetchers.java",
          "IdentityModule.java",
          "MessageTemplates.java");

  @Test
  void nothingElseReadsTheHostsClock() throws IOException {
    Set<String> found = new TreeSet<>();
    for (String module :
        List.of(
            "botflow-core",
            "botflow-whatsapp",
            "botflow-ai",
            "botflow-store-jdbc",
            "botflow-server")) {
      Path sources = Path.of("..", module, "src", "main", "java");
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
          boolean apart =
              file.toString().contains("/sandbox/") || file.toString().contains("/testing/");
          if (!apart && HOST_CLOCK.matcher(Files.readString(file)).find()) {
            found.add(file.getFileName().toString());
          }
        }
      }
    }
    Set<String> allowed = new TreeSet<>(OF_MESSAGES);
    allowed.addAll(OF_THE_REST);
    assertThat(found).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1d", "-1h"})
  void aServerWhoseClockIsWrongIsAsGoodAsTheOthers(String shift) throws Exception {
    assumeTrue(!FAKETIME.isEmpty(), "needs libfaketime: -Dfaults.faketime=...");
    try (Scene scene = new Scene()) {
      TestNumber number = scene.connect(1, TestFlows.counting());
      Replica right = scene.start(Map.of());
      Replica wrong =
          scene
              .start(
                  Map.of(
                      "LD_PRELOAD",
                      FAKETIME,
                      "FAKETIME",
                      shift,
                      "FAKETIME_DONT_FAKE_MONOTONIC",
                      "1",
                      "DONT_FAKE_MONOTONIC",
                      "1"))
              .ready();
      right.ready();
      try (Phones phones = Phones.talk(scene, number, PEOPLE, Phones.COUNTING)) {
        phones.more(20 * PEOPLE);
        phones.end();
        double share = wrong.metric("botflow_turns_total") / phones.answered();
        System.out.printf(
            "a clock %s: %d messages answered in order, %.0f%% by the server whose clock is wrong, %d"
                + " sent twice, %.0f turns fenced%n",
            shift,
            phones.answered(),
            100 * share,
            scene.doubles(),
            wrong.metric("botflow_turns_fenced_total")
                + right.metric("botflow_turns_fenced_total"));
        assertThat(share).isPositive();
        assertThat(wrong.metric("botflow_turns_fenced_total")).isZero();
        assertThat(scene.network.acceptedCount()).isEqualTo(phones.answered());
      }
    }
  }
}
