package io.botflow.server.media;

import io.botflow.message.MediaKind;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.server.account.Account;
import io.botflow.server.account.Accounts;
import io.botflow.server.config.WorkerConfig;
import io.botflow.server.job.Job;
import io.botflow.server.job.Poller;
import io.botflow.spi.StoreUnavailable;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.JdbcStore;
import io.botflow.whatsapp.Endpoint;
import io.botflow.whatsapp.WhatsAppAccount;
import io.botflow.whatsapp.media.InboundMedia;
import io.botflow.whatsapp.media.InboundMediaResult;
import io.botflow.whatsapp.media.InboundMediaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches what people sent, outside of webhooks and turns: a few at a time, each with a fresh link,
 * again after a while where it failed, until the network has it no longer.
 */
final class MediaJob implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(MediaJob.class);

  /** The network keeps what people sent for seven days. Source: Meta, "Media", January 2026. */
  private static final Duration KEPT = Duration.ofDays(7);

  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 7;

  private final JdbcStore store;
  private final MediaFetches fetches;
  private final Accounts accounts;
  private final Fetchers fetchers;
  private final MeterRegistry meters;
  private final Semaphore places = new Semaphore(InboundMediaSettings.DEFAULT.running());
  private final Poller poller;

  @Inject
  MediaJob(
      Databases databases,
      Accounts accounts,
      Fetchers fetchers,
      WorkerConfig config,
      MeterRegistry meters,
      JdbcStore store) {
    this.store = store;
    this.fetches = new MediaFetches(databases);
    this.accounts = accounts;
    this.fetchers = fetchers;
    this.meters = meters;
    this.poller = new Poller("botflow-media", config.poll(), this::work);
  }

  @Override
  public void start() {
    poller.start();
  }

  @Override
  public void stop() {
    poller.stop();
    fetchers.close();
  }

  private boolean work() {
    if (!places.tryAcquire()) {
      return false;
    }
    boolean begun = false;
    try {
      Optional<MediaFetches.Lent> lent = fetches.claim();
      begun = lent.isPresent() && begin(lent.get());
      return lent.isPresent();
    } finally {
      if (!begun) {
        places.release();
      }
    }
  }

  /** Whether a transfer began, which gives its place back when it ends. */
  private boolean begin(MediaFetches.Lent lent) {
    Optional<MediaFetches.Wanted> wanted = fetches.read(lent);
    if (wanted.isEmpty()) {
      return false;
    }
    Account account = accounts.byId(lent.channel());
    Optional<WhatsAppAccount> speaking = Optional.ofNullable(account).flatMap(Account::sending);
    if (speaking.isEmpty()) {
      settle(lent, wanted.get(), Endpoint.META, new InboundMediaResult.Later("no access token"));
      return false;
    }
    Endpoint endpoint = speaking.get().endpoint();
    InboundMedia inbound = fetchers.inbound();
    var unused =
        inbound
            .fetch(lent.organization().toString(), speaking.get(), medium(wanted.get()))
            .thenAccept(result -> trySettle(lent, wanted.get(), endpoint, result))
            .whenComplete((nothing, problem) -> places.release());
    return true;
  }

  /** The kind is of no meaning here: bytes show what they are. */
  private static MessageContent.Media medium(MediaFetches.Wanted wanted) {
    return new MessageContent.Media(
        MediaKind.DOCUMENT,
        new MediaSource.Stored(wanted.sourceId(), null, wanted.sha256()),
        null,
        wanted.filename(),
        null,
        false);
  }

  private void trySettle(
      MediaFetches.Lent lent,
      MediaFetches.Wanted wanted,
      Endpoint endpoint,
      InboundMediaResult result) {
    try {
      settle(lent, wanted, endpoint, result);
    } catch (StoreUnavailable e) {
      LOG.warn("Medium {} is fetched again, since the database was away", lent.id());
    } catch (RuntimeException e) {
      LOG.error("Medium {} is fetched again after its lease", lent.id(), e);
    }
  }

  private void settle(
      MediaFetches.Lent lent,
      MediaFetches.Wanted wanted,
      Endpoint endpoint,
      InboundMediaResult result) {
    switch (result) {
      case InboundMediaResult.Stored stored -> fetches.stored(lent, stored);
      case InboundMediaResult.Infected infected -> {
        LOG.warn("Medium {} is malware and was not kept: {}", lent.id(), infected.name());
        fetches.failed(lent, "infected", infected.name());
      }
      case InboundMediaResult.Unavailable unavailable ->
          fetches.failed(lent, "unavailable", unavailable.why());
      case InboundMediaResult.Later later -> {
        if (store.now().isAfter(wanted.receivedAt().plus(KEPT))) {
          fetches.failed(lent, "unavailable", later.why());
        } else {
          LOG.info("Medium {} is fetched again later: {}", lent.id(), later.why());
          fetches.later(lent, wait(endpoint, lent.attempts()));
        }
      }
    }
    meters
        .counter(
            "botflow.media.fetched",
            "outcome",
            result.getClass().getSimpleName().toLowerCase(Locale.ROOT))
        .increment();
  }

  private static Duration wait(Endpoint endpoint, int attempts) {
    return switch (endpoint) {
      case META -> {
        Duration grown = FIRST_WAIT.multipliedBy(1L << Math.clamp(attempts - 1, 0, MOST_DOUBLINGS));
        yield grown.compareTo(LONGEST_WAIT) < 0 ? grown : LONGEST_WAIT;
      }
      // 20 failures within an hour block all media of the number.
      case DIALOG_360 -> LONGEST_WAIT;
    };
  }
}
