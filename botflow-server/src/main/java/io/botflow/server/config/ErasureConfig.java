package io.botflow.server.config;

import java.nio.file.Path;

/**
 * How people stay erased.
 *
 * @param ledgerFile who was erased, so that it is repeated after the restore of a backup
 */
public record ErasureConfig(Path ledgerFile) {
  static ErasureConfig read(Settings settings, Path dataDirectory) {
    return new ErasureConfig(
        settings
            .about(
                "who was erased, by random ids: repeated at the start over a restored backup; a file for each replica, kept apart from the database's copies")
            .path("erasure.ledger_file", dataDirectory.resolve("erasures.log")));
  }
}
