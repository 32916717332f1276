package io.botflow.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.flow.Flow;
import io.botflow.server.TestNumber;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A new version is rolled out over two servers, one after the other, while people talk and an
 * author publishes. {@code -Dfaults.times=20} does so 20 times; {@code -Dfaults.previous=FOLDER}
 * begins with servers of another checkout, see {@link PreviousBuild}.
 */
class RollingRestartTest {
  private static final int TIMES = Integer.getInteger("faults.times", 1);
  private static final int PEOPLE = 20;

  @Test
  void aRollingRestartLosesNothingAndEachConversationStaysOnItsEdition() throws Exception {
    List<Phones> groups = new ArrayList<>();
    try (Scene scene = new Scene()) {
      TestNumber number = scene.connect(1, edition(scene, 0));
      Replica one = first(scene);
      Replica two = first(scene).ready();
      one.ready();
      groups.add(talk(scene, number, 0));
      groups.get(0).more(PEOPLE);
      for (int i = 1; i <= TIMES; i++) {
        one.terminate();
        scene.deploy(number, edition(scene, i));
        one = scene.start(one.port, Map.of()).ready();
        groups.add(talk(scene, number, i));
        groups.get(0).more(PEOPLE);
        two.terminate();
        two = scene.start(two.port, Map.of()).ready();
        groups.get(i).more(2 * PEOPLE);
      }
      int answered = 0;
      for (Phones group : groups) {
        group.end();
        answered += group.answered();
      }
      System.out.printf(
          "%d rolling restarts: %d messages answered in order, %d by the first edition, %d sent"
              + " twice, %d webhooks repeated%n",
          TIMES,
          answered,
          groups.get(0).answered(),
          scene.doubles(),
          scene.network.webhooks().retried());
      assertThat(scene.outside.orders()).isEqualTo(answered);
      assertThat(scene.outside.calls()).as("no turn ran twice").isEqualTo(answered);
      assertThat(scene.network.acceptedCount()).isEqualTo(answered);
    } finally {
      groups.forEach(Phones::close);
    }
  }

  private static Replica first(Scene scene) throws Exception {
    String previous = System.getProperty("faults.previous");
    return previous == null
        ? scene.start(Map.of())
        : scene.startPrevious(PreviousBuild.read(Path.of(previous)));
  }

  private static Flow edition(Scene scene, int edition) {
    return FaultFlows.ordering(scene.outside.url(), " by edition " + edition + ".");
  }

  /** People who begin while this edition is the newest. */
  private static Phones talk(Scene scene, TestNumber number, int edition) {
    return Phones.talk(
        scene,
        number,
        edition * PEOPLE,
        PEOPLE,
        i -> Phones.ORDERING.apply(i) + " by edition " + edition + ".");
  }
}
