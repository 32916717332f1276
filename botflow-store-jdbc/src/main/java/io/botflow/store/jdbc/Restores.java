package io.botflow.store.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What must be done once after a database came back from a backup, before a server works on it: a
 * message that the backup holds as unsent was most likely sent long ago. Nothing of before is sent
 * by itself any more. Thread-safe.
 */
public final class Restores {
  private final Transactions work;

  /** For the database that was restored. */
  public Restores(Databases databases) {
    this.work = databases.work();
  }

  /**
   * Messages of an organisation that are kept for a person.
   *
   * @param name of the organisation
   * @param oldest when the oldest of them was decided
   */
  public record Held(UUID organization, String name, long messages, Instant oldest) {}

  /**
   * Holds every message that is not known to have been sent, and lets what is said from now on be
   * sent. A second call holds what has come to wait since the first.
   *
   * @return by organisation, the one with the most messages first; empty where nothing waited
   */
  public List<Held> hold() {
    return work.outside(
        handle -> {
          handle.execute("update system_epoch set epoch = epoch + 1");
          Map<UUID, List<UUID>> held = new HashMap<>();
          handle
              .createQuery(
                  """
                  update outbox o set state = 3
                  from system_epoch e where o.epoch < e.epoch and o.state < 3
                  returning o.org_id, o.id
                  """)
              .map(
                  (row, context) ->
                      Map.entry(FoundRow.uuid(row, "org_id"), FoundRow.uuid(row, "id")))
              .forEach(
                  one ->
                      held.computeIfAbsent(one.getKey(), ignored -> new ArrayList<>())
                          .add(one.getValue()));
          return report(handle, held);
        });
  }

  private static List<Held> report(Handle handle, Map<UUID, List<UUID>> held) {
    if (held.isEmpty()) {
      return List.of();
    }
    Transactions.name(handle, held.keySet());
    Map<UUID, String> names = new HashMap<>();
    handle
        .createQuery("select id, name from organizations where id = any(:ids)")
        .bind("ids", Columns.uuids(List.copyOf(held.keySet())))
        .map((row, context) -> names.put(FoundRow.uuid(row, "id"), row.getString("name")))
        .list();
    return held.entrySet().stream()
        .map(
            one ->
                new Held(
                    one.getKey(),
                    names.getOrDefault(one.getKey(), one.getKey().toString()),
                    one.getValue().size(),
                    one.getValue().stream()
                        .map(HistoryIds::momentOf)
                        .min(Comparator.naturalOrder())
                        .orElseThrow()))
        .sorted(Comparator.comparingLong(Held::messages).reversed())
        .toList();
  }
}
