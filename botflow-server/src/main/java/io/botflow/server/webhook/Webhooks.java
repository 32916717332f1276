package io.botflow.server.webhook;

import io.botflow.BotFlow;
import io.botflow.message.ChannelEvent;
import io.botflow.runtime.Inbox;
import io.botflow.server.account.Account;
import io.botflow.server.account.Accounts;
import io.botflow.server.config.Secret;
import io.botflow.server.http.ErrorCode;
import io.botflow.spi.StoreUnavailable;
import io.botflow.whatsapp.Signature;
import io.botflow.whatsapp.Webhook;
import io.botflow.whatsapp.WebhookReader;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks, reads and stores what WhatsApp sends. Thread-safe. */
final class Webhooks {
  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

  private final Accounts accounts;
  private final BotFlow bots;
  private final MeterRegistry meters;
  private final WebhookReader reader = new WebhookReader();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Inject
  Webhooks(Accounts accounts, BotFlow bots, MeterRegistry meters) {
    this.accounts = accounts;
    this.bots = bots;
    this.meters = meters;
  }

  /**
   * Takes a webhook: the signature first, then what is in it.
   *
   * @throws StoreUnavailable when it is not known to be durable; its sender has to repeat it
   */
  Taken take(
      Account account,
      WebhookBody.Complete body,
      @Nullable String signature,
      WebhookClock clock,
      Place place) {
    if (!signedBy(account, body.bytes(), signature)) {
      LOG.info("A webhook of account {} has no good signature", account.id());
      return new Taken.Refused(ErrorCode.WRONG_SIGNATURE);
    }
    return switch (body.unpacked()) {
      case WebhookBody.Unusable unusable -> new Taken.Refused(unusable.code());
      case WebhookBody.Complete content ->
          switch (reader.read(content.bytes(), account.phoneNumberId())) {
            case Webhook.Unreadable unreadable -> {
              LOG.warn("A signed webhook of {} is unreadable: {}", account.id(), unreadable.why());
              yield new Taken.Refused(ErrorCode.UNREADABLE_BODY);
            }
            case Webhook.Read read ->
                store(() -> ours(account, read.events(), body.bytes(), signature), clock, place);
          };
    };
  }

  private interface Events {
    List<ChannelEvent> find();
  }

  private Taken store(Events events, WebhookClock clock, Place place) {
    Place shared = place.share();
    Future<Inbox.Receipt> receipt =
        threads.submit(
            () -> {
              try (shared) {
                return bots.receive(events.find());
              }
            });
    try {
      count(receipt.get(clock.left().toNanos(), TimeUnit.NANOSECONDS));
      return new Taken.Accepted();
    } catch (TimeoutException e) {
      // It may yet become durable; then the repeat is found to be one.
      throw new StoreUnavailable("the database takes too long", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreUnavailable unavailable) {
        throw unavailable;
      }
      throw new IllegalStateException("a webhook could not be stored", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("the server is being stopped", e);
    }
  }

  /**
   * The events that the signature vouches for. One POST may speak of many numbers of one app; a
   * number of another app needs that app's signature, or a tenant could speak for another's
   * customers.
   */
  private List<ChannelEvent> ours(
      Account account, List<ChannelEvent> events, byte[] body, @Nullable String signature) {
    Map<String, Boolean> vouched = new HashMap<>();
    vouched.put(account.phoneNumberId(), true);
    List<ChannelEvent> kept = new ArrayList<>(events.size());
    for (ChannelEvent event : events) {
      String number = event.address().account();
      Boolean good = vouched.get(number);
      if (good == null) {
        Account other = accounts.byNumber(number);
        // An address of nobody's is the inbox's to drop.
        good = other == null || sameApp(account, other) || signedBy(other, body, signature);
        vouched.put(number, good);
        if (!good) {
          LOG.warn("A webhook of {} speaks for {}, of another app", account.id(), number);
        }
      }
      if (good) {
        kept.add(event);
      } else {
        meters.counter("botflow.webhook.events", "fate", "foreign").increment();
      }
    }
    return kept;
  }

  private static boolean sameApp(Account one, Account other) {
    return one.appSecrets().equals(other.appSecrets());
  }

  private static boolean signedBy(Account account, byte[] body, @Nullable String signature) {
    List<String> secrets = account.appSecrets().stream().map(Secret::reveal).toList();
    return !secrets.isEmpty() && Signature.of(secrets).matches(body, signature);
  }

  private void count(Inbox.Receipt receipt) {
    meters.counter("botflow.webhook.events", "fate", "new").increment(receipt.taken());
    meters.counter("botflow.webhook.events", "fate", "repeated").increment(receipt.repeated());
    meters.counter("botflow.outbox.doubles").increment(receipt.doubles());
    meters.counter("botflow.webhook.events", "fate", "unknown").increment(receipt.unknown().size());
  }
}
