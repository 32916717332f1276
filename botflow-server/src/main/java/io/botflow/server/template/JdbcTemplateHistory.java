package io.botflow.server.template;

import io.botflow.store.jdbc.Transactions;
import io.botflow.whatsapp.template.TemplateHistory;
import io.botflow.whatsapp.template.TemplateLimits;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** What an organisation did with its templates, in PostgreSQL. Thread-safe. */
final class JdbcTemplateHistory implements TemplateHistory {
  private final Transactions transactions;
  private final UUID organization;

  JdbcTemplateHistory(Transactions transactions, UUID organization) {
    this.transactions = transactions;
    this.organization = organization;
  }

  @Override
  public void add(Act act) {
    transactions.in(
        organization,
        handle -> {
          handle
              .createUpdate(
                  """
                  delete from template_acts
                  where org_id = :org and business_account_id = :account and at < :oldest
                  """)
              .bind("org", organization)
              .bind("account", act.account())
              .bind("oldest", moment(act.at().minus(TemplateLimits.EDIT_PERIOD)))
              .execute();
          return handle
              .createUpdate(
                  """
                  insert into template_acts (org_id, business_account_id, kind, template, at)
                  values (:org, :account, :kind, :template, :at)
                  """)
              .bind("org", organization)
              .bind("account", act.account())
              .bind("kind", act.kind().name())
              .bind("template", act.template())
              .bind("at", moment(act.at()))
              .execute();
        });
  }

  @Override
  public List<Act> since(String account, Kind kind, Instant moment) {
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery(
                    """
                    select template, at from template_acts
                    where org_id = :org and business_account_id = :account and kind = :kind
                      and at >= :since
                    order by at
                    """)
                .bind("org", organization)
                .bind("account", account)
                .bind("kind", kind.name())
                .bind("since", moment(moment))
                .map(
                    (row, context) ->
                        new Act(
                            account,
                            kind,
                            row.getString("template"),
                            row.getObject("at", OffsetDateTime.class).toInstant()))
                .list());
  }

  private static OffsetDateTime moment(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
