package io.botflow.server.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.botflow.store.jdbc.Transactions;
import io.botflow.whatsapp.template.MessageTemplate;
import io.botflow.whatsapp.template.RegisteredTemplate;
import io.botflow.whatsapp.template.TemplateJson;
import io.botflow.whatsapp.template.TemplateQuality;
import io.botflow.whatsapp.template.TemplateReader;
import io.botflow.whatsapp.template.TemplateStatus;
import io.botflow.whatsapp.template.TemplateTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The templates of one organisation in PostgreSQL. Each call is a transaction. Thread-safe. */
final class JdbcTemplateTable implements TemplateTable {
  private static final JsonMapper JSON = new JsonMapper();

  private final Transactions transactions;
  private final UUID organization;

  JdbcTemplateTable(Transactions transactions, UUID organization) {
    this.transactions = transactions;
    this.organization = organization;
  }

  @Override
  public Optional<RegisteredTemplate> find(String account, String name, String language) {
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery(
                    """
                    select * from message_templates
                    where org_id = :org and business_account_id = :account and name = :name
                      and language = :language
                    """)
                .bind("org", organization)
                .bind("account", account)
                .bind("name", name)
                .bind("language", language)
                .map((row, context) -> template(row))
                .findOne());
  }

  @Override
  public List<RegisteredTemplate> all(String account) {
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery(
                    """
                    select * from message_templates
                    where org_id = :org and business_account_id = :account
                    order by name collate "C", language collate "C"
                    """)
                .bind("org", organization)
                .bind("account", account)
                .map((row, context) -> template(row))
                .list());
  }

  @Override
  public void put(RegisteredTemplate template) {
    MessageTemplate content = template.content();
    transactions.in(
        organization,
        handle ->
            handle
                .createUpdate(
                    """
                    insert into message_templates as t (org_id, business_account_id, name,
                      language, id, content, status, quality, reason, stale, key, added_at)
                    select :org, :account, :name, :language, :id, :content::json, :status, :quality,
                      :reason, :stale, coalesce(d.id, gen_random_uuid()),
                      coalesce(d.created_at, now())
                    from (values (1)) one
                    left join template_drafts d on d.org_id = :org
                      and d.business_account_id = :account and d.name = :name
                      and d.language = :language
                    on conflict (org_id, business_account_id, name, language) do update
                      set id = excluded.id, content = excluded.content, status = excluded.status,
                        quality = excluded.quality, reason = excluded.reason,
                        stale = excluded.stale,
                        updated_at = case when (t.id, t.content::text, t.status, t.quality,
                            t.reason, t.stale)
                          is distinct from (excluded.id, excluded.content::text, excluded.status,
                            excluded.quality, excluded.reason, excluded.stale)
                          then now() else t.updated_at end
                    """)
                .bind("org", organization)
                .bind("account", template.account())
                .bind("name", content.name())
                .bind("language", content.language())
                .bind("id", template.id())
                .bind("content", TemplateJson.create(content).toString())
                .bind("status", template.status().name())
                .bind("quality", template.quality().name())
                .bind("reason", template.reason())
                .bind("stale", template.stale())
                .execute());
  }

  @Override
  public void remove(String account, String name, String language) {
    transactions.in(
        organization,
        handle ->
            handle
                .createUpdate(
                    """
                    delete from message_templates
                    where org_id = :org and business_account_id = :account and name = :name
                      and language = :language
                    """)
                .bind("org", organization)
                .bind("account", account)
                .bind("name", name)
                .bind("language", language)
                .execute());
  }

  private static RegisteredTemplate template(ResultSet row) throws SQLException {
    return new RegisteredTemplate(
        row.getString("business_account_id"),
        row.getString("id"),
        content(row.getString("content")),
        TemplateStatus.of(row.getString("status")),
        TemplateQuality.of(row.getString("quality")),
        row.getString("reason"),
        row.getBoolean("stale"));
  }

  private static MessageTemplate content(String stored) {
    try {
      return TemplateReader.content(JSON.readTree(stored));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored template is no JSON", e);
    }
  }
}
