package io.botflow.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.conversation.Turn;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.spi.Arrival;
import io.botflow.spi.BotRef;
import io.botflow.spi.Claim;
import io.botflow.spi.Commit;
import io.botflow.spi.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A message that kills its process is put aside; those that died with it are not. */
class BystandersTest {
  private static final BotRef BOT = new BotRef(new UUID(1, 1), new UUID(1, 2), new UUID(1, 3));
  private static final ChannelAddress NUMBER = new ChannelAddress("test", "1");
  private static final String POISON = "4917000";
  private static final int PEOPLE = 6;

  private final AtomicReference<@Nullable Instant> clock =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));

  @Test
  void onlyTheReasonIsPutAside() throws Exception {
    try (Databases databases = TestDatabase.fresh();
        JdbcStore store = new JdbcStore(databases, StoreSettings.standard(), clock)) {
      for (int i = 0; i < PEOPLE; i++) {
        store.accept(List.of(hello(ChannelUser.ofPhone("491700" + i))), Room.NONE);
      }
      // Twice a process takes all of them and dies.
      for (int death = 1; death < 3; death++) {
        assertThat(store.claim(10)).hasSize(PEOPLE);
        die();
      }

      List<String> answered = new ArrayList<>();
      for (int look = 0; look < 10; look++) {
        List<Claim> claims = store.claim(10);
        assertThat(claims).as("conversations that may be the reason").hasSizeLessThan(2);
        for (Claim claim : claims) {
          String phone = Objects.requireNonNull(claim.contact().user().phone());
          if (phone.equals(POISON)) {
            die();
          } else {
            assertThat(store.commit(claim, answer(claim))).isInstanceOf(Commit.Committed.class);
            answered.add(phone);
          }
        }
      }

      assertThat(answered).hasSize(PEOPLE - 1).doesNotHaveDuplicates();
      assertThat(store.putAside(BOT.organization(), 10)).hasSize(1);
    }
  }

  private void die() {
    clock.updateAndGet(now -> Objects.requireNonNull(now).plus(StoreSettings.DEFAULT_TURN_LEASE));
  }

  private Arrival hello(ChannelUser from) {
    InboundMessage message =
        new InboundMessage(
            "m" + from.phone(),
            new MessageContent.Text("hello"),
            Objects.requireNonNull(clock.get()));
    return new Arrival(BOT, new ChannelEvent.Received(NUMBER, from, message));
  }

  private static Turn answer(Claim claim) {
    Session before = claim.session();
    Session after =
        new Session(
            Session.Status.ENDED,
            List.of(),
            0,
            Map.of(),
            before.memory(),
            null,
            null,
            before.turns() + 1);
    return new Turn(after, claim.contact(), List.of(), List.of(), Owner.BOT, Duration.ZERO, false);
  }
}
