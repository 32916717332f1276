package io.botflow.server.memory;

import io.botflow.spi.Recollection;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/**
 * What models are told of a customer: what people wrote first, then what was said last.
 * Thread-safe.
 */
final class ContactRecollection implements Recollection {
  private final Transactions work;

  @Inject
  ContactRecollection(Databases databases) {
    this.work = databases.work();
  }

  @Override
  public Recalled recall(UUID organization, UUID contact) {
    return work.in(
        organization,
        handle -> {
          List<Fact> facts =
              handle
                  .createQuery(
                      """
                      select name, value from contact_facts
                      where contact_id = :contact and org_id = :org
                      order by (source = 'person') desc, updated_at desc, id
                      """)
                  .bind("contact", contact)
                  .bind("org", organization)
                  .map((row, context) -> new Fact(row.getString("name"), row.getString("value")))
                  .list();
          String summary =
              handle
                  .createQuery(
                      """
                      select summary from conversation_summaries
                      where contact_id = :contact and org_id = :org and summary <> ''
                      order by made_at desc limit 1
                      """)
                  .bind("contact", contact)
                  .bind("org", organization)
                  .mapTo(String.class)
                  .findOne()
                  .orElse("");
          return new Recalled(facts, summary);
        });
  }
}
