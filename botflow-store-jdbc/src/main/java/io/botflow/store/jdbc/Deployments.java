package io.botflow.store.jdbc;

import io.botflow.flow.Flow;
import io.botflow.flow.FlowWriter;
import io.botflow.message.ChannelAddress;
import io.botflow.spi.BotRef;
import io.botflow.spi.FlowVersion;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Puts bots to work: organisations, the accounts on which customers reach them, bots, and the flows
 * that these run. Each call is one transaction. Safe for use by several threads.
 */
public final class Deployments {
  private final Transactions transactions;
  private final Sealing sealing;

  /** Deployments in an open database, which keeps secrets as they are. */
  public Deployments(Databases databases) {
    this(databases, Sealing.NONE);
  }

  /** Deployments in an open database. */
  public Deployments(Databases databases, Sealing sealing) {
    this.transactions = databases.api();
    this.sealing = sealing;
  }

  /**
   * Makes an organisation; one with the same id stays as it is.
   *
   * @param slug a short name for addresses, unique over all organisations
   */
  public void organization(UUID id, String name, String slug) {
    transactions.in(
        id,
        handle ->
            handle
                .createUpdate(
                    """
                    insert into organizations (id, name, slug) values (:id, :name, :slug)
                    on conflict (id) do nothing
                    """)
                .bind("id", id)
                .bind("name", name)
                .bind("slug", slug)
                .execute());
  }

  /** Makes a bot, or gives it another name. */
  public void bot(UUID organization, UUID bot, String name) {
    transactions.in(
        organization,
        handle ->
            handle
                .createUpdate(
                    """
                    insert into bots (org_id, id, name) values (:org, :id, :name)
                    on conflict (org_id, id) do update
                      set name = excluded.name, updated_at = now()
                    """)
                .bind("org", organization)
                .bind("id", bot)
                .bind("name", name)
                .execute());
  }

  /**
   * Connects an account on a channel to a bot. An account belongs to one organisation at a time.
   *
   * @param bot {@link BotRef#channel()} becomes the account's id
   * @param displayName what people call it; null keeps the name that it has
   * @throws DatabaseException when the account is another organisation's, or there is no such bot
   */
  public void connect(BotRef bot, ChannelAddress address, @Nullable String displayName) {
    connect(bot, address, displayName, handle -> {});
  }

  /**
   * As {@link #connect(BotRef, ChannelAddress, String)}.
   *
   * @param first done first in the same transaction; what it throws refuses all of it
   */
  public void connect(
      BotRef bot, ChannelAddress address, @Nullable String displayName, Consumer<Handle> first) {
    transactions.in(
        bot.organization(),
        handle -> {
          first.accept(handle);
          return connect(handle, bot, address, displayName);
        });
  }

  private static int connect(
      Handle handle, BotRef bot, ChannelAddress address, @Nullable String displayName) {
    expectBot(handle, bot);
    handle
        .createUpdate(
            """
            insert into channels (org_id, id, kind, account, display_name)
            values (:org, :channel, :kind, :account, :name)
            on conflict (org_id, id) do update set kind = excluded.kind,
              account = excluded.account,
              display_name = coalesce(excluded.display_name, channels.display_name),
              updated_at = now()
            """)
        .bind("org", bot.organization())
        .bind("channel", bot.channel())
        .bind("kind", address.channel())
        .bind("account", address.account())
        .bind("name", displayName)
        .execute();
    route(handle, bot, address);
    return WhatsAppRows.routeBusinessAccounts(handle, bot.organization());
  }

  private static void expectBot(Handle handle, BotRef bot) {
    boolean exists =
        handle
            .createQuery("select exists (select from bots where org_id = :org and id = :id)")
            .bind("org", bot.organization())
            .bind("id", bot.bot())
            .mapTo(Boolean.class)
            .one();
    if (!exists) {
      throw new DatabaseException(
          "Organisation %s has no bot %s.".formatted(bot.organization(), bot.bot()));
    }
  }

  /**
   * Connects a WhatsApp number to a bot and keeps its settings: both or, where it is refused,
   * neither.
   *
   * @param phoneNumberId Meta's id of the number
   * @param first done first in the same transaction; what it throws refuses all of it
   * @throws DatabaseException when the number or its business account is another organisation's
   */
  public void connectWhatsApp(
      BotRef bot,
      String phoneNumberId,
      @Nullable String displayName,
      WhatsAppAccount account,
      Consumer<Handle> first) {
    transactions.in(
        bot.organization(),
        handle -> {
          first.accept(handle);
          connect(handle, bot, new ChannelAddress("whatsapp", phoneNumberId), displayName);
          return keep(handle, bot, account);
        });
  }

  /**
   * Takes a channel away from its bot: nothing comes in or goes out there, and its secrets are
   * forgotten. What was said there stays.
   *
   * @param first done first in the same transaction; what it throws refuses all of it
   */
  public void disconnect(UUID organization, UUID channel, Consumer<Handle> first) {
    transactions.in(
        organization,
        handle -> {
          first.accept(handle);
          handle
              .createUpdate(
                  "delete from channel_routes where org_id = :org and channel_id = :channel")
              .bind("org", organization)
              .bind("channel", channel)
              .execute();
          WhatsAppRows.forget(handle, organization, channel);
          return WhatsAppRows.routeBusinessAccounts(handle, organization);
        });
  }

  private static void route(Handle handle, BotRef bot, ChannelAddress address) {
    refuseOfOthers(handle, bot.organization(), address);
    handle
        .createUpdate(
            """
            insert into channel_routes as r (kind, account, org_id, channel_id, bot_id)
            values (:kind, :account, :org, :channel, :bot)
            on conflict (kind, account) do update
              set channel_id = excluded.channel_id, bot_id = excluded.bot_id
            """)
        .bind("kind", address.channel())
        .bind("account", address.account())
        .bind("org", bot.organization())
        .bind("channel", bot.channel())
        .bind("bot", bot.bot())
        .execute();
  }

  private static void refuseOfOthers(Handle handle, UUID organization, ChannelAddress address) {
    boolean others =
        handle
            .createQuery(
                """
                select exists (select from channel_routes
                  where kind = :kind and account = :account and org_id <> :org)
                """)
            .bind("kind", address.channel())
            .bind("account", address.account())
            .bind("org", organization)
            .mapTo(Boolean.class)
            .one();
    if (others) {
      throw new DatabaseException(
          "The account %s on %s is connected to another organisation."
              .formatted(address.account(), address.channel()));
    }
  }

  /** Whose API a WhatsApp number is reached through. */
  public enum WhatsAppProvider {
    /** Meta's Cloud API. */
    META("meta"),
    /** 360dialog. */
    DIALOG_360("360dialog");

    private final String stored;

    WhatsAppProvider(String stored) {
      this.stored = stored;
    }

    /** As the tables have it. */
    public String stored() {
      return stored;
    }
  }

  /**
   * What WhatsApp needs of a connected account, as it is kept; secrets never show in the text.
   *
   * @param businessAccountId Meta's id of the WhatsApp Business Account
   * @param accessToken the access token, or 360dialog's API key
   * @param appSecret signs the webhooks of Meta; null where the number belongs to the server's app
   * @param verifyToken Meta's for the webhook's handshake; for 360dialog the secret that its
   *     webhooks carry
   */
  public record WhatsAppAccount(
      WhatsAppProvider provider,
      @Nullable String businessAccountId,
      @Nullable String accessToken,
      @Nullable String appSecret,
      @Nullable String verifyToken) {

    /** An account at Meta. */
    public WhatsAppAccount(
        @Nullable String businessAccountId,
        @Nullable String accessToken,
        @Nullable String appSecret,
        @Nullable String verifyToken) {
      this(WhatsAppProvider.META, businessAccountId, accessToken, appSecret, verifyToken);
    }

    @Override
    public String toString() {
      return "WhatsAppAccount[" + provider + " businessAccountId=" + businessAccountId + "]";
    }
  }

  /**
   * Keeps a connected account's WhatsApp settings. Messages that waited until its owner connects it
   * again go at once.
   *
   * @throws DatabaseException when the business account is another organisation's
   */
  public void whatsApp(BotRef bot, WhatsAppAccount account) {
    transactions.in(bot.organization(), handle -> keep(handle, bot, account));
  }

  private int keep(Handle handle, BotRef bot, WhatsAppAccount account) {
    if (account.businessAccountId() != null) {
      refuseOfOthers(
          handle, bot.organization(), new ChannelAddress("whatsapp", account.businessAccountId()));
    }
    WhatsAppRows.write(handle, bot, account, sealing);
    return WhatsAppRows.resume(handle, bot);
  }

  /** The WhatsApp settings of an account by its channel id; null where there is none. */
  public @Nullable WhatsAppAccount whatsApp(UUID channel) {
    return transactions
        .outside(handle -> WhatsAppRows.organizationOf(handle, channel))
        .flatMap(
            organization ->
                transactions.in(
                    organization,
                    handle -> WhatsAppRows.read(handle, organization, channel, sealing)))
        .orElse(null);
  }

  /**
   * Keeps what a connected web chat needs. Its account, which {@link #connect} was given, is the
   * key in the page's snippet: public, so it only has to be unique.
   *
   * @param origins the pages that may show it, each as {@code https://shop.example}, with a port
   *     where it is not the scheme's own
   */
  public void webChat(BotRef bot, List<String> origins) {
    transactions.in(
        bot.organization(), handle -> WebChatRows.save(handle, bot, List.copyOf(origins), sealing));
  }

  /** Connects a web chat and keeps what it needs, both or neither. */
  public void webChat(BotRef bot, String key, List<String> origins) {
    transactions.in(
        bot.organization(),
        handle -> {
          connect(handle, bot, new ChannelAddress("webchat", key), null);
          return WebChatRows.save(handle, bot, List.copyOf(origins), sealing);
        });
  }

  /**
   * Keeps what a connected address for e-mail needs. Its account, which {@link #connect} was given,
   * is the address in lower case.
   *
   * @param trustedHost the name under which the mail server that takes the mails in says in {@code
   *     Authentication-Results} what it found out about senders
   * @return the secret that whoever brings mails shows; it is told only now, and the one before is
   *     good no more
   * @throws DatabaseException when no such address is connected
   */
  public String email(BotRef bot, String trustedHost) {
    return transactions.in(bot.organization(), handle -> EmailRows.save(handle, bot, trustedHost));
  }

  /**
   * Publishes a flow of a bot: from now on new sessions run it, those under way stay on their
   * version. A document that is the same as the published one makes no new version.
   *
   * @param main whether the bot starts with this flow
   */
  public FlowVersion publish(UUID organization, UUID bot, Flow flow, boolean main) {
    String document = FlowWriter.write(flow);
    UUID version =
        transactions.in(
            organization,
            handle -> {
              UUID workflow = saveWorkflow(handle, organization, bot, flow, document);
              UUID published =
                  Publications.publish(handle, organization, workflow, document, null, null);
              if (main) {
                handle
                    .createUpdate(
                        """
                        update bots set main_workflow_id = :workflow, updated_at = now()
                        where org_id = :org and id = :bot
                        """)
                    .bind("workflow", workflow)
                    .bind("org", organization)
                    .bind("bot", bot)
                    .execute();
              }
              return published;
            });
    return new FlowVersion(version.toString(), flow);
  }

  private static UUID saveWorkflow(
      Handle handle, UUID organization, UUID bot, Flow flow, String document) {
    return handle
        .createQuery(
            """
            insert into bot_workflows (org_id, id, bot_id, flow_id, name, document)
            values (:org, gen_random_uuid(), :bot, :flow, :name, :document::json)
            on conflict (org_id, flow_id) do update
              set name = excluded.name, document = excluded.document, bot_id = excluded.bot_id,
                revision = bot_workflows.revision + 1, updated_at = now()
            returning id
            """)
        .bind("org", organization)
        .bind("bot", bot)
        .bind("flow", flow.id())
        .bind("name", flow.name())
        .bind("document", document)
        .mapTo(UUID.class)
        .one();
  }
}
