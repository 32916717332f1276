package io.botflow.server.webhook;

import io.botflow.BotFlow;
import io.botflow.message.ChannelEvent;
import io.botflow.runtime.Inbox;
import io.botflow.server.account.Account;
import io.botflow.server.account.Accounts;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.webhook.Sender.Proof;
import io.botflow.spi.StoreUnavailable;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks, reads and stores what WhatsApp sends. Thread-safe. */
final class Webhooks {
  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

  private final Accounts accounts;
  private final Overload overload;
  private final BotFlow bots;
  private final MeterRegistry meters;
  private final WebhookReader reader = new WebhookReader();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Inject
  Webhooks(Accounts accounts, Overload overload, BotFlow bots, MeterRegistry meters) {
    this.accounts = accounts;
    this.overload = overload;
    this.bots = bots;
    this.meters = meters;
  }

  /**
   * Takes a webhook: the signature first, then what is in it.
   *
   * @throws StoreUnavailable when it is not known to be durable; its sender has to repeat it
   */
  Taken take(
      Sender sender, WebhookBody.Complete body, Proof proof, WebhookClock clock, Place place) {
    if (!sender.proves(body.bytes(), proof)) {
      LOG.info("A webhook of {} has no good signature", sender.name());
      return new Taken.Refused(ErrorCode.WRONG_SIGNATURE);
    }
    return switch (body.unpacked()) {
      case WebhookBody.Unusable unusable -> new Taken.Refused(unusable.code());
      case WebhookBody.Complete content ->
          switch (reader.read(content.bytes(), sender.fallback())) {
            case Webhook.Unreadable unreadable -> {
              LOG.warn("A signed webhook of {} is unreadable: {}", sender.name(), unreadable.why());
              yield new Taken.Refused(ErrorCode.UNREADABLE_BODY);
            }
            case Webhook.Read read ->
                store(
                    () -> ours(sender, read.events(), sender.scope(body.bytes(), proof)),
                    clock,
                    place);
          };
    };
  }

  private interface Events {
    Found find();
  }

  /**
   * What a webhook tells us.
   *
   * @param events what is taken now
   * @param held whether there is more, which its sender has to repeat
   */
  private record Found(List<ChannelEvent> events, boolean held) {}

  private record Stored(Inbox.Receipt receipt, boolean held) {}

  private Taken store(Events events, WebhookClock clock, Place place) {
    Place shared = place.share();
    Future<Stored> storing =
        threads.submit(
            () -> {
              try (shared) {
                Found found = events.find();
                return new Stored(bots.receive(found.events()), found.held());
              }
            });
    try {
      Stored stored = storing.get(clock.left().toNanos(), TimeUnit.NANOSECONDS);
      count(stored.receipt());
      return stored.held() ? new Taken.Refused(ErrorCode.BEHIND) : new Taken.Accepted();
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
   * The events that their sender may tell. One POST may speak of many numbers and business accounts
   * of one app; those of another app need that app's signature.
   */
  private Found ours(Sender sender, List<ChannelEvent> events, Sender.Scope scope) {
    Map<String, Fate> fates = new HashMap<>();
    List<ChannelEvent> kept = new ArrayList<>(events.size());
    boolean held = false;
    for (ChannelEvent event : events) {
      Fate fate =
          fates.computeIfAbsent(event.address().account(), address -> fate(sender, address, scope));
      switch (fate) {
        case OURS -> kept.add(event);
        case BEHIND -> {
          // Only what asks for a turn; the rest of the webhook is cheap and makes the queue
          // shorter.
          if (event instanceof ChannelEvent.Received) {
            held = true;
            meters.counter("botflow.webhook.events", "fate", "held").increment();
          } else {
            kept.add(event);
          }
        }
        case FOREIGN -> meters.counter("botflow.webhook.events", "fate", "foreign").increment();
        case UNKNOWN -> meters.counter("botflow.webhook.events", "fate", "unknown").increment();
      }
    }
    return new Found(kept, held);
  }

  private enum Fate {
    OURS,
    BEHIND,
    FOREIGN,
    UNKNOWN
  }

  private Fate fate(Sender sender, String address, Sender.Scope scope) {
    Account account = accounts.byAddress(address);
    if (account == null) {
      // One that was suspended has its route still, and nobody who could vouch for it.
      LOG.warn("A webhook of {} speaks of {}, which is none of ours", sender.name(), address);
      return Fate.UNKNOWN;
    }
    if (!scope.covers(address, account)) {
      LOG.warn("A webhook of {} speaks for {}, of another app", sender.name(), address);
      return Fate.FOREIGN;
    }
    return overload.of(account.organization()) ? Fate.BEHIND : Fate.OURS;
  }

  private void count(Inbox.Receipt receipt) {
    meters.counter("botflow.webhook.events", "fate", "new").increment(receipt.taken());
    meters.counter("botflow.webhook.events", "fate", "repeated").increment(receipt.repeated());
    meters.counter("botflow.outbox.doubles").increment(receipt.doubles());
    meters.counter("botflow.webhook.events", "fate", "unknown").increment(receipt.unknown().size());
  }
}
