package io.botflow.server.email;

import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of e-mail: connected addresses, and where the thread with each person stands. */
final class EmailTable {
  private final Transactions ingest;
  private final Transactions work;

  @Inject
  EmailTable(Databases databases) {
    this.ingest = databases.ingest();
    this.work = databases.work();
  }

  /**
   * What an answer refers to.
   *
   * @param sender the name that the organisation gave the address, or null
   * @param subject of the last mail, empty where there was none
   * @param messageId of the last mail, or null
   * @param references the mails before it
   */
  record MailThread(
      @Nullable String sender,
      String subject,
      @Nullable String messageId,
      List<String> references) {
    MailThread {
      references = List.copyOf(references);
    }
  }

  private record Route(UUID organization, UUID channel) {}

  /** The connected address; empty where there is none. */
  Optional<EmailAccount> byAddress(String address) {
    return ingest
        .outside(
            handle ->
                handle
                    .createQuery(
                        """
                        select org_id, channel_id from channel_routes
                        where kind = :kind and account = :address
                        """)
                    .bind("kind", EmailAccount.CHANNEL)
                    .bind("address", address)
                    .map((row, context) -> new Route(uuid(row, "org_id"), uuid(row, "channel_id")))
                    .findFirst())
        .flatMap(route -> read(route, address));
  }

  private Optional<EmailAccount> read(Route route, String address) {
    return ingest.in(
        route.organization(),
        handle ->
            handle
                .createQuery(
                    """
                    select trusted_host, secret_hash from email_channels
                    where org_id = :org and id = :channel
                    """)
                .bind("org", route.organization())
                .bind("channel", route.channel())
                .map(
                    (row, context) ->
                        new EmailAccount(
                            route.organization(),
                            route.channel(),
                            address,
                            row.getString("trusted_host"),
                            row.getString("secret_hash")))
                .findOne());
  }

  /**
   * Takes note of a mail, so that answers refer to it.
   *
   * @return how many came from its sender in the hour of the first of them, this one with them
   */
  int note(EmailAccount account, Letter.Written mail) {
    return ingest.in(
        account.organization(),
        handle ->
            handle
                .createQuery(
                    """
                    insert into email_threads as t
                      (org_id, channel_id, person, subject, message_id, refs, key)
                    values (:org, :channel, :person, :subject, :id, :refs, :key)
                    on conflict (org_id, channel_id, person) do update set
                      subject = excluded.subject, message_id = excluded.message_id,
                      refs = excluded.refs, key = excluded.key, updated_at = clock_timestamp(),
                      window_from = case when t.window_from < clock_timestamp() - :window * interval '1 second'
                        then clock_timestamp() else t.window_from end,
                      received = case
                        when t.window_from < clock_timestamp() - :window * interval '1 second' then 1
                        when t.key = excluded.key then t.received
                        else t.received + 1 end
                    returning received
                    """)
                .bind("org", account.organization())
                .bind("channel", account.id())
                .bind("person", mail.from())
                .bind("subject", storable(mail.subject()))
                .bind("id", mail.messageId())
                .bindArray("refs", String.class, mail.references())
                .bind("key", mail.key())
                .bind("window", EmailLimits.WINDOW.toSeconds())
                .mapTo(Integer.class)
                .one());
  }

  /** Where the thread with a person stands. */
  MailThread thread(UUID organization, UUID channel, String person) {
    return work.in(
            organization,
            handle ->
                handle
                    .createQuery(
                        """
                    select c.display_name, coalesce(t.subject, '') as subject, t.message_id,
                      coalesce(t.refs, '{}') as refs
                    from channels c
                    left join email_threads t on t.org_id = c.org_id and t.channel_id = c.id
                      and t.person = :person
                    where c.org_id = :org and c.id = :channel
                    """)
                    .bind("org", organization)
                    .bind("channel", channel)
                    .bind("person", person)
                    .map(
                        (row, context) ->
                            new MailThread(
                                row.getString("display_name"),
                                row.getString("subject"),
                                row.getString("message_id"),
                                List.of((String[]) row.getArray("refs").getArray())))
                    .findOne())
        .orElseGet(() -> new MailThread(null, "", null, List.of()));
  }

  /** PostgreSQL keeps no zero characters. */
  private static String storable(String text) {
    return text.replace("\0", "");
  }

  private static UUID uuid(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, UUID.class));
  }
}
