package io.botflow.server.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.server.api.Call;
import io.botflow.server.api.Cursor;
import io.botflow.server.api.Refusal;
import io.botflow.server.audit.AuditLog;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import io.botflow.whatsapp.template.MessageTemplate;
import io.botflow.whatsapp.template.TemplateCategory;
import io.botflow.whatsapp.template.TemplateJson;
import io.botflow.whatsapp.template.TemplateReader;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The templates of an organisation as its people see and write them. Thread-safe; blocks. */
final class TemplateDrafts {
  /** More drafts than anybody works on; the network has at most 6,000 templates of an account. */
  private static final int MOST = 500;

  private static final String SELECT =
      """
      select coalesce(m.key, d.id) as key,
        coalesce(m.business_account_id, d.business_account_id) as account,
        coalesce(m.name, d.name) as name, coalesce(m.language, d.language) as language,
        m.id as network_id, m.content::text as content, m.status, m.quality, m.reason, m.stale,
        d.content::text as draft, d.refusal, coalesce(d.sending_until > now(), false) as sending,
        coalesce(m.added_at, d.created_at) as added_at,
        greatest(m.updated_at, d.updated_at) as changed_at
      from (select * from message_templates where org_id = :org) m
      full join (select * from template_drafts where org_id = :org) d on d.id = m.key
      """;

  private static final String PAGE =
      SELECT
          + """
          where (:account::text is null
              or coalesce(m.business_account_id, d.business_account_id) = :account)
            and (:status::text is null or lower(coalesce(m.status, 'draft')) = :status)
            and (:search::text is null
              or strpos(coalesce(m.name, d.name), lower(:search)) > 0)
            and (:at::timestamptz is null
              or (coalesce(m.added_at, d.created_at), coalesce(m.key, d.id))
                < (:at::timestamptz, :after::uuid))
          order by coalesce(m.added_at, d.created_at) desc, coalesce(m.key, d.id) desc
          limit :most
          """;

  private static final String INSERT =
      """
      insert into template_drafts (org_id, id, business_account_id, name, language, content)
      select :org, :id, :account, :name, :language, :content::json
      where (select count(*) from template_drafts where org_id = :org) < :most
      on conflict do nothing
      """;

  private final Transactions transactions;
  private final AuditLog audit;

  @Inject
  TemplateDrafts(Databases databases, AuditLog audit) {
    this.transactions = databases.api();
    this.audit = audit;
  }

  /** Which ones a list shows; null for all. */
  record Filter(@Nullable String account, @Nullable String status, @Nullable String search) {}

  List<MessageTemplateView> list(UUID organization, Filter filter, Cursor cursor) {
    Cursor.Place after = cursor.after();
    return transactions
        .in(
            organization,
            handle ->
                handle
                    .createQuery(PAGE)
                    .bind("org", organization)
                    .bind("account", filter.account())
                    .bind("status", filter.status())
                    .bind("search", filter.search())
                    .bind("at", after == null ? null : after.at().atOffset(ZoneOffset.UTC))
                    .bind("after", after == null ? null : after.id())
                    .bind("most", cursor.limit() + 1)
                    .map((row, context) -> TemplateRow.of(row))
                    .list())
        .stream()
        .map(TemplateRow::view)
        .toList();
  }

  TemplateRow read(UUID organization, UUID id) {
    return transactions.in(organization, handle -> read(handle, organization, id));
  }

  static TemplateRow read(Handle handle, UUID organization, UUID id) {
    return handle
        .createQuery(SELECT + "where coalesce(m.key, d.id) = :id")
        .bind("org", organization)
        .bind("id", id)
        .map((row, context) -> TemplateRow.of(row))
        .findOne()
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }

  /** The template with its rows locked, as the caller of a write has seen it. */
  static TemplateRow locked(Handle handle, Call call, UUID id) {
    for (String lock :
        List.of(
            "select 1 from message_templates where org_id = :org and key = :id for update",
            "select 1 from template_drafts where org_id = :org and id = :id for update")) {
      handle
          .createQuery(lock)
          .bind("org", call.organization())
          .bind("id", id)
          .mapTo(Integer.class)
          .findOne();
    }
    TemplateRow row = read(handle, call.organization(), id);
    call.expectSeen(row.view());
    return row;
  }

  MessageTemplateView make(Call call, TemplateInputs.NewTemplate input) {
    UUID organization = call.organization();
    UUID id = UUID.randomUUID();
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("name", input.name()).put("language", input.language());
    content.put("category", input.category());
    content.set("components", input.components());
    MessageTemplate template = TemplateReader.content(content);
    return transactions.in(
        organization,
        handle -> {
          String account = account(handle, organization, input.whatsappAccountId());
          boolean taken =
              handle
                  .createQuery(
                      """
                      select exists (select from message_templates where org_id = :org
                          and business_account_id = :account and name = :name
                          and language = :language)
                        or exists (select from template_drafts where org_id = :org
                          and business_account_id = :account and name = :name
                          and language = :language)
                      """)
                  .bind("org", organization)
                  .bind("account", account)
                  .bind("name", template.name())
                  .bind("language", template.language())
                  .mapTo(Boolean.class)
                  .one();
          if (taken) {
            throw conflict("/name", "is the name of a template in this language already");
          }
          insert(handle, organization, id, account, template);
          audit.write(
              handle, organization, call, "template.drafted", id, Map.of("name", template.name()));
          return read(handle, organization, id).view();
        });
  }

  /** Lets the templates of a number's business account be read from the network soon. */
  void readSoon(UUID organization, UUID number) {
    transactions.<Boolean>in(
        organization,
        handle -> {
          readSoon(handle, organization, account(handle, organization, number));
          return true;
        });
  }

  static void readSoon(Handle handle, UUID organization, String account) {
    handle
        .createUpdate(
            """
            update template_reads set due_at = now(), asked = asked + 1
            where org_id = :org and business_account_id = :account
            """)
        .bind("org", organization)
        .bind("account", account)
        .execute();
  }

  private static String account(Handle handle, UUID organization, UUID number) {
    return handle
        .createQuery(
            """
            select coalesce(business_account_id, '') from whatsapp_accounts
            where org_id = :org and id = :id
            """)
        .bind("org", organization)
        .bind("id", number)
        .mapTo(String.class)
        .findOne()
        .filter(account -> !account.isEmpty())
        .orElseThrow(
            () ->
                Refusal.of(
                    "/whatsappAccountId",
                    "is no number of this organisation, or lacks its business account's id"));
  }

  private static void insert(
      Handle handle, UUID organization, UUID id, String account, MessageTemplate template) {
    int made =
        handle
            .createUpdate(INSERT)
            .bind("org", organization)
            .bind("id", id)
            .bind("account", account)
            .bind("name", template.name())
            .bind("language", template.language())
            .bind("content", TemplateJson.create(template).toString())
            .bind("most", MOST)
            .execute();
    if (made == 0) {
      throw conflict("", "There are " + MOST + " drafts already, or there is one of this name");
    }
  }

  /** Saves what is to be different as a draft, whatever is wrong with it. */
  MessageTemplateView change(Call call, UUID id, TemplateInputs.TemplateChange change) {
    UUID organization = call.organization();
    return transactions.in(
        organization,
        handle -> {
          TemplateRow row = locked(handle, call, id);
          MessageTemplate template = TemplateReader.content(changed(row.content(), change));
          if (row.draft() == null) {
            insert(handle, organization, id, row.businessAccount(), template);
          } else {
            handle
                .createUpdate(
                    """
                    update template_drafts set content = :content::json, updated_at = now(),
                      refusal = null
                    where org_id = :org and id = :id
                    """)
                .bind("org", organization)
                .bind("id", id)
                .bind("content", TemplateJson.create(template).toString())
                .execute();
          }
          return read(handle, organization, id).view();
        });
  }

  private static JsonNode changed(ObjectNode content, TemplateInputs.TemplateChange change) {
    if (change.category() != null) {
      content.put("category", TemplateCategory.of(change.category()).name());
    }
    if (change.components() != null) {
      content.set("components", change.components());
      // Which form the variables have is seen from the words.
      content.remove("parameter_format");
    }
    return content;
  }

  static Refusal conflict(String path, String message) {
    return new Refusal(ErrorCode.CONFLICT, List.of(new Problem.Place(path, message)));
  }
}
