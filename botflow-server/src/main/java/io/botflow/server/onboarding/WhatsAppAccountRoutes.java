package io.botflow.server.onboarding;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Cursor;
import io.botflow.server.api.Page;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.onboarding.WhatsAppAccounts.ConnectedAccount;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** WhatsApp numbers. */
final class WhatsAppAccountRoutes implements RouteSource {
  private static final String ONE = "/api/whatsapp-accounts/{id}";

  private final WhatsAppAccounts accounts;

  @Inject
  WhatsAppAccountRoutes(WhatsAppAccounts accounts) {
    this.accounts = accounts;
  }

  /**
   * @param botId which bot answers from now on
   * @param accessToken another access token, or 360dialog's key
   */
  record AccountChange(
      @Nullable String name,
      @Nullable UUID botId,
      @Nullable String accessToken,
      @Nullable String appSecret)
      implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (name != null) {
        Checked.line(name, "/name", problem);
      }
      if (accessToken != null) {
        AccountConnection.secret(accessToken, "/accessToken", problem);
      }
      if (appSecret != null) {
        AccountConnection.secret(appSecret, "/appSecret", problem);
      }
    }

    @Override
    public String toString() {
      return "AccountChange";
    }
  }

  /**
   * How numbers can be connected here.
   *
   * @param methods as {@code connect} takes them
   * @param server the address that the networks send to; a local one cannot be reached by them
   */
  record Ways(List<String> methods, String server) {
    Ways {
      methods = List.copyOf(methods);
    }
  }

  @Override
  public List<Route> routes() {
    Access readers = new Access.Member(Permission.CHANNELS_READ);
    Access writers = new Access.Member(Permission.CHANNELS_WRITE);
    return List.of(
        Route.get("/api/whatsapp-accounts", readers, "Lists the WhatsApp numbers.", this::list)
            .paging(WhatsAppAccountView.class),
        Route.post(
                "/api/whatsapp-accounts/connect",
                writers,
                "Connects a WhatsApp number to a bot, or connects it again.",
                this::connect)
            .taking(AccountConnection.class)
            .creating(ConnectedAccount.class),
        Route.get(
                "/api/whatsapp-accounts/methods",
                readers,
                "How numbers can be connected here.",
                this::methods)
            .answering(Ways.class),
        Route.get(ONE, readers, "Shows a WhatsApp number.", this::read)
            .answering(WhatsAppAccountView.class),
        Route.patch(ONE, writers, "Changes a WhatsApp number's name, bot or secrets.", this::change)
            .taking(AccountChange.class)
            .answering(WhatsAppAccountView.class),
        Route.delete(
            ONE, writers, "Disconnects a WhatsApp number; conversations stay.", this::disconnect),
        Route.post(
                ONE + "/verify",
                writers,
                "Asks the network what the connection lacks, step by step.",
                this::verify)
            .answering(ConnectionReport.class));
  }

  private Answer list(Call call) {
    Cursor cursor = call.cursor();
    return Answer.ok(
        Page.of(
            accounts.list(call.organization(), cursor),
            cursor.limit(),
            account -> new Cursor.Place(account.createdAt(), account.id())));
  }

  private Answer methods(Call call) {
    return Answer.ok(accounts.ways());
  }

  private Answer connect(Call call) {
    return Answer.created(accounts.connect(call, call.body(AccountConnection.class)));
  }

  private Answer read(Call call) {
    return Answer.ok(accounts.read(call.organization(), call.id("id")));
  }

  private Answer change(Call call) {
    return Answer.ok(accounts.change(call, call.id("id"), call.body(AccountChange.class)));
  }

  private Answer disconnect(Call call) {
    accounts.disconnect(call, call.id("id"));
    return Answer.done();
  }

  private Answer verify(Call call) {
    return Answer.ok(accounts.verify(call.organization(), call.id("id")));
  }
}
