package io.botflow.server.onboarding;

import io.botflow.message.ChannelAddress;
import io.botflow.server.account.Account;
import io.botflow.server.account.Accounts;
import io.botflow.server.config.MetaAppConfig;
import io.botflow.server.job.JobModule;
import io.botflow.spi.BotRef;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Deployments;
import io.botflow.store.jdbc.Deployments.WhatsAppAccount;
import io.botflow.whatsapp.GraphApi;
import io.botflow.whatsapp.WebhookReader;
import io.botflow.whatsapp.onboarding.Callback;
import io.botflow.whatsapp.onboarding.CheckedAccount;
import io.botflow.whatsapp.onboarding.ConnectionCheck;
import io.botflow.whatsapp.onboarding.ConnectionStep;
import io.botflow.whatsapp.onboarding.Dialog360Setup;
import io.botflow.whatsapp.onboarding.EmbeddedSignup;
import io.botflow.whatsapp.onboarding.MetaApp;
import io.botflow.whatsapp.onboarding.SetupResult;
import io.botflow.whatsapp.onboarding.SignupOutcome;
import io.botflow.whatsapp.onboarding.SignupResult;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The WhatsApp numbers of organisations and how well they are connected. Thread-safe; blocks. */
public final class Connections {
  private final Databases databases;
  private final Deployments deployments;
  private final Accounts accounts;
  private final MetaAppConfig app;
  private final GraphApi graph;

  @Inject
  Connections(
      Databases databases,
      Deployments deployments,
      Accounts accounts,
      MetaAppConfig app,
      @Named(JobModule.BACKGROUND) GraphApi graph) {
    this.databases = databases;
    this.deployments = deployments;
    this.accounts = accounts;
    this.app = app;
    this.graph = graph;
  }

  /** A connected number: whose it is, our id of it, Meta's id of it. */
  public record Connection(UUID organization, UUID account, String phoneNumberId) {}

  /** All connected numbers of all organisations, for who operates the server. */
  public List<Connection> all() {
    return databases
        .api()
        .outside(
            handle ->
                handle
                    .createQuery(
                        """
                        select org_id, channel_id, account from channel_routes
                        where kind = 'whatsapp' and not business order by org_id, account
                        """)
                    .map(
                        (row, context) ->
                            new Connection(
                                row.getObject("org_id", UUID.class),
                                row.getObject("channel_id", UUID.class),
                                row.getString("account")))
                    .list());
  }

  /** A connected number by our id of it; empty where there is none, or it is suspended. */
  public Optional<Account> find(UUID account) {
    return Optional.ofNullable(accounts.byId(account));
  }

  /**
   * Connects a number that embedded signup gave, through the server's app. The browser's code is
   * good for 30 seconds.
   *
   * @param bot answers on the number; its channel is the number's id of ours
   * @param pin the six digits of two-step verification
   * @param server the public address of this server, without a slash at the end
   * @return what was done; the number is kept when the code was good, whatever failed afterwards,
   *     so that the rest can be mended
   * @throws IllegalStateException where the server has no app
   */
  public SignupOutcome signUp(BotRef bot, SignupResult signup, String pin, URI server) {
    return signUp(bot, signup, pin, server, handle -> {});
  }

  /**
   * @param first done in the transaction that connects the number; what it throws refuses it
   */
  SignupOutcome signUp(
      BotRef bot, SignupResult signup, String pin, URI server, Consumer<Handle> first) {
    MetaApp own = ownApp();
    if (own == null) {
      throw new IllegalStateException("the server has no app: BOTFLOW_WHATSAPP_APP_ID is not set");
    }
    WhatsAppAccount before = deployments.whatsApp(bot.channel());
    String verifyToken = verifyToken(before);
    Callback callback = new Callback(callback(server, bot.channel()), verifyToken);
    deployments.connect(
        bot, new ChannelAddress(WebhookReader.CHANNEL, signup.phoneNumberId()), null, first);
    // Before the network asks the address to prove itself; a code that is no good takes no token.
    String token = before == null ? null : before.accessToken();
    deployments.whatsApp(bot, new WhatsAppAccount(signup.wabaId(), token, null, verifyToken));
    SignupOutcome outcome = new EmbeddedSignup(graph, own).connect(signup, pin, callback);
    if (outcome.token() != null) {
      deployments.whatsApp(
          bot, new WhatsAppAccount(signup.wabaId(), outcome.token(), null, callback.verifyToken()));
    }
    return outcome;
  }

  /** Whether numbers can be connected through an app of the server's. */
  public boolean hasApp() {
    return ownApp() != null;
  }

  /**
   * Lets a number's webhooks come to this server, by its own token.
   *
   * @param server the public address of this server, without a slash at the end
   */
  SetupResult subscribe(WhatsAppAccount account, UUID channel, URI server) {
    String token = Objects.requireNonNull(account.accessToken(), "a token");
    Callback callback = new Callback(callback(server, channel), verifyToken(account));
    return switch (account.provider()) {
      case META ->
          // The app is the token's; which one it is plays no part.
          new EmbeddedSignup(graph, new MetaApp("", ""))
              .subscribe(Objects.requireNonNull(account.businessAccountId()), token, callback);
      case DIALOG_360 ->
          new Dialog360Setup(graph)
              .webhook(
                  token, callback.url(), Map.of(Account.SECRET_HEADER, callback.verifyToken()));
    };
  }

  /**
   * What a connection lacks, step by step; empty where the number has no token or business account.
   *
   * @param server the public address of this server, without a slash at the end
   */
  public List<ConnectionStep> check(Account account, URI server) {
    String businessAccount = account.businessAccountId();
    return businessAccount == null
        ? List.of()
        : account
            .sending()
            .map(
                sending ->
                    new ConnectionCheck(graph, InstantSource.system())
                        .check(
                            new CheckedAccount(
                                sending,
                                businessAccount,
                                callback(server, account.id()),
                                appOf(account))))
            .orElse(List.of());
  }

  /**
   * The verify token of an account, or the secret that its webhooks carry: the one that it has,
   * since the network knows it, or a new one.
   *
   * @param account as it is kept; null where it is new
   */
  public static String verifyToken(@Nullable WhatsAppAccount account) {
    String known = account == null ? null : account.verifyToken();
    return known == null ? Callback.secret() : known;
  }

  /** Where webhooks of an account come to. */
  public static URI callback(URI server, UUID account) {
    return URI.create(server + "/api/webhooks/whatsapp/" + account);
  }

  /** The server's app where the number belongs to it; of any other the id is not known. */
  private @Nullable MetaApp appOf(Account account) {
    MetaApp own = ownApp();
    return own != null
            && account.appSecrets().stream().anyMatch(each -> each.reveal().equals(own.secret()))
        ? own
        : null;
  }

  private @Nullable MetaApp ownApp() {
    return app.id() == null || app.secret() == null
        ? null
        : new MetaApp(app.id(), app.secret().reveal());
  }
}
