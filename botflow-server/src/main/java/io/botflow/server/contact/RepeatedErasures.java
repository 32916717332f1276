package io.botflow.server.contact;

import io.botflow.server.api.Refusal;
import io.botflow.server.contact.ErasureLedger.Entry;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import io.botflow.whatsapp.media.MediaStorageUnavailable;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People who were erased stay erased: those whom a restored backup brought back are erased again
 * before the server works. Thread-safe.
 */
public final class RepeatedErasures {
  private static final Logger LOG = LoggerFactory.getLogger(RepeatedErasures.class);
  private static final int AT_ONCE = 1_000;

  private final Transactions transactions;
  private final ErasureLedger ledger;
  private final Erasure erasure;

  @Inject
  RepeatedErasures(Databases databases, ErasureLedger ledger, Erasure erasure) {
    this.transactions = databases.api();
    this.ledger = ledger;
    this.erasure = erasure;
  }

  /** Looks for people of the ledger in the database and erases them; how many there were. */
  public int run() {
    Map<UUID, List<UUID>> asked =
        ledger.entries().stream()
            .collect(
                Collectors.groupingBy(
                    Entry::organization, Collectors.mapping(Entry::contact, Collectors.toList())));
    Set<Entry> back = new LinkedHashSet<>();
    asked.forEach(
        (organization, contacts) -> {
          for (int i = 0; i < contacts.size(); i += AT_ONCE) {
            back.addAll(
                back(organization, contacts.subList(i, Math.min(i + AT_ONCE, contacts.size()))));
          }
        });
    int erased = 0;
    for (Entry one : back) {
      try {
        erasure.repeat(one.organization(), one.contact());
        erased++;
      } catch (Refusal anotherWasFirst) {
        LOG.debug("Contact {} was erased by another server meanwhile.", one.contact());
      } catch (MediaStorageUnavailable e) {
        LOG.error(
            "Contact {} of organisation {} was erased before the backup was restored and is there again:"
                + " its files are out of reach ({}). The next start tries again.",
            one.contact(),
            one.organization(),
            e.getMessage());
      }
    }
    if (erased > 0) {
      LOG.warn("A backup brought {} erased people back; they were erased again.", erased);
    }
    return erased;
  }

  private List<Entry> back(UUID organization, List<UUID> contacts) {
    return transactions.in(
        organization,
        handle ->
            new ArrayList<>(
                handle
                    .createQuery("select id from contacts where org_id = :org and id = any(:ids)")
                    .bind("org", organization)
                    .bindArray("ids", UUID.class, contacts)
                    .map((row, context) -> new Entry(organization, row.getObject("id", UUID.class)))
                    .list()));
  }
}
