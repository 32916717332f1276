package io.botflow.server.doctor;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.google.inject.util.Modules;
import io.botflow.server.account.Account;
import io.botflow.server.account.AccountModule;
import io.botflow.server.account.Accounts;
import io.botflow.server.config.ConfigModule;
import io.botflow.server.config.ServerConfig;
import io.botflow.server.database.DatabaseModule;
import io.botflow.server.secret.KeyService;
import io.botflow.server.secret.SecretModule;
import io.botflow.server.secret.SecretUnreadable;
import io.botflow.spi.StoreUnavailable;
import io.botflow.store.jdbc.DatabaseException;
import io.botflow.store.jdbc.DatabaseSettings;
import io.botflow.store.jdbc.DatabaseState;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import io.botflow.whatsapp.GraphApi;
import io.botflow.whatsapp.WhatsAppAccount;
import io.botflow.whatsapp.onboarding.CheckedAccount;
import io.botflow.whatsapp.onboarding.ConnectionCheck;
import io.botflow.whatsapp.onboarding.ConnectionStep;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether each connected WhatsApp number can send and gets its webhooks. */
final class AccountExamination implements Examination {
  private static final String SUBJECT = "account ";

  /** Each takes a few calls of the network. */
  private static final int MOST = 50;

  /** The server does not know by which name the outside calls it; only the path is compared. */
  private static final String SOME_SERVER = "https://your-server";

  private final InstantSource clock;

  AccountExamination(InstantSource clock) {
    this.clock = clock;
  }

  private record Route(UUID channel, String number) {}

  @Override
  public List<Finding> examine(ServerConfig config) {
    if (!(DatabaseState.of(config.database().settings(), clock)
            instanceof DatabaseState.Reached state)
        || state.tooOld()
        || !state.pending().isEmpty()
        || !state.broken().isEmpty()
        || !state.missingRoles().isEmpty()) {
      return List.of(Finding.skipped("accounts", "They are known when the database is in order."));
    }
    // Nothing is left to bring up to date, so that opening changes nothing.
    try (Databases databases = Databases.open(few(config, state));
        GraphApi graph = new GraphApi(config.whatsApp().settings())) {
      Injector injector =
          Guice.createInjector(
              Stage.DEVELOPMENT,
              new ConfigModule(config),
              Modules.override(new DatabaseModule())
                  .with(binder -> binder.bind(Databases.class).toInstance(databases)),
              new AccountModule(),
              keys(config));
      return findings(databases, injector.getInstance(Accounts.class), graph);
    } catch (SecretUnreadable e) {
      return List.of(
          Finding.failed(
              "accounts",
              "The secrets of accounts do not open with the keys at hand.",
              "Put the key file of this database in its place (BOTFLOW_SECRETS_KEY_FILE)."));
    } catch (DatabaseException | StoreUnavailable e) {
      return List.of(
          Finding.failed(
              "accounts", String.valueOf(e.getMessage()), "Look at the database, then try again."));
    }
  }

  /** Looking must not make a key file, which a first start does. */
  private static Module keys(ServerConfig config) {
    SecretModule keys = new SecretModule();
    boolean there =
        Files.exists(config.secrets().keyFile())
            || ServiceLoader.load(KeyService.class).findFirst().isPresent();
    return there
        ? keys
        : Modules.override(keys)
            .with(binder -> binder.bind(KeyService.class).toInstance(new NoKeys()));
  }

  /** Opens nothing. */
  private record NoKeys() implements KeyService {
    @Override
    public byte[] seal(byte[] key) throws GeneralSecurityException {
      throw new GeneralSecurityException("there is no key file");
    }

    @Override
    public byte[] open(byte[] sealed) throws GeneralSecurityException {
      throw new GeneralSecurityException("there is no key file");
    }

    @Override
    public boolean isNewest(byte[] sealed) {
      return false;
    }
  }

  private static DatabaseSettings few(ServerConfig config, DatabaseState.Reached state) {
    DatabaseSettings set = config.database().settings();
    return new DatabaseSettings(
        state.address(), set.embeddedDirectory(), 1, 1, Duration.ofSeconds(10));
  }

  private List<Finding> findings(Databases databases, Accounts accounts, GraphApi graph) {
    List<Route> routes = routes(databases.work());
    List<Finding> findings = new ArrayList<>();
    ConnectionCheck check = new ConnectionCheck(graph, clock);
    for (Route route : routes.subList(0, Math.min(MOST, routes.size()))) {
      findings.addAll(findings(accounts.byId(route.channel()), route, check));
    }
    if (routes.isEmpty()) {
      findings.add(Finding.skipped("accounts", "No number is connected."));
    } else if (routes.size() > MOST) {
      findings.add(Finding.skipped("accounts", "Only the first " + MOST + " were looked at."));
    }
    return findings;
  }

  private static List<Finding> findings(
      @Nullable Account account, Route route, ConnectionCheck check) {
    String subject = SUBJECT + route.number();
    if (account == null || account.accessToken() == null) {
      return List.of(
          Finding.attention(
              subject, "It is not active, or has no access token.", "Connect the number again."));
    }
    if (account.businessAccountId() == null) {
      return List.of(
          Finding.attention(
              subject, "Its business account is not known.", "Connect the number again."));
    }
    String path = "/api/webhooks/whatsapp/" + route.channel();
    List<Finding> findings = new ArrayList<>();
    for (ConnectionStep step :
        check.check(
            new CheckedAccount(
                new WhatsAppAccount(
                    account.endpoint(), account.phoneNumberId(), account.accessToken().reveal()),
                account.businessAccountId(),
                URI.create(SOME_SERVER + path),
                null))) {
      boolean arrives =
          step.kind() == ConnectionStep.Kind.CALLBACK && step.meaning().contains(path);
      switch (arrives ? ConnectionStep.State.DONE : step.state()) {
        case DONE -> {}
        case MISSING -> findings.add(Finding.failed(subject, step.meaning(), step.next()));
        case ATTENTION -> findings.add(Finding.attention(subject, step.meaning(), step.next()));
        case UNKNOWN -> findings.add(Finding.skipped(subject, step.meaning()));
      }
    }
    if (findings.stream().allMatch(finding -> finding.state() == Finding.State.SKIPPED)) {
      findings.add(0, Finding.ok(subject, "It is connected."));
    }
    return findings;
  }

  private static List<Route> routes(Transactions database) {
    return database.outside(
        handle ->
            handle
                .createQuery(
                    "select channel_id, account from channel_routes"
                        + " where kind = 'whatsapp' and not business order by account limit :most")
                .bind("most", MOST + 1)
                .map(
                    (row, context) ->
                        new Route(
                            row.getObject("channel_id", UUID.class), row.getString("account")))
                .list());
  }
}
