package io.botflow.server.email;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import io.botflow.server.http.Routes;
import io.botflow.spi.StoreUnavailable;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/webhooks/email/{address}}: a mail as it is (RFC 5322), brought by the mail
 * server's pipe or a mail service, which shows the address's secret. Nothing of the body is read
 * before. Answered with 200 when the mail is durable or nobody is to answer it; anything else means
 * that it has to be brought again.
 */
final class EmailRoutes implements Routes {
  private static final String PATH = "/api/webhooks/email/{address}";
  private static final String SECRET_HEADER = "X-Webhook-Secret";
  private static final long PLACE_WAIT_MILLIS = 1_000;

  private final EmailTable table;
  private final EmailReception reception;
  private final MeterRegistry meters;
  private final Semaphore places = new Semaphore(EmailLimits.AT_ONCE);

  @Inject
  EmailRoutes(EmailTable table, EmailReception reception, MeterRegistry meters) {
    this.table = table;
    this.reception = reception;
    this.meters = meters;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(PATH, this::receive);
  }

  private void receive(Context context) throws InterruptedException {
    try {
      Optional<EmailAccount> account =
          table.byAddress(context.pathParam("address").toLowerCase(Locale.ROOT));
      if (account.isEmpty()) {
        refuse(context, ErrorCode.UNKNOWN_ACCOUNT);
      } else if (!shows(account.get(), context.header(SECRET_HEADER))) {
        refuse(context, ErrorCode.WRONG_SIGNATURE);
      } else if (!places.tryAcquire(PLACE_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        refuse(context, ErrorCode.BUSY);
      } else {
        try {
          take(context, account.get());
        } finally {
          places.release();
        }
      }
    } catch (StoreUnavailable e) {
      refuse(context, ErrorCode.STORE_UNAVAILABLE);
    }
  }

  private void take(Context context, EmailAccount account) {
    byte[] mail;
    try {
      InputStream in = context.req().getInputStream();
      mail = in.readNBytes(EmailLimits.MAIL_BYTES + 1);
    } catch (IOException e) {
      refuse(context, ErrorCode.UNREADABLE_BODY);
      return;
    }
    if (mail.length > EmailLimits.MAIL_BYTES) {
      refuse(context, ErrorCode.BODY_TOO_LARGE);
      return;
    }
    switch (reception.take(account, mail)) {
      case EmailReception.Outcome.Taken taken ->
          answer(context, taken.again() ? "repeated" : "taken", null);
      case EmailReception.Outcome.Ignored ignored -> answer(context, "ignored", ignored.why());
      case EmailReception.Outcome.Unreadable ignored -> refuse(context, ErrorCode.UNREADABLE_BODY);
    }
  }

  private void answer(Context context, String outcome, @Nullable String why) {
    meters.counter("botflow.email.mails", "fate", outcome).increment();
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("outcome", outcome);
    if (why != null) {
      answer.put("why", why);
    }
    context.contentType("application/json").result(answer.toString());
  }

  private void refuse(Context context, ErrorCode code) {
    meters.counter("botflow.email.mails", "fate", code.text()).increment();
    // What is left of the body would be taken for the next request.
    context.header("Connection", "close");
    Problem.answer(context, code);
  }

  private static boolean shows(EmailAccount account, @Nullable String secret) {
    if (secret == null) {
      return false;
    }
    return MessageDigest.isEqual(
        account.secretHash().getBytes(StandardCharsets.US_ASCII),
        MailReader.hash(secret.getBytes(StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.US_ASCII));
  }
}
