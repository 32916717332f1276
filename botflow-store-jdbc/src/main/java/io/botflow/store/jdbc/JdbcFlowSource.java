package io.botflow.store.jdbc;

import io.botflow.flow.FlowReader;
import io.botflow.message.ChannelAddress;
import io.botflow.spi.BotRef;
import io.botflow.spi.FlowSource;
import io.botflow.spi.FlowVersion;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Bots and published flows from the tables. Versions never change and are kept in memory for good;
 * what is current is asked again after a moment, so that a publication on one server is known to
 * all soon.
 */
public final class JdbcFlowSource implements FlowSource {
  /** How long another server's publication may go unseen. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  /** Routes and names that were asked for; beyond this many, all are asked for again. */
  private static final int MOST_ANSWERS = 100_000;

  private record Answer(Optional<Object> value, long until) {}

  private final Transactions transactions;

  /** Routes are asked for while a channel waits for its answer. */
  private final Transactions routes;

  private final ConcurrentHashMap<String, FlowVersion> versions = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Object, Answer> answers = new ConcurrentHashMap<>();

  /** Flows of an open database. */
  public JdbcFlowSource(Databases databases) {
    this.transactions = databases.work();
    this.routes = databases.ingest();
  }

  /** Asks for everything current anew: what this process published is known at once. */
  public void refresh() {
    answers.clear();
  }

  @Override
  public @Nullable BotRef route(ChannelAddress address) {
    return fresh(address, BotRef.class, () -> routes.outside(handle -> route(handle, address)));
  }

  private static Optional<BotRef> route(Handle handle, ChannelAddress address) {
    return handle
        .createQuery(
            """
            select org_id, bot_id, channel_id from channel_routes
            where kind = :kind and account = :account
            """)
        .bind("kind", address.channel())
        .bind("account", address.account())
        .map(
            (row, context) ->
                new BotRef(
                    FoundRow.uuid(row, "org_id"),
                    FoundRow.uuid(row, "bot_id"),
                    FoundRow.uuid(row, "channel_id")))
        .findOne();
  }

  private record CurrentOf(UUID organization, UUID bot) {}

  @Override
  public @Nullable FlowVersion current(UUID organization, UUID bot) {
    return version(
        organization,
        fresh(
            new CurrentOf(organization, bot),
            String.class,
            () ->
                id(
                    """
                    select p.version_id from bots b
                    join workflow_publications p on p.org_id = b.org_id
                      and p.workflow_id = b.main_workflow_id
                    where b.org_id = :org and b.id = :key::uuid and b.is_active
                    """,
                    organization,
                    bot.toString())));
  }

  private record PublishedOf(UUID organization, String flow) {}

  @Override
  public @Nullable FlowVersion flow(UUID organization, String flowId) {
    return version(
        organization,
        fresh(
            new PublishedOf(organization, flowId),
            String.class,
            () ->
                id(
                    """
                    select p.version_id from bot_workflows w
                    join workflow_publications p on p.org_id = w.org_id and p.workflow_id = w.id
                    where w.org_id = :org and w.flow_id = :key
                    """,
                    organization,
                    flowId)));
  }

  private Optional<String> id(String sql, UUID organization, String key) {
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery(sql)
                .bind("org", organization)
                .bind("key", key)
                .mapTo(String.class)
                .findOne());
  }

  /** Kept by organisation and version: one tenant's version id opens nothing to another. */
  @Override
  public @Nullable FlowVersion version(UUID organization, @Nullable String version) {
    if (version == null) {
      return null;
    }
    String key = organization + " " + version;
    FlowVersion known = versions.get(key);
    if (known != null) {
      return known;
    }
    Optional<FlowVersion> read =
        transactions.in(organization, handle -> read(handle, organization, version));
    read.ifPresent(found -> versions.put(key, found));
    return read.orElse(null);
  }

  private static Optional<FlowVersion> read(Handle handle, UUID organization, String version) {
    return handle
        .createQuery(
            """
            select document from workflow_versions where org_id = :org and id::text = :version
            """)
        .bind("org", organization)
        .bind("version", version)
        .mapTo(String.class)
        .findOne()
        .map(
            document ->
                new FlowVersion(
                    version,
                    Objects.requireNonNull(
                        FlowReader.read(document).flow(), "a published flow is an object")));
  }

  private <T> @Nullable T fresh(Object key, Class<T> type, Supplier<Optional<T>> ask) {
    Answer known = answers.get(key);
    if (known == null || System.nanoTime() - known.until() >= 0) {
      if (answers.size() > MOST_ANSWERS) {
        answers.clear();
      }
      known = new Answer(ask.get().map(Object.class::cast), System.nanoTime() + FRESH.toNanos());
      answers.put(key, known);
    }
    return known.value().map(type::cast).orElse(null);
  }
}
