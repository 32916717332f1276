package io.botflow.server.onboarding;

import io.botflow.message.ChannelAddress;
import io.botflow.server.account.Account;
import io.botflow.server.account.Accounts;
import io.botflow.server.api.Call;
import io.botflow.server.api.Cursor;
import io.botflow.server.api.Refusal;
import io.botflow.server.audit.AuditLog;
import io.botflow.server.config.ApiConfig;
import io.botflow.server.config.HttpConfig;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.organization.PlanLimits;
import io.botflow.spi.BotRef;
import io.botflow.store.jdbc.DatabaseException;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Deployments;
import io.botflow.store.jdbc.Deployments.WhatsAppAccount;
import io.botflow.store.jdbc.Deployments.WhatsAppProvider;
import io.botflow.store.jdbc.JdbcFlowSource;
import io.botflow.store.jdbc.Transactions;
import io.botflow.whatsapp.WebhookReader;
import io.botflow.whatsapp.onboarding.SetupResult;
import io.botflow.whatsapp.onboarding.SignupResult;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The WhatsApp numbers of an organisation, as its people connect them. Thread-safe; blocks. */
final class WhatsAppAccounts {
  private final Transactions transactions;
  private final Deployments deployments;
  private final Connections connections;
  private final Accounts accounts;
  private final JdbcFlowSource routes;
  private final AuditLog audit;
  private final Optional<TrialNetwork> trial;
  private final String server;

  @Inject
  WhatsAppAccounts(
      Databases databases,
      Deployments deployments,
      Connections connections,
      Accounts accounts,
      JdbcFlowSource routes,
      AuditLog audit,
      Optional<TrialNetwork> trial,
      ApiConfig api,
      HttpConfig http) {
    this.transactions = databases.api();
    this.deployments = deployments;
    this.connections = connections;
    this.accounts = accounts;
    this.routes = routes;
    this.audit = audit;
    this.trial = trial;
    this.server = api.publicUrl() == null ? "http://localhost:" + http.port() : api.publicUrl();
  }

  /**
   * What was done to connect a number.
   *
   * @param verifyToken for the webhook's form at the network, where it is filled in by hand; it is
   *     not shown again
   * @param setup what was tried at the network, in order
   */
  record ConnectedAccount(WhatsAppAccountView account, String verifyToken, List<SetupStep> setup) {
    ConnectedAccount {
      setup = List.copyOf(setup);
    }

    @Override
    public String toString() {
      return "ConnectedAccount[" + account.id() + "]";
    }
  }

  /**
   * @param step {@code exchange}, {@code subscribe}, {@code register} ...
   * @param text what went wrong and what to do; empty where it is done
   */
  record SetupStep(String step, boolean done, String text) {
    static SetupStep of(String name, SetupResult result) {
      return switch (result) {
        case SetupResult.Done ignored -> new SetupStep(name, true, "");
        case SetupResult.Refused refused -> new SetupStep(name, false, refused.text());
        case SetupResult.Later later ->
            new SetupStep(name, false, "The network did not answer; try again: " + later.why());
      };
    }
  }

  WhatsAppAccountRoutes.Ways ways() {
    List<String> methods =
        Arrays.stream(AccountConnection.Method.values())
            .filter(
                method ->
                    switch (method) {
                      case CLOUD_API, DIALOG_360 -> true;
                      case EMBEDDED_SIGNUP -> connections.hasApp();
                      case SANDBOX -> trial.isPresent();
                    })
            .map(AccountConnection.Method::text)
            .toList();
    return new WhatsAppAccountRoutes.Ways(methods, server);
  }

  List<WhatsAppAccountView> list(UUID organization, Cursor cursor) {
    return transactions.in(
        organization, handle -> WhatsAppAccountTable.list(handle, organization, cursor, server));
  }

  WhatsAppAccountView read(UUID organization, UUID id) {
    return transactions.in(
        organization, handle -> WhatsAppAccountTable.read(handle, organization, id, server));
  }

  ConnectedAccount connect(Call call, AccountConnection input) {
    UUID organization = call.organization();
    String phoneNumberId = input.phoneNumberId();
    expectBot(organization, input.botId());
    Optional<UUID> before =
        phoneNumberId == null
            ? Optional.empty()
            : transactions.in(
                organization,
                handle -> WhatsAppAccountTable.known(handle, organization, phoneNumberId));
    UUID known = before.orElseGet(UUID::randomUUID);
    BotRef bot = new BotRef(organization, input.botId(), known);
    // Before the network is asked, and again in the transaction that connects.
    transactions.<Boolean>in(
        organization,
        handle -> {
          expectRoom(handle, bot);
          return true;
        });
    List<SetupStep> setup =
        switch (input.way()) {
          case CLOUD_API -> kept(bot, input, WhatsAppProvider.META);
          case DIALOG_360 -> kept(bot, input, WhatsAppProvider.DIALOG_360);
          case EMBEDDED_SIGNUP -> signedUp(bot, input);
          case SANDBOX -> tried(bot, input);
        };
    WhatsAppAccountView view = read(organization, known);
    transactions.<Boolean>in(
        organization,
        handle -> {
          audit.write(
              handle,
              organization,
              call,
              "whatsapp.connected",
              known,
              Map.of("number", view.phoneNumberId(), "bot", view.botId().toString()));
          return true;
        });
    String verify = Connections.verifyToken(deployments.whatsApp(known));
    return new ConnectedAccount(view, verify, setup);
  }

  /** A number that is connected already takes no more room. */
  private static void expectRoom(Handle handle, BotRef bot) {
    boolean connected =
        handle
            .createQuery(
                """
                select exists (select from channel_routes
                  where org_id = :org and channel_id = :channel)
                """)
            .bind("org", bot.organization())
            .bind("channel", bot.channel())
            .mapTo(Boolean.class)
            .one();
    if (!connected) {
      PlanLimits.CHANNELS.expectRoom(handle, bot.organization());
    }
  }

  private void expectBot(UUID organization, UUID bot) {
    boolean there =
        transactions.in(
            organization, handle -> WhatsAppAccountTable.isBot(handle, organization, bot));
    if (!there) {
      throw Refusal.of("/botId", "is no bot of this organisation");
    }
  }

  private List<SetupStep> kept(BotRef bot, AccountConnection input, WhatsAppProvider provider) {
    String verify = Connections.verifyToken(deployments.whatsApp(bot.channel()));
    WhatsAppAccount account =
        new WhatsAppAccount(
            provider, input.businessAccountId(), input.accessToken(), input.appSecret(), verify);
    save(
        bot,
        Objects.requireNonNull(input.phoneNumberId()),
        input.name(),
        account,
        handle -> expectRoom(handle, bot));
    return List.of(
        SetupStep.of(
            "subscribe", connections.subscribe(account, bot.channel(), URI.create(server))));
  }

  private List<SetupStep> signedUp(BotRef bot, AccountConnection input) {
    if (!connections.hasApp()) {
      throw Refusal.of("/method", "needs an app of the server, which is not set up");
    }
    SignupResult signup =
        new SignupResult(
            Objects.requireNonNull(input.code()),
            Objects.requireNonNull(input.businessAccountId()),
            Objects.requireNonNull(input.phoneNumberId()),
            Boolean.TRUE.equals(input.coexistence()));
    try {
      return connections
          .signUp(
              bot,
              signup,
              Objects.requireNonNull(input.pin()),
              URI.create(server),
              handle -> expectRoom(handle, bot))
          .steps()
          .stream()
          .map(step -> SetupStep.of(step.name(), step.result()))
          .toList();
    } catch (DatabaseException e) {
      throw new Refusal(ErrorCode.NUMBER_TAKEN);
    } finally {
      refresh();
    }
  }

  private List<SetupStep> tried(BotRef bot, AccountConnection input) {
    TrialNetwork network =
        trial.orElseThrow(() -> Refusal.of("/method", "is there in the demo alone"));
    String verify = Connections.verifyToken(null);
    TrialNetwork.TrialNumber number =
        network.number(Connections.callback(URI.create(server), bot.channel()), verify);
    save(
        bot,
        number.phoneNumberId(),
        input.name(),
        new WhatsAppAccount(
            number.businessAccountId(), number.accessToken(), number.appSecret(), verify),
        handle -> expectRoom(handle, bot));
    return List.of(new SetupStep("sandbox", true, ""));
  }

  private void save(
      BotRef bot,
      String phoneNumberId,
      @Nullable String name,
      WhatsAppAccount account,
      Consumer<Handle> first) {
    try {
      deployments.connectWhatsApp(bot, phoneNumberId, name, account, first);
    } catch (DatabaseException e) {
      throw new Refusal(ErrorCode.NUMBER_TAKEN);
    }
    refresh();
  }

  private void refresh() {
    routes.refresh();
    accounts.refresh();
  }

  /** The number is as the caller has seen it, and stays so until the transaction's end. */
  private void expectSeen(Handle handle, Call call, UUID id) {
    WhatsAppAccountTable.lock(handle, call.organization(), id);
    call.expectSeen(WhatsAppAccountTable.read(handle, call.organization(), id, server));
  }

  /** Changes what is given; a new token lets go what waited for it. */
  WhatsAppAccountView change(Call call, UUID id, WhatsAppAccountRoutes.AccountChange change) {
    UUID organization = call.organization();
    WhatsAppAccountView before = read(organization, id);
    call.expectSeen(before);
    UUID bot = change.botId() == null ? before.botId() : change.botId();
    if (change.botId() != null) {
      expectBot(organization, change.botId());
    }
    String name = change.name() == null ? before.name() : change.name().strip();
    BotRef ref = new BotRef(organization, bot, id);
    WhatsAppAccount kept = deployments.whatsApp(id);
    if (kept != null && (change.accessToken() != null || change.appSecret() != null)) {
      save(
          ref,
          before.phoneNumberId(),
          name,
          new WhatsAppAccount(
              kept.provider(),
              kept.businessAccountId(),
              change.accessToken() == null ? kept.accessToken() : change.accessToken(),
              change.appSecret() == null ? kept.appSecret() : change.appSecret(),
              kept.verifyToken()),
          handle -> expectSeen(handle, call, id));
    } else {
      deployments.connect(
          ref,
          new ChannelAddress(WebhookReader.CHANNEL, before.phoneNumberId()),
          name,
          handle -> expectSeen(handle, call, id));
      refresh();
    }
    List<String> changed = new ArrayList<>();
    if (change.botId() != null) {
      changed.add("bot");
    }
    if (change.name() != null) {
      changed.add("name");
    }
    if (change.accessToken() != null || change.appSecret() != null) {
      changed.add("secrets");
    }
    return transactions.in(
        organization,
        handle -> {
          audit.write(
              handle,
              organization,
              call,
              "whatsapp.changed",
              id,
              Map.of("number", before.phoneNumberId(), "what", String.join(" ", changed)));
          return WhatsAppAccountTable.read(handle, organization, id, server);
        });
  }

  /** Takes a number away; what was said there stays. */
  void disconnect(Call call, UUID id) {
    UUID organization = call.organization();
    WhatsAppAccountView before = read(organization, id);
    call.expectSeen(before);
    deployments.disconnect(organization, id, handle -> expectSeen(handle, call, id));
    refresh();
    transactions.<Boolean>in(
        organization,
        handle -> {
          audit.write(
              handle,
              organization,
              call,
              "whatsapp.disconnected",
              id,
              Map.of("number", before.phoneNumberId()));
          return true;
        });
  }

  /** What the connection lacks, as the network tells. */
  ConnectionReport verify(UUID organization, UUID id) {
    read(organization, id);
    Account account = accounts.byId(id);
    return ConnectionReport.of(
        account == null ? List.of() : connections.check(account, URI.create(server)));
  }
}
