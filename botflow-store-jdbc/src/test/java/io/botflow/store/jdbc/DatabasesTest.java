package io.botflow.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.spi.Arrival;
import io.botflow.spi.BotRef;
import io.botflow.spi.Room;
import io.botflow.spi.StoreUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabasesTest {
  @TempDir Path folder;

  @Test
  void aDatabaseThatIsNotThereIsNamedAtTheStart() {
    DatabaseAddress nobody =
        DatabaseAddress.parse("jdbc:postgresql://127.0.0.1:1/bots", "ann", "secret");
    assertThatThrownBy(() -> Databases.open(DatabaseSettings.external(nobody)).close())
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("127.0.0.1:1/bots")
        .hasMessageNotContaining("secret");
  }

  @Test
  void opensTwiceOnTheSameTables() throws Exception {
    DatabaseAddress address = TestDatabase.newDatabase();
    Databases.open(DatabaseSettings.external(address)).close();
    Databases.open(DatabaseSettings.external(address)).close();
  }

  @Test
  void aMessageIsRefusedSoonWhileTheDatabaseIsAway() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    EmbeddedPostgres server = EmbeddedPostgres.start(folder);
    Duration limit = Duration.ofSeconds(3);
    DatabaseSettings settings = new DatabaseSettings(server.address(), folder, 2, 2, limit);
    try (Databases databases = Databases.open(settings);
        JdbcStore store = new JdbcStore(databases)) {
      server.close();
      long start = System.nanoTime();
      assertThatThrownBy(() -> store.accept(List.of(arrival()), Room.NONE))
          .isInstanceOf(StoreUnavailable.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit.plusSeconds(2));
      assertThatThrownBy(() -> store.claim(1)).isInstanceOf(StoreUnavailable.class);
    }
  }

  private static Arrival arrival() {
    return new Arrival(
        new BotRef(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()),
        new ChannelEvent.Received(
            new ChannelAddress("test", "1"),
            ChannelUser.ofPhone("27820000001"),
            new InboundMessage("m1", new MessageContent.Text("hello"), Instant.now())));
  }
}
