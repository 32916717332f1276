package io.botflow.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.server.TestFlows;
import io.botflow.server.TestNumber;
import io.botflow.store.jdbc.DatabaseSettings;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.EmbeddedPostgres;
import io.botflow.store.jdbc.Restores;
import io.botflow.testing.FaultProxy.Direction;
import io.botflow.testing.LineFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database comes back from a backup in which messages wait to be sent that have been sent
 * since: none of them goes out again, each is kept for a person, and the bot answers whoever
 * writes.
 */
class RestoreTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int WAITING = 5;

  @Test
  void whatABackupHoldsAsUnsentIsNotSentAgain(@TempDir Path folder) throws Exception {
    Path live = folder.resolve("live");
    Path backup = folder.resolve("backup");
    try (EmbeddedPostgres first = EmbeddedPostgres.start(live)) {
      leaveAnswersUnsent(first);
    }
    copy(live, backup);
    try (EmbeddedPostgres restored = EmbeddedPostgres.start(backup);
        Scene scene = new Scene(restored.address(), Scene.NO_LIMITS)) {
      List<Restores.Held> held;
      try (Databases databases = Databases.open(DatabaseSettings.external(restored.address()))) {
        held = new Restores(databases).hold();
        assertThat(new Restores(databases).hold()).as("a second call").isEmpty();
      }
      assertThat(held).hasSize(1);
      assertThat(held.get(0).messages()).isEqualTo(WAITING);
      assertThat(held.get(0).oldest()).isBefore(Instant.now());

      TestNumber number = Scene.number(1);
      scene.network.register(number.inSandbox("http://127.0.0.1:" + scene.front.port()));
      scene.graph.set(Direction.ANSWERS, LineFault.NONE);
      Replica server = scene.start(Map.of()).ready();
      Webhook.of(number, person(WAITING), "wamid.after.new", Instant.now(), "message 1")
          .deliver(server.port, number);
      assertThat(scene.network.phone(person(WAITING)).await(PATIENCE).text())
          .isEqualTo(Phones.COUNTING.apply(1));
      // Who was not answered then is answered when he writes again.
      Webhook.of(number, person(0), "wamid.after.0", Instant.now(), "message 2")
          .deliver(server.port, number);
      assertThat(scene.network.phone(person(0)).await(PATIENCE).text())
          .isEqualTo(Phones.COUNTING.apply(2));
      assertThat(scene.network.acceptedCount()).as("nothing of before").isEqualTo(2);
    }
  }

  /** WhatsApp is not reached: the answers wait. */
  private static void leaveAnswersUnsent(EmbeddedPostgres database) throws Exception {
    try (Scene scene = new Scene(database.address(), Scene.NO_LIMITS)) {
      TestNumber number = scene.connect(1, TestFlows.counting());
      Replica server = scene.start(Map.of()).ready();
      scene.graph.refuse();
      for (int i = 0; i < WAITING; i++) {
        Webhook.of(number, person(i), "wamid.before." + i, Instant.now(), "message 1")
            .deliver(server.port, number);
      }
      Until.holds("all were tried", PATIENCE, () -> server.replies("retry") >= WAITING);
      server.kill();
    }
  }

  private static String person(int i) {
    return "3168000000" + i;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            to.resolve(from.relativize(file)),
            java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
