package io.botflow.server.contact;

import io.botflow.server.api.Call;
import io.botflow.server.audit.AuditLog;
import io.botflow.server.media.ReceivedMedia;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Erases a customer (GDPR, article 17; POPIA, section 24). What is left is that it was done: in the
 * audit log, and in the ledger that lets it be done again to a database that comes back from a
 * backup. Thread-safe.
 */
final class Erasure {
  private final Transactions transactions;
  private final ReceivedMedia media;
  private final AuditLog audit;
  private final ErasureLedger ledger;

  @Inject
  Erasure(Databases databases, ReceivedMedia media, AuditLog audit, ErasureLedger ledger) {
    this.transactions = databases.api();
    this.media = media;
    this.audit = audit;
    this.ledger = ledger;
  }

  /**
   * What is deleted, in the order in which it is: first what workers would take up, so that a turn
   * that is under way is not committed any more.
   */
  private static final List<String> ERASED =
      List.of(
          "queue where org_id = :org and conversation_id = any(:conversations)",
          "inbox where org_id = :org and conversation_id = any(:conversations)",
          "timers where org_id = :org and conversation_id = any(:conversations)",
          "outbox where org_id = :org and conversation_id = any(:conversations)",
          "inbox_dead where org_id = :org and conversation_id = any(:conversations)",
          "turn_steps where org_id = :org and turn_id in (select id from turns"
              + " where org_id = :org and conversation_id = any(:conversations))",
          "send_attempts where org_id = :org and message_id in (select id from messages"
              + " where org_id = :org and conversation_id = any(:conversations))",
          "deliveries where org_id = :org and id in (select id from messages"
              + " where org_id = :org and conversation_id = any(:conversations))",
          "turns where org_id = :org and conversation_id = any(:conversations)",
          "messages where org_id = :org and conversation_id = any(:conversations)",
          "conversation_context where org_id = :org and conversation_id = any(:conversations)",
          "conversations where org_id = :org and id = any(:conversations)");

  /**
   * Nothing of the person's is left but that it was erased.
   *
   * @throws io.botflow.server.api.Refusal where there is no such customer
   * @throws io.botflow.whatsapp.media.MediaStorageUnavailable everything but files is still there
   */
  void erase(Call call, UUID contact) {
    UUID organization = call.organization();
    transactions.in(organization, handle -> Contacts.one(handle, organization, contact, ""));
    ledger.write(new ErasureLedger.Entry(organization, contact));
    eraseFiles(organization, contact);
    transactions.<Boolean>in(
        organization,
        handle -> {
          int conversations = erase(handle, organization, contact);
          audit.write(handle, organization, call, "contact.erased", contact, told(conversations));
          return true;
        });
  }

  /** As it was asked for before the backup was restored that this database comes from. */
  void repeat(UUID organization, UUID contact) {
    eraseFiles(organization, contact);
    transactions.<Boolean>in(
        organization,
        handle -> {
          int conversations = erase(handle, organization, contact);
          audit.writeOwn(handle, organization, "contact.erased", contact, told(conversations));
          return true;
        });
  }

  private static Map<String, String> told(int conversations) {
    return Map.of("conversations", Integer.toString(conversations));
  }

  /** Files first: should they be out of reach, everything is still there for another try. */
  private void eraseFiles(UUID organization, UUID contact) {
    media.erase(
        organization,
        transactions.in(
            organization, handle -> ContactRecords.media(handle, organization, contact)));
  }

  /** Returns how many conversations there were. */
  private static int erase(Handle handle, UUID organization, UUID contact) {
    ContactView view = Contacts.one(handle, organization, contact, " for update");
    List<UUID> conversations =
        handle
            .createQuery(
                "select id from conversations where org_id = :org and contact_id = :contact")
            .bind("org", organization)
            .bind("contact", contact)
            .mapTo(UUID.class)
            .list();
    for (String what : ERASED) {
      handle
          .createUpdate("delete from " + what)
          .bind("org", organization)
          .bindArray("conversations", UUID.class, conversations)
          .execute();
    }
    handle
        .createUpdate(
            """
            delete from channel_events where org_id = :org and channel_id = :channel
              and :phone::text is not null and position(:phone in payload::text) > 0
            """)
        .bind("org", organization)
        .bind("channel", view.channelId())
        .bind("phone", view.phone())
        .execute();
    handle
        .createUpdate(
            """
            delete from email_threads t using contacts c
            where c.org_id = :org and c.id = :id
              and t.org_id = c.org_id and t.channel_id = c.channel_id and t.person = c.user_id
            """)
        .bind("org", organization)
        .bind("id", contact)
        .execute();
    handle
        .createUpdate("delete from contacts where org_id = :org and id = :id")
        .bind("org", organization)
        .bind("id", contact)
        .execute();
    return conversations.size();
  }
}
