package io.botflow.server.config;

import java.nio.file.Path;

/**
 * How secrets are kept.
 *
 * @param keyFile made at the first start where there is none; all replicas share it
 */
public record SecretConfig(Path keyFile) {
  static SecretConfig read(Settings settings, Path dataDirectory) {
    return new SecretConfig(
        settings
            .about(
                "keys that seal secrets; made where there is none, shared by all replicas; keep a copy apart from the database's")
            .path("secrets.key_file", dataDirectory.resolve("keys.json")));
  }
}
