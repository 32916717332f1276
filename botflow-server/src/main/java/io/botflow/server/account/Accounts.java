package io.botflow.server.account;

import io.botflow.server.config.MetaAppConfig;
import io.botflow.spi.StoreUnavailable;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Sealing;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds connected accounts, for every webhook and every message sent: from memory most of the time.
 * While the database is away, what was known stays known. Thread-safe.
 */
public final class Accounts {
  /** How long a changed secret may go unseen. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  /** Beyond this many, all are asked for again. */
  private static final int MOST_KEPT = 20_000;

  private record Kept(Account account, long until) {}

  private final AccountTable table;
  private final ConcurrentHashMap<Object, Kept> kept = new ConcurrentHashMap<>();

  /** Accounts of an open database. */
  @Inject
  public Accounts(Databases databases, MetaAppConfig app, Sealing sealing) {
    this.table = new AccountTable(databases, app.secret(), sealing);
  }

  /**
   * The account with this id of ours; null where there is none.
   *
   * @throws StoreUnavailable when nobody knows
   */
  public @Nullable Account byId(UUID id) {
    return find(id, () -> table.byId(id));
  }

  /**
   * The account with this phone number id of Meta's, or the number that stands for a WhatsApp
   * Business Account with this id; null where there is none.
   *
   * @throws StoreUnavailable when nobody knows
   */
  public @Nullable Account byAddress(String id) {
    return find(id, () -> table.byAddress(id));
  }

  /** Asks for all anew: what this process changed is known to it at once. */
  public void refresh() {
    kept.clear();
  }

  private @Nullable Account find(Object key, Supplier<Optional<Account>> load) {
    Kept known = kept.get(key);
    if (known != null && System.nanoTime() - known.until() < 0) {
      return known.account();
    }
    try {
      Account found = load.get().orElse(null);
      if (found == null) {
        kept.remove(key);
        return null;
      }
      if (kept.size() >= MOST_KEPT) {
        kept.clear();
      }
      kept.put(key, new Kept(found, System.nanoTime() + FRESH.toNanos()));
      return found;
    } catch (StoreUnavailable e) {
      if (known != null) {
        return known.account();
      }
      throw e;
    }
  }
}
