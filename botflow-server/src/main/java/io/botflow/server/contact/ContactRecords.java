package io.botflow.server.contact;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.server.api.Call;
import io.botflow.server.audit.AuditLog;
import io.botflow.server.media.ReceivedMedia;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * All that there is of a customer: taken out whole, and erased (GDPR, articles 15, 17 and 20;
 * POPIA, sections 23 and 24). What is left of somebody who was erased is that it was done, in the
 * audit log.
 */
final class ContactRecords {
  private final Transactions transactions;
  private final ReceivedMedia media;
  private final AuditLog audit;

  @Inject
  ContactRecords(Databases databases, ReceivedMedia media, AuditLog audit) {
    this.transactions = databases.api();
    this.media = media;
    this.audit = audit;
  }

  /**
   * What a customer said about offers.
   *
   * @param kind {@code given}, {@code withdrawn} or {@code resumed}
   * @param source {@code word}, {@code flow}, {@code channel} or {@code business}
   */
  record ConsentView(String kind, String source, Instant at, String evidence, Instant recordedAt) {}

  private static final List<String> KINDS = List.of("given", "withdrawn", "resumed");
  private static final List<String> SOURCES = List.of("word", "flow", "channel", "business");

  /** All of it, the latest first. */
  List<ConsentView> consents(UUID organization, UUID contact) {
    return transactions.in(
        organization,
        handle -> {
          Contacts.one(handle, organization, contact, "");
          return consents(handle, organization, contact);
        });
  }

  private static List<ConsentView> consents(Handle handle, UUID organization, UUID contact) {
    return handle
        .createQuery(
            """
            select kind, source, at, evidence, recorded_at from consents
            where org_id = :org and contact_id = :contact order by at desc, id
            """)
        .bind("org", organization)
        .bind("contact", contact)
        .map(
            (row, context) ->
                new ConsentView(
                    KINDS.get(row.getInt("kind") - 1),
                    SOURCES.get(row.getInt("source") - 1),
                    Objects.requireNonNull(row.getObject("at", OffsetDateTime.class)).toInstant(),
                    row.getString("evidence"),
                    Objects.requireNonNull(row.getObject("recorded_at", OffsetDateTime.class))
                        .toInstant()))
        .list();
  }

  /**
   * Everything about a person.
   *
   * @param memory what was learned from conversations or noted by people
   * @param conversations with all messages and notes, the oldest first, and what is remembered for
   *     a model
   */
  record Export(
      Instant at,
      ContactView contact,
      List<ConsentView> consents,
      List<JsonNode> memory,
      List<JsonNode> conversations,
      List<JsonNode> media) {
    Export {
      memory = List.copyOf(memory);
      consents = List.copyOf(consents);
      conversations = List.copyOf(conversations);
      media = List.copyOf(media);
    }
  }

  Export export(Call call, UUID contact) {
    UUID organization = call.organization();
    return transactions.in(
        organization,
        handle -> {
          ContactView view = Contacts.one(handle, organization, contact, "");
          audit.write(handle, organization, call, "contact.exported", contact, Map.of());
          return new Export(
              handle.createQuery("select now()").mapTo(OffsetDateTime.class).one().toInstant(),
              view,
              consents(handle, organization, contact),
              rows(handle, MEMORY, organization, contact),
              rows(handle, CONVERSATIONS, organization, contact),
              rows(handle, MEDIA, organization, contact));
        });
  }

  private static final String MEMORY =
      """
      select json_build_object('kind', kind, 'name', name, 'value', value, 'source', source,
        'conversation', conversation_id, 'message', message_id, 'saidAt', said_at)::text
      from contact_facts where contact_id = :contact and org_id = :org order by name
      """;

  private static final String CONVERSATIONS =
      """
      select json_build_object('id', c.id, 'createdAt', c.created_at, 'session', c.session,
        'summary', (select s.summary from conversation_summaries s
          where s.org_id = c.org_id and s.conversation_id = c.id),
        'remembered', (select x.context_data from conversation_context x
          where x.org_id = c.org_id and x.conversation_id = c.id),
        'labels', (select json_agg(l.name) from conversation_labels cl
          join labels l on l.org_id = cl.org_id and l.id = cl.label_id
          where cl.org_id = c.org_id and cl.conversation_id = c.id),
        'messages', (select json_agg(json_build_object('id', m.id, 'at', m.sent_at,
            'sentBy', m.sent_by, 'author', m.author_name, 'content', m.content) order by m.id)
          from messages m where m.org_id = c.org_id and m.conversation_id = c.id))::text
      from conversations c where c.org_id = :org and c.contact_id = :contact
      order by c.created_at, c.id
      """;

  private static final String MEDIA =
      """
      select json_build_object('id', i.id, 'message', i.message_id, 'state', i.state,
        'filename', i.filename, 'mimeType', i.mime_type, 'size', i.size,
        'receivedAt', i.received_at)::text
      from inbound_media i
      join messages m on m.org_id = i.org_id and m.external_id = i.message_id
      join conversations c on c.org_id = m.org_id and c.id = m.conversation_id
        and c.channel_id = i.channel_id
      where i.org_id = :org and c.contact_id = :contact
      order by i.received_at, i.id
      """;

  private static List<JsonNode> rows(Handle handle, String sql, UUID organization, UUID contact) {
    return handle
        .createQuery(sql)
        .bind("org", organization)
        .bind("contact", contact)
        .mapTo(String.class)
        .map(Contacts::json)
        .list();
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

  /** Nothing of the person's is left but that it was erased. */
  void erase(Call call, UUID contact) {
    UUID organization = call.organization();
    transactions.in(organization, handle -> Contacts.one(handle, organization, contact, ""));
    // Files first: should they be out of reach, everything is still there for another try.
    List<UUID> files =
        transactions.in(organization, handle -> rows(handle, MEDIA, organization, contact)).stream()
            .map(medium -> UUID.fromString(medium.get("id").asText()))
            .toList();
    media.erase(organization, files);
    transactions.<Boolean>in(organization, handle -> erase(handle, call, contact));
  }

  private boolean erase(Handle handle, Call call, UUID contact) {
    UUID organization = call.organization();
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
    audit.write(
        handle,
        organization,
        call,
        "contact.erased",
        contact,
        Map.of("conversations", Integer.toString(conversations.size())));
    return true;
  }
}
