package io.botflow.server.webhook;

import io.botflow.server.account.Account;
import io.botflow.server.account.Accounts;
import io.botflow.server.config.DatabaseConfig;
import io.botflow.server.config.Secret;
import io.botflow.server.config.WhatsAppConfig;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import io.botflow.server.http.Routes;
import io.botflow.spi.StoreUnavailable;
import io.botflow.whatsapp.Signature;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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
 * WhatsApp. A POST is answered with 200 only when everything in it is durable; anything else makes
 * Meta repeat it.
 */
final class WebhookRoutes implements Routes {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookRoutes.class);

  private static final String PATH = "/api/webhooks/whatsapp/{accountId}";

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
  private final Webhooks webhooks;
  private final MeterRegistry meters;
  private final Semaphore places;
  private final Duration wait;

  @Inject
  WebhookRoutes(
      Accounts accounts,
      Webhooks webhooks,
      WhatsAppConfig config,
      DatabaseConfig database,
      MeterRegistry meters) {
    this.accounts = accounts;
    this.webhooks = webhooks;
    this.meters = meters;
    this.places = new Semaphore(config.concurrentBodies());
    this.wait = database.ingestWait();
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, this::verify);
    routes.post(PATH, this::receive);
  }

  private void verify(Context context) {
    Account account;
    try {
      account = account(context);
    } catch (StoreUnavailable e) {
      Problem.answer(context, ErrorCode.STORE_UNAVAILABLE);
      return;
    }
    if (account == null) {
      Problem.answer(context, ErrorCode.UNKNOWN_ACCOUNT);
      return;
    }
    String challenge = context.queryParam("hub.challenge");
    if (!"subscribe".equals(context.queryParam("hub.mode"))
        || challenge == null
        || !CHALLENGE.matcher(challenge).matches()) {
      Problem.answer(context, ErrorCode.BAD_REQUEST);
    } else if (!same(account.verifyToken(), context.queryParam("hub.verify_token"))) {
      Problem.answer(context, ErrorCode.WRONG_VERIFY_TOKEN);
    } else {
      context.contentType("text/plain").result(challenge);
    }
  }

  private void receive(Context context) throws InterruptedException, IOException {
    Timer.Sample sample = Timer.start(meters);
    Taken taken = new Taken.Refused(ErrorCode.BUSY);
    if (places.tryAcquire(PLACE_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
      try (Place place = new Place(places)) {
        taken = take(context, place);
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

  private Taken take(Context context, Place place) throws IOException {
    WebhookClock clock = WebhookClock.start(wait);
    Account account = account(context);
    if (account == null) {
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
          webhooks.take(account, complete, context.header(Signature.HEADER), clock, place);
    };
  }

  private @Nullable Account account(Context context) {
    try {
      return accounts.byId(UUID.fromString(context.pathParam("accountId")));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Compares in constant time. */
  private static boolean same(@Nullable Secret expected, @Nullable String given) {
    return expected != null
        && given != null
        && MessageDigest.isEqual(
            expected.reveal().getBytes(StandardCharsets.UTF_8),
            given.getBytes(StandardCharsets.UTF_8));
  }

  private static String outcome(Taken taken) {
    return switch (taken) {
      case Taken.Accepted ignored -> "accepted";
      case Taken.Refused refused -> refused.code().text();
    };
  }
}
