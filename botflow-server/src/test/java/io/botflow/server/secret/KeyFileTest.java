package io.botflow.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in a file that servers share. */
class KeyFileTest implements KeyServiceContract {
  @TempDir private Path folder = Path.of("");

  private Path file() {
    return folder.resolve("keys.json");
  }

  @Override
  public KeyService service() {
    return KeyFile.open(file());
  }

  @Override
  public void rotate(KeyService service) {
    KeyFile.rotate(file());
  }

  @Test
  void isMadeForItsOwnerAlone() throws Exception {
    service();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    KeyFile.rotate(file());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(file());
    }
  }

  @Test
  void aPreparedKeyOnlyOpensUntilTheNextRotate() throws Exception {
    KeyService service = service();
    byte[] before = service.seal(KEY);
    assertThat(KeyFile.prepare(file())).isEqualTo(new KeyFile.Rotation(2, true));
    assertThat(service.isNewest(before)).isTrue();
    assertThat(KeyFile.rotate(file())).isEqualTo(new KeyFile.Rotation(2, false));
    assertThat(service.isNewest(before)).isFalse();
    assertThat(service.open(before)).isEqualTo(KEY);
  }

  @Test
  void whatIsNoKeyFileIsNotOverwritten() throws Exception {
    Files.writeString(file(), "not a key");
    assertThatThrownBy(this::service).isInstanceOf(KeyFileException.class);
    assertThatThrownBy(() -> KeyFile.rotate(file()))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining(file().toString());
    assertThat(Files.readString(file())).isEqualTo("not a key");
  }

  @Test
  void nobodyWaitsOrFailsWhileKeysChange() throws Exception {
    List<Secrets> replicas = List.of(new Secrets(service()), new Secrets(service()));
    AtomicBoolean rotating = new AtomicBoolean(true);
    Cell cell = new Cell(UUID.randomUUID(), "things", "secret", "1");
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Secrets seals = replicas.get(i % 2);
        Secrets opens = replicas.get((i + 1) % 2);
        readers.add(
            threads.submit(
                () -> {
                  int read = 0;
                  while (rotating.get() || read < 100) {
                    assertThat(opens.open(cell, seals.seal(cell, "canary"))).isEqualTo("canary");
                    read++;
                  }
                  return read;
                }));
      }
      for (int i = 0; i < 25; i++) {
        KeyFile.rotate(file());
      }
      rotating.set(false);
      int total = 0;
      for (Future<Integer> reader : readers) {
        total += reader.get();
      }
      assertThat(total)
          .as("secrets sealed by one replica and read by the other")
          .isGreaterThan(400);
    }
  }
}
