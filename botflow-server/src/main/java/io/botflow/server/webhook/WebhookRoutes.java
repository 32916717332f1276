package io.botflow.server.webhook;

import io.botflow.server.account.Account;
import io.botflow.server.account.Accounts;
import io.botflow.server.config.DatabaseConfig;
import io.botflow.server.config.MetaAppConfig;
import io.botflow.server.config.Secret;
import io.botflow.server.config.WhatsAppConfig;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import io.botflow.server.http.Routes;
import io.botflow.spi.StoreUnavailable;
import io.botflow.whatsapp.Endpoint;
import io.botflow.whatsapp.Signature;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET|POST /api/webhooks/whatsapp/{accountId}}: Meta's handshake, and what happened on
 * WhatsApp; {@code /api/webhooks/whatsapp-app} is the same for the server's own app, which alone is
 * told of templates and business accounts. A POST is answered with 200 only when everything in it
 * is durable; anything else makes Meta or 360dialog repeat it.
 */
final class WebhookRoutes implements Routes {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookRoutes.class);

  private static final String PATH = "/api/webhooks/whatsapp/{accountId}";

  private static final String APP_PATH = "/api/webhooks/whatsapp-app";

  /** Meta sends a number; nothing that could be read as markup is given back. */
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  /** A sender that comes when all places are taken waits this long for one. */
  private static final long PLACE_WAIT_MILLIS = 250;

  /** Refusals that may come before the body was read to its end. */
  private static final Set<ErrorCode> UNREAD =
      EnumSet.of(
          ErrorCode.BUSY,
          ErrorCode.UNKNOWN_ACCOUNT,
          ErrorCode.BODY_TOO_LARGE,
          ErrorCode.UNKNOWN_ENCODING,
          ErrorCode.UNREADABLE_BODY,
          ErrorCode.STORE_UNAVAILABLE);

  private final Accounts accounts;
  private final MetaAppConfig app;
  private final Webhooks webhooks;
  private final MeterRegistry meters;
  private final Semaphore places;
  private final Duration wait;

  @Inject
  WebhookRoutes(
      Accounts accounts,
      MetaAppConfig app,
      Webhooks webhooks,
      WhatsAppConfig config,
      DatabaseConfig database,
      MeterRegistry meters) {
    this.accounts = accounts;
    this.app = app;
    this.webhooks = webhooks;
    this.meters = meters;
    this.places = new Semaphore(config.concurrentBodies());
    this.wait = database.ingestWait();
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, this::verifyAccount);
    routes.post(PATH, context -> receive(context, this::accountSender));
    routes.get(APP_PATH, this::verifyApp);
    routes.post(APP_PATH, context -> receive(context, ignored -> appSender()));
  }

  /** Finds out who the address of a request was made for; null where it is nobody's. */
  private interface Senders {
    @Nullable Sender of(Context context);
  }

  private @Nullable Sender accountSender(Context context) {
    Account account = account(context);
    return account == null ? null : Sender.of(account);
  }

  private @Nullable Sender appSender() {
    return app.id() == null || app.secret() == null ? null : new Sender.App(app.id(), app.secret());
  }

  private void verifyAccount(Context context) {
    Account account;
    try {
      account = account(context);
    } catch (StoreUnavailable e) {
      Problem.answer(context, ErrorCode.STORE_UNAVAILABLE);
      return;
    }
    if (account == null || account.endpoint() != Endpoint.META) {
      // 360dialog asks no address to prove itself, and its secret is no verify token.
      Problem.answer(context, ErrorCode.UNKNOWN_ACCOUNT);
      return;
    }
    verify(context, account.verifyToken());
  }

  private void verifyApp(Context context) {
    if (appSender() == null) {
      Problem.answer(context, ErrorCode.UNKNOWN_ACCOUNT);
      return;
    }
    verify(context, app.verifyToken());
  }

  private static void verify(Context context, @Nullable Secret verifyToken) {
    String challenge = context.queryParam("hub.challenge");
    if (!"subscribe".equals(context.queryParam("hub.mode"))
        || challenge == null
        || !CHALLENGE.matcher(challenge).matches()) {
      Problem.answer(context, ErrorCode.BAD_REQUEST);
    } else if (!Sender.same(verifyToken, context.queryParam("hub.verify_token"))) {
      Problem.answer(context, ErrorCode.WRONG_VERIFY_TOKEN);
    } else {
      context.contentType("text/plain").result(challenge);
    }
  }

  private void receive(Context context, Senders senders) throws InterruptedException, IOException {
    Timer.Sample sample = Timer.start(meters);
    Taken taken = new Taken.Refused(ErrorCode.BUSY);
    WebhookClock clock = WebhookClock.start(wait);
    if (places.tryAcquire(PLACE_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
      try (Place place = new Place(places)) {
        taken = take(context, senders, clock, place);
      } catch (StoreUnavailable e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        LOG.warn("A webhook is refused for now: {}: {}", e.getMessage(), cause.getMessage());
        taken = new Taken.Refused(ErrorCode.STORE_UNAVAILABLE);
      }
    }
    switch (taken) {
      case Taken.Accepted ignored -> context.status(200);
      case Taken.Refused refused -> {
        if (UNREAD.contains(refused.code())) {
          // What is left of the body would be taken for the next request.
          context.header("Connection", "close");
        }
        Problem.answer(context, refused.code());
      }
    }
    sample.stop(meters.timer("botflow.webhook.answer", "outcome", outcome(taken)));
  }

  private Taken take(Context context, Senders senders, WebhookClock clock, Place place)
      throws IOException {
    Sender sender = senders.of(context);
    if (sender == null) {
      return new Taken.Refused(ErrorCode.UNKNOWN_ACCOUNT);
    }
    clock.stop();
    // The request's own stream: Javalin's ways to the body stop at 1 MB, or nowhere.
    WebhookBody body =
        WebhookBody.read(
            context.req().getInputStream(),
            context.req().getContentLengthLong(),
            context.header("Content-Encoding"));
    return switch (body) {
      case WebhookBody.Unusable unusable -> new Taken.Refused(unusable.code());
      case WebhookBody.Complete complete ->
          webhooks.take(
              sender,
              complete,
              new Sender.Proof(
                  context.header(Signature.HEADER), context.header(Account.SECRET_HEADER)),
              clock,
              place);
    };
  }

  private @Nullable Account account(Context context) {
    try {
      return accounts.byId(UUID.fromString(context.pathParam("accountId")));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String outcome(Taken taken) {
    return switch (taken) {
      case Taken.Accepted ignored -> "accepted";
      case Taken.Refused refused -> refused.code().text();
    };
  }
}
