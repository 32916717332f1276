package io.botflow.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.spi.Arrival;
import io.botflow.spi.BotRef;
import io.botflow.spi.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose messages wait for too long: many of them, for reasons of load alone. */
class BacklogsTest {
  private static final UUID MANY = new UUID(1, 1);
  private static final UUID FEW = new UUID(1, 2);
  private static final UUID PAUSED = new UUID(1, 3);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int DEPTH = 5;

  private final AtomicReference<@Nullable Instant> clock =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));

  @Test
  void isBehindWhoseManyConversationsWaitForLongerThanPeopleArePatient() throws Exception {
    DatabaseAddress address = TestDatabase.newDatabase();
    try (Databases databases = TestDatabase.open(address);
        JdbcStore store = new JdbcStore(databases, StoreSettings.standard(), clock)) {
      Backlogs backlogs = new Backlogs(databases.work().on(clock));
      assertThat(backlogs.behind(PATIENCE, DEPTH)).isEmpty();

      store.accept(write(MANY, DEPTH + 1), Room.NONE);
      store.accept(write(FEW, DEPTH), Room.NONE);
      store.accept(write(PAUSED, DEPTH + 1), Room.NONE);
      TestDatabase.run(
          address,
          """
          insert into org_schedule (org_id, paused) values ('%s', true)
          on conflict (org_id) do update set paused = true
          """
              .formatted(PAUSED));
      pass(PATIENCE);
      assertThat(backlogs.behind(PATIENCE, DEPTH)).isEmpty();

      pass(Duration.ofSeconds(1));
      assertThat(backlogs.behind(PATIENCE, DEPTH)).containsExactly(MANY);

      // One that a worker has waits no more.
      store.claim(1000);
      assertThat(backlogs.behind(PATIENCE, DEPTH)).isEmpty();
    }
  }

  private void pass(Duration time) {
    clock.updateAndGet(now -> Objects.requireNonNull(now).plus(time));
  }

  private List<Arrival> write(UUID organization, int people) {
    return IntStream.range(0, people).mapToObj(person -> hello(organization, person)).toList();
  }

  private Arrival hello(UUID organization, int person) {
    long number = organization.getLeastSignificantBits();
    return new Arrival(
        new BotRef(organization, new UUID(2, number), new UUID(3, number)),
        new ChannelEvent.Received(
            new ChannelAddress("test", organization.toString()),
            ChannelUser.ofPhone("4917" + person),
            new InboundMessage(
                organization + " " + person,
                new MessageContent.Text("hello"),
                Objects.requireNonNull(clock.get()))));
  }
}
