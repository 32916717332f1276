package io.botflow.store.jdbc;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Where the embedded server's programs are unpacked, by the conventions of the platform. */
final class CacheFolder {

  private CacheFolder() {}

  /**
   * The cache folder of the user. Root's is {@code /var/cache} (Filesystem Hierarchy Standard 5.5),
   * since the account that the server runs under cannot reach root's home.
   */
  static Path ofUser(Map<String, String> environment, Properties properties) {
    String xdg = environment.get("XDG_CACHE_HOME");
    if (xdg != null && Path.of(xdg).isAbsolute()) {
      return Path.of(xdg, "botflow");
    }
    String home = properties.getProperty("user.home", ".");
    String system = properties.getProperty("os.name", "");
    if (system.startsWith("Mac")) {
      return Path.of(home, "Library", "Caches", "botflow");
    }
    String localData = environment.get("LOCALAPPDATA");
    if (system.startsWith("Windows") && localData != null) {
      return Path.of(localData, "botflow", "cache");
    }
    return "root".equals(properties.getProperty("user.name"))
        ? Path.of("/var/cache/botflow")
        : Path.of(home, ".cache", "botflow");
  }
}
