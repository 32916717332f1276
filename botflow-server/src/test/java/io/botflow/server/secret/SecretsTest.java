package io.botflow.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.botflow.server.config.ServerConfig;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets open where they were sealed, and nowhere else. */
class SecretsTest {
  private static final UUID SHOP = new UUID(1, 1);

  @TempDir private Path folder = Path.of("");

  @Test
  void aSecretThatWasMovedDoesNotOpen() {
    Secrets secrets = new Secrets(KeyFile.open(folder.resolve("keys.json")));
    Cell home = new Cell(SHOP, "accounts", "token", "7");
    String sealed = secrets.seal(home, "canary");
    assertThat(secrets.open(home, sealed)).isEqualTo("canary");
    assertThat(sealed).startsWith("sealed:").isNotEqualTo(secrets.seal(home, "canary"));
    for (Cell other :
        List.of(
            new Cell(new UUID(1, 2), "accounts", "token", "7"),
            new Cell(SHOP, "account", "stoken", "7"),
            new Cell(SHOP, "accounts", "key", "7"),
            new Cell(SHOP, "accounts", "token", "8"),
            Cell.ofPeople("accounts", "token", "7"))) {
      assertThatThrownBy(() -> secrets.open(other, sealed))
          .as(other.toString())
          .isInstanceOf(SecretUnreadable.class)
          .hasMessageNotContaining("canary");
    }
    Secrets elsewhere = new Secrets(KeyFile.open(folder.resolve("others.json")));
    assertThatThrownBy(() -> elsewhere.open(home, sealed)).isInstanceOf(SecretUnreadable.class);
    assertThatThrownBy(() -> secrets.open(home, "canary")).isInstanceOf(SecretUnreadable.class);
  }

  @Test
  void aKeyServiceOnTheClassPathTakesThePlaceOfTheFile() throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(KeyService.class.getName()), HardwareKeys.class.getName());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    Path unused = folder.resolve("never-made.json");
    try (URLClassLoader withService =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(withService);
      KeyService found =
          new SecretModule()
              .keys(
                  ServerConfig.read(Map.of("BOTFLOW_SECRETS_KEY_FILE", unused.toString()))
                      .secrets());
      assertThat(found).isInstanceOf(HardwareKeys.class);
      Cell cell = new Cell(SHOP, "accounts", "token", "7");
      Secrets secrets = new Secrets(found);
      assertThat(secrets.open(cell, secrets.seal(cell, "canary"))).isEqualTo("canary");
      assertThat(unused).doesNotExist();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
