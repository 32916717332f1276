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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A conversation that was lent to whoever brought its message, who was sent away before the
 * database answered: nobody works on it, so it must not wait for its lease to run out.
 */
class LeasesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Arrival MESSAGE =
      new Arrival(
          new BotRef(new UUID(1, 1), new UUID(1, 2), new UUID(1, 3)),
          new ChannelEvent.Received(
              new ChannelAddress("test", "1"),
              ChannelUser.ofPhone("4917000"),
              new InboundMessage("m1", new MessageContent.Text("hello"), NOW)));

  /** It stands, so that no lease ever runs out. */
  private final AtomicReference<@Nullable Instant> clock = new AtomicReference<>(NOW);

  @Test
  void aConversationThatIsGivenBackIsFreeAtOnceAsIfItHadNotBeenLent() throws Exception {
    try (Databases databases = TestDatabase.fresh();
        JdbcStore store = new JdbcStore(databases, StoreSettings.standard(), clock)) {
      List<Claim> lent = store.accept(List.of(MESSAGE), organization -> 1).claims();
      assertThat(lent).hasSize(1);
      assertThat(store.claim(10)).isEmpty();

      Transactions work = databases.work().on(clock);
      new Leases(work, new Quarantine(work)).giveBack(lent);

      List<Claim> again = store.claim(10);
      assertThat(again).hasSize(1);
      assertThat(again.get(0).turn()).isEqualTo(lent.get(0).turn());
      assertThat(again.get(0).attempt()).isEqualTo(1);
    }
  }
}
