package io.botflow.store.jdbc;

import java.util.UUID;

/**
 * Seals secrets before they are written, so that nobody who sees the database alone can read them.
 * Each is bound to its place: moved to another it does not open. Thread-safe.
 */
public interface Sealing {
  /** Leaves secrets as they are: for hosts whose database nobody else sees. */
  Sealing NONE =
      new Sealing() {
        @Override
        public String seal(Place place, String secret) {
          return secret;
        }

        @Override
        public String open(Place place, String stored) {
          return stored;
        }
      };

  /**
   * Where a secret is kept: a column of the row with this id of one of an organisation's tables.
   */
  record Place(UUID organization, String table, String column, UUID row) {}

  /** What is written in the secret's place. */
  String seal(Place place, String secret);

  /** The secret that was written; what was written before there was sealing is as it was. */
  String open(Place place, String stored);
}
