package io.botflow.server.contact;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.server.api.Call;
import io.botflow.server.audit.AuditLog;
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
 * All that there is of a customer, taken out whole (GDPR, articles 15 and 20; POPIA, section 23).
 */
final class ContactRecords {
  private final Transactions transactions;
  private final AuditLog audit;

  @Inject
  ContactRecords(Databases databases, AuditLog audit) {
    this.transactions = databases.api();
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
        'translations', (select json_agg(json_build_object('message', t.message_id,
            'language', t.language, 'text', t.text))
          from message_translations t where t.org_id = c.org_id and t.conversation_id = c.id),
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

  /** The media that the person sent. */
  static List<UUID> media(Handle handle, UUID organization, UUID contact) {
    return rows(handle, MEDIA, organization, contact).stream()
        .map(medium -> UUID.fromString(medium.get("id").asText()))
        .toList();
  }
}
