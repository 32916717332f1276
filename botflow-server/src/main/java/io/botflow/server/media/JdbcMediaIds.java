package io.botflow.server.media;

import io.botflow.server.account.Account;
import io.botflow.server.account.Accounts;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import io.botflow.whatsapp.media.MediaIds;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ids of uploads in PostgreSQL, each at the organisation that has the number. Thread-safe. */
final class JdbcMediaIds implements MediaIds {
  private final Transactions transactions;
  private final Accounts accounts;

  @Inject
  JdbcMediaIds(Databases databases, Accounts accounts) {
    this.transactions = databases.work();
    this.accounts = accounts;
  }

  private @Nullable UUID organization(String phoneNumberId) {
    Account account = accounts.byAddress(phoneNumberId);
    return account == null ? null : account.organization();
  }

  @Override
  public Optional<Known> find(String phoneNumberId, String content, Instant now) {
    UUID organization = organization(phoneNumberId);
    if (organization == null) {
      return Optional.empty();
    }
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery(
                    """
                    select id, ends_at from uploaded_media
                    where org_id = :org and phone_number_id = :number and content = :content
                      and ends_at > :now
                    """)
                .bind("org", organization)
                .bind("number", phoneNumberId)
                .bind("content", content)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .map(
                    (row, context) ->
                        new Known(
                            row.getString("id"),
                            row.getObject("ends_at", OffsetDateTime.class).toInstant()))
                .findOne());
  }

  /** Remembers an id; those of the number that ended go. */
  @Override
  public void put(String phoneNumberId, String content, Known known) {
    UUID organization = organization(phoneNumberId);
    if (organization == null) {
      return;
    }
    transactions.in(
        organization,
        handle -> {
          handle
              .createUpdate(
                  """
                  delete from uploaded_media
                  where org_id = :org and phone_number_id = :number and ends_at < now()
                    and content <> :content
                  """)
              .bind("org", organization)
              .bind("number", phoneNumberId)
              .bind("content", content)
              .execute();
          return handle
              .createUpdate(
                  """
                  insert into uploaded_media (org_id, phone_number_id, content, id, ends_at)
                  values (:org, :number, :content, :id, :ends)
                  on conflict (org_id, phone_number_id, content) do update
                    set id = excluded.id, ends_at = excluded.ends_at
                  """)
              .bind("org", organization)
              .bind("number", phoneNumberId)
              .bind("content", content)
              .bind("id", known.id())
              .bind("ends", known.ends().atOffset(ZoneOffset.UTC))
              .execute();
        });
  }

  @Override
  public void forget(String phoneNumberId, String content) {
    UUID organization = organization(phoneNumberId);
    if (organization == null) {
      return;
    }
    transactions.in(
        organization,
        handle ->
            handle
                .createUpdate(
                    """
                    delete from uploaded_media
                    where org_id = :org and phone_number_id = :number and content = :content
                    """)
                .bind("org", organization)
                .bind("number", phoneNumberId)
                .bind("content", content)
                .execute());
  }
}
