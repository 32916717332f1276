package io.botflow.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.server.TestFlows;
import io.botflow.server.TestNumber;
import io.botflow.testing.FaultProxy.Direction;
import io.botflow.testing.LineFault;
import io.botflow.testing.LineFault.Ending;
import io.botflow.whatsapp.sandbox.SandboxFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * WhatsApp hangs, drips, resets and answers nonsense. A message is sent once whatever it does; it
 * is in doubt only where WhatsApp may have taken it, and then a status ends the doubt.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphFaultsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final Scene scene = new Scene();
  private final TestNumber number = scene.connect(1, TestFlows.counting());
  private final Replica server;
  private int person;

  GraphFaultsTest() throws Exception {
    server = scene.start(Map.of("BOTFLOW_WHATSAPP_TIMEOUT", TIMEOUT.toString()));
  }

  @BeforeAll
  void ready() throws Exception {
    server.ready();
  }

  @AfterAll
  void stop() throws Exception {
    scene.close();
  }

  @Test
  void anAnswerThatNeverComes() throws Exception {
    inDoubtUntilAStatus(() -> scene.graph.set(Direction.ANSWERS, LineFault.silence()));
  }

  @Test
  void anAnswerThatDrips() throws Exception {
    inDoubtUntilAStatus(() -> scene.graph.set(Direction.ANSWERS, LineFault.drip(20)));
  }

  @Test
  void anAnswerThatIsCutByAReset() throws Exception {
    inDoubtUntilAStatus(
        () -> scene.graph.set(Direction.ANSWERS, LineFault.endAfter(0, Ending.RESET)));
  }

  @Test
  void anAnswerThatIsGarbage() throws Exception {
    inDoubtUntilAStatus(() -> scene.network.faults().next(1, new SandboxFault.Garbled()));
  }

  @Test
  void aPageOfAGatewayIsDoubtAndSentOnceMoreAfterIt() throws Exception {
    inDoubtAndSentAgain(() -> scene.network.faults().next(1, new SandboxFault.ServerError()));
  }

  @Test
  void aConnectionThatIsCutBeforeTheRequestArrivedIsDoubtAndSentOnceMoreAfterIt() throws Exception {
    inDoubtAndSentAgain(
        () -> scene.network.faults().next(1, new SandboxFault.CutBeforeAccepting()));
  }

  @Test
  void aRefusedConnectionIsNoDoubtAndTriedAgainAtOnce() throws Exception {
    // A server of its own: over a connection that stood before, the first try might be a doubt.
    try (Scene apart = new Scene()) {
      TestNumber other = apart.connect(1, TestFlows.counting());
      Replica fresh = apart.start(Map.of()).ready();
      apart.graph.cut();
      Webhook.of(other, "31660000999", "wamid.refused", Instant.now(), "message 1")
          .deliver(fresh.port, other);
      Until.holds("it is tried again", PATIENCE, () -> fresh.replies("retry") >= 2);
      apart.graph.restore();
      assertThat(apart.network.phone("31660000999").await(PATIENCE).text())
          .isEqualTo(Phones.COUNTING.apply(1));
      Until.holds("it is accepted", PATIENCE, () -> fresh.replies("accepted") == 1);
      assertThat(fresh.replies("unknown")).isZero();
      assertThat(apart.network.acceptedCount()).isOne();
    }
  }

  private interface Fault {
    void begin() throws Exception;
  }

  /** WhatsApp took it: its status says so, and the message goes to nobody twice. */
  private void inDoubtUntilAStatus(Fault fault) throws Exception {
    Figures figures = new Figures();
    fault.begin();
    say();
    heard();
    Until.holds("it is in doubt", PATIENCE, () -> figures.unknown() == 1);
    mend();
    // The next one waits for the doubt's end.
    Webhook.of(number, address(), "wamid.next." + person, Instant.now(), "message 2")
        .deliver(server.port, number);
    assertThat(scene.network.phone(address()).await(PATIENCE).text())
        .isEqualTo(Phones.COUNTING.apply(2));
    assertThat(figures.took()).as("nobody waits for the doubt's time").isLessThan(Scene.DOUBT);
    assertThat(scene.network.acceptedCount() - figures.accepted).isEqualTo(2);
    assertThat(scene.doubles()).isZero();
  }

  /** Ends no connection: a message on its way over one would be in doubt by this test's doing. */
  private void mend() {
    scene.graph.set(Direction.ANSWERS, LineFault.NONE);
  }

  /** WhatsApp did not take it, and nobody can know: it goes once more after the doubt's time. */
  private void inDoubtAndSentAgain(Fault fault) throws Exception {
    Figures figures = new Figures();
    fault.begin();
    say();
    Until.holds("it is in doubt", PATIENCE, () -> figures.unknown() == 1);
    heard();
    assertThat(figures.took()).isGreaterThanOrEqualTo(Scene.DOUBT);
    figures.sentOnce();
  }

  private void say() throws Exception {
    person++;
    Webhook.of(number, address(), "wamid.graph." + person, Instant.now(), "message 1")
        .deliver(server.port, number);
  }

  private void heard() throws Exception {
    assertThat(scene.network.phone(address()).await(PATIENCE).text())
        .isEqualTo(Phones.COUNTING.apply(1));
  }

  private String address() {
    return "3166000000" + person;
  }

  /** What changed since a test began. */
  private final class Figures {
    private final long begun = System.nanoTime();
    private final long accepted = scene.network.acceptedCount();
    private final double before = server.replies("unknown");

    private Figures() throws Exception {}

    double unknown() throws Exception {
      return server.replies("unknown") - before;
    }

    Duration took() {
      return Duration.ofNanos(System.nanoTime() - begun);
    }

    void sentOnce() {
      assertThat(scene.network.acceptedCount() - accepted).isOne();
      assertThat(scene.doubles()).isZero();
    }
  }
}
