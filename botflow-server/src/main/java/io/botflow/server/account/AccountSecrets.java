package io.botflow.server.account;

import io.botflow.server.secret.Cell;
import io.botflow.server.secret.Secrets;
import io.botflow.server.secret.ServerKeys;
import io.botflow.store.jdbc.Sealing;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Seals the secrets of accounts, and opens each sealed text once: webhooks come often, and a key
 * service may be far away. Thread-safe.
 */
public final class AccountSecrets implements Sealing {
  /** Beyond this many, all are opened again; three to an account. */
  private static final int MOST_KEPT = 60_000;

  /** Sealed with every database's own keys, so that other keys are found out before they seal. */
  private static final String PURPOSE = "accounts";

  private record Kept(Place place, String stored) {}

  private final Provider<Secrets> secrets;
  private final Provider<ServerKeys> keys;
  private final ConcurrentHashMap<Kept, String> opened = new ConcurrentHashMap<>();
  private volatile boolean keysAreRight;

  /** Asks for keys when the first secret is to be sealed or opened. */
  @Inject
  AccountSecrets(Provider<Secrets> secrets, Provider<ServerKeys> keys) {
    this.secrets = secrets;
    this.keys = keys;
  }

  @Override
  public String seal(Place place, String secret) {
    if (!keysAreRight) {
      keys.get().of(PURPOSE);
      keysAreRight = true;
    }
    return secrets.get().seal(cell(place), secret);
  }

  @Override
  public String open(Place place, String stored) {
    if (!Secrets.isSealed(stored)) {
      return stored;
    }
    if (opened.size() > MOST_KEPT) {
      opened.clear();
    }
    return opened.computeIfAbsent(
        new Kept(place, stored), kept -> secrets.get().open(cell(place), stored));
  }

  private static Cell cell(Place place) {
    return new Cell(place.organization(), place.table(), place.column(), place.row().toString());
  }
}
