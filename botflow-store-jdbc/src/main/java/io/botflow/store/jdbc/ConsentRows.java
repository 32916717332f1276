package io.botflow.store.jdbc;

import io.botflow.message.Consent;
import io.botflow.spi.Relation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What customers said about offers: every word of it as evidence, and what holds of it at the
 * contact, also at the organisation's other accounts of the channel where the same person is known.
 */
final class ConsentRows {

  /** Something that a contact said. */
  record Said(UUID organization, UUID contact, Consent consent) {}

  private ConsentRows() {}

  /**
   * What is known of a new contact from the organisation's other accounts; of a row {@code r} with
   * org, channel, user_id and phone, as {@code s} with opted_in, opted_out and consent_at.
   */
  static final String INHERITED =
      """
      left join lateral (
        select bool_or(o.opted_in) as opted_in, bool_or(o.opted_out) as opted_out,
          max(o.consent_at) as consent_at
        from channels own
        join channels k on k.org_id = own.org_id and k.kind = own.kind
        join contacts o on o.org_id = k.org_id and o.channel_id = k.id
          and (o.phone = r.phone or o.user_id = r.user_id)
        where own.org_id = r.org and own.id = r.channel) s on true
      """;

  /** One after the other, as they were said; rare, so plain. */
  static void record(Handle handle, List<Said> all) {
    for (Said said : all) {
      handle
          .createUpdate(
              """
              with said as (
                insert into consents (org_id, id, contact_id, kind, source, at, evidence)
                values (:org, gen_random_uuid(), :contact, :kind, :source, :at, :evidence)),
              person as materialized (
                select p.id, p.channel_id, p.phone, p.user_id from contacts p
                where p.org_id = :org and p.id = :contact),
              same as materialized (
                select p.id from person p
                union
                select o.id from person p
                join channels own on own.org_id = :org and own.id = p.channel_id
                join channels k on k.org_id = :org and k.kind = own.kind
                join contacts o on o.org_id = :org and o.channel_id = k.id
                  and (o.phone = p.phone or o.user_id = p.user_id))
              update contacts c set opted_in = c.opted_in or :kind = 1, opted_out = :kind = 2,
                consent_at = greatest(c.consent_at, :at), updated_at = now()
              where c.org_id = :org and c.id = any(array(select id from same))
                and (c.consent_at is null or c.consent_at < :at
                  or (:kind = 2 and date_trunc('second', c.consent_at) <= :at)
                  or (c.consent_at = :at and not c.opted_out))
              """)
          .bind("org", said.organization())
          .bind("contact", said.contact())
          .bind("kind", kind(said.consent().kind()))
          .bind("source", source(said.consent().source()))
          .bind("at", said.consent().at())
          .bind("evidence", Text.storable(said.consent().evidence()))
          .execute();
    }
  }

  /** Everything that a contact said, as it came to be known. */
  static List<Consent> of(Handle handle, UUID organization, UUID contact) {
    return handle
        .createQuery(
            """
            select kind, source, at, evidence from consents
            where org_id = :org and contact_id = :contact order by recorded_at, id
            """)
        .bind("org", organization)
        .bind("contact", contact)
        .map(
            (row, context) ->
                new Consent(
                    kind(row.getInt("kind")),
                    Objects.requireNonNull(FoundRow.moment(row, "at")),
                    source(row.getInt("source")),
                    row.getString("evidence")))
        .list();
  }

  /** Of a row with opted_in, opted_out, consent_at, ai_disclosed_at, asked_back_at and replaced. */
  static Relation relation(ResultSet row, @Nullable Instant lastInbound) throws SQLException {
    Instant said = FoundRow.moment(row, "consent_at");
    return new Relation(
        lastInbound,
        new Consent.Standing(
            row.getBoolean("opted_in"),
            row.getBoolean("opted_out"),
            said == null ? Instant.EPOCH : said),
        FoundRow.moment(row, "ai_disclosed_at") != null,
        FoundRow.moment(row, "asked_back_at"),
        row.getObject("replaced", Long.class));
  }

  private static int kind(Consent.Kind kind) {
    return switch (kind) {
      case GIVEN -> 1;
      case WITHDRAWN -> 2;
      case RESUMED -> 3;
    };
  }

  private static Consent.Kind kind(int number) {
    return switch (number) {
      case 1 -> Consent.Kind.GIVEN;
      case 2 -> Consent.Kind.WITHDRAWN;
      case 3 -> Consent.Kind.RESUMED;
      default -> throw new IllegalStateException("no kind of consent has the number " + number);
    };
  }

  private static int source(Consent.Source source) {
    return switch (source) {
      case WORD -> 1;
      case FLOW -> 2;
      case CHANNEL -> 3;
      case BUSINESS -> 4;
    };
  }

  private static Consent.Source source(int number) {
    return switch (number) {
      case 1 -> Consent.Source.WORD;
      case 2 -> Consent.Source.FLOW;
      case 3 -> Consent.Source.CHANNEL;
      case 4 -> Consent.Source.BUSINESS;
      default -> throw new IllegalStateException("no source of consent has the number " + number);
    };
  }
}
