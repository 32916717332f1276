package io.botflow.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerAccountTest {
  private static final Path PROGRAM =
      PostgresBinaries.unpacked(
              CacheFolder.ofUser(Map.copyOf(System.getenv()), System.getProperties()))
          .program("postgres");

  @TempDir Path folder;

  @Test
  void aNormalUserRunsTheServerItself() throws Exception {
    assumeTrue(
        !"root".equals(System.getProperty("user.name")), "this needs a user who is not root");
    assertThat(ServerAccount.choose(folder, PROGRAM).prefix()).isEmpty();
  }

  @Test
  void rootHandsOverToNobodyWhereNobodyCanReachTheFolder() throws Exception {
    assumeRoot();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path data = Files.createDirectory(folder.resolve("data"));
    Path inside = Files.createFile(data.resolve("inside"));
    ServerAccount account = ServerAccount.choose(data, PROGRAM);
    assertThat(account.owner()).isEqualTo("nobody");
    assertThat(Files.getOwner(data).getName()).isEqualTo("nobody");
    assertThat(Files.getOwner(inside).getName()).isEqualTo("nobody");
  }

  @Test
  void rootUsesAnEmptyUserNamespaceWhereTheFolderIsClosed() throws Exception {
    assumeRoot();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Path data = Files.createDirectory(folder.resolve("data"));
    assumeTrue(
        CommandLine.run(List.of("unshare", "--user", "true"), folder, Duration.ofSeconds(5))
            .succeeded());
    assertThat(ServerAccount.choose(data, PROGRAM)).isEqualTo(ServerAccount.USER_NAMESPACE);
    assertThat(Files.getOwner(data).getName()).isEqualTo("root");
  }

  @Test
  void saysWhatWasTriedWhereNothingWorks() throws Exception {
    assumeRoot();
    Path data = Files.createDirectory(folder.resolve("data"));
    List<ServerAccount> broken =
        List.of(new ServerAccount("root", List.of("no-such-program", "--")));
    assertThatThrownBy(() -> ServerAccount.choose(broken, data, PROGRAM))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("does not run as root")
        .hasMessageContaining("no-such-program");
  }

  @Test
  void rootsCacheIsWhereOthersCanReachIt() {
    Properties root = new Properties();
    root.setProperty("user.name", "root");
    root.setProperty("user.home", "/root");
    root.setProperty("os.name", "Linux");
    assertThat(CacheFolder.ofUser(Map.of(), root)).isEqualTo(Path.of("/var/cache/botflow"));
    assertThat(CacheFolder.ofUser(Map.of("XDG_CACHE_HOME", "/c"), root))
        .isEqualTo(Path.of("/c/botflow"));
    root.setProperty("user.name", "ann");
    root.setProperty("user.home", "/home/ann");
    assertThat(CacheFolder.ofUser(Map.of(), root)).isEqualTo(Path.of("/home/ann/.cache/botflow"));
  }

  private static void assumeRoot() {
    assumeTrue("root".equals(System.getProperty("user.name")), "this needs root");
  }
}
