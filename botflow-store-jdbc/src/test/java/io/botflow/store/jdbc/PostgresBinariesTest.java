package io.botflow.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresBinariesTest {
  @TempDir Path cache;

  @Test
  void startsAtTheSameTimeUnpackOnce() throws Exception {
    CyclicBarrier together = new CyclicBarrier(4);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Path>> programs =
          IntStream.range(0, 4)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            together.await();
                            return PostgresBinaries.unpacked(cache).program("postgres");
                          }))
              .toList();
      for (Future<Path> program : programs) {
        assertThat(program.get()).isExecutable();
      }
    }
    try (Stream<Path> files = Files.list(cache)) {
      assertThat(files.filter(Files::isDirectory)).hasSize(1);
    }
  }

  @Test
  void whatACrashLeftHalfUnpackedIsReplaced() throws Exception {
    Path home = PostgresBinaries.unpacked(cache).program("postgres").resolve("../..").normalize();
    Files.move(home, home.resolveSibling(home.getFileName() + ".unfinished"));
    assertThat(PostgresBinaries.unpacked(cache).program("initdb")).isExecutable();
    assertThat(home.resolveSibling(home.getFileName() + ".unfinished")).doesNotExist();
  }

  @Test
  void aPlatformWithoutProgramsIsToldTheWayOut() {
    assertThatThrownBy(() -> PostgresBinaries.unpacked(cache, "AIX", "ppc64", false))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("AIX on ppc64")
        .hasMessageContaining("BOTFLOW_DATABASE_URL");
  }

  @Test
  void aCacheThatCannotBeWrittenIsNamed() throws Exception {
    Path file = Files.createFile(cache.resolve("file"));
    assertThatThrownBy(() -> PostgresBinaries.unpacked(file.resolve("below")))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, false, postgres-linux-x86_64.txz",
    "Linux, aarch64, false, postgres-linux-arm_64.txz",
    "Linux, amd64, true, postgres-linux-x86_64-alpine_linux.txz",
    "Mac OS X, aarch64, false, postgres-darwin-arm_64.txz",
  })
  void archivesAreNamedByPlatform(String os, String processor, boolean musl, String name) {
    assertThat(PostgresBinaries.archiveName(os, processor, musl)).isEqualTo(name);
  }
}
