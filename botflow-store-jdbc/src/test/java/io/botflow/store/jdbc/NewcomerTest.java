package io.botflow.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.spi.Arrival;
import io.botflow.spi.BotRef;
import io.botflow.spi.Claim;
import io.botflow.spi.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Many organisations with a backlog, and one to which the first message comes: it does not wait for
 * all that was there before.
 */
class NewcomerTest {
  private static final int BUSY = 200;
  private static final int BACKLOG = 20;
  private static final UUID NEWCOMER = new UUID(3, 1);

  private final AtomicReference<@Nullable Instant> clock =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));

  @Test
  void whoeverComesToAQuietOrganisationIsAmongTheNextOnes() throws Exception {
    try (Databases databases = TestDatabase.fresh();
        JdbcStore store = new JdbcStore(databases, StoreSettings.standard(), clock)) {
      List<Arrival> backlog = new ArrayList<>();
      for (int organisation = 0; organisation < BUSY; organisation++) {
        for (int person = 0; person < BACKLOG; person++) {
          backlog.add(hello(new UUID(2, organisation), person));
        }
      }
      store.accept(backlog, Room.NONE);
      clock.updateAndGet(now -> Objects.requireNonNull(now).plus(Duration.ofMinutes(5)));
      store.accept(List.of(hello(NEWCOMER, 0)), Room.NONE);

      List<UUID> next = new ArrayList<>();
      for (int look = 0; look < 3; look++) {
        store.claim(20).stream().map(Claim::bot).map(BotRef::organization).forEach(next::add);
      }

      // 60 of 4,001: by chance among those that have equally few, and rather whoever has little.
      assertThat(next).hasSize(60).contains(NEWCOMER);
    }
  }

  private Arrival hello(UUID organisation, int person) {
    BotRef bot =
        new BotRef(
            organisation,
            new UUID(
                organisation.getMostSignificantBits() + 10, organisation.getLeastSignificantBits()),
            new UUID(
                organisation.getMostSignificantBits() + 20,
                organisation.getLeastSignificantBits()));
    return new Arrival(
        bot,
        new ChannelEvent.Received(
            new ChannelAddress("test", organisation.toString()),
            ChannelUser.ofPhone("4917" + person),
            new InboundMessage(
                organisation + " " + person,
                new MessageContent.Text("hello"),
                Objects.requireNonNull(clock.get()))));
  }
}
