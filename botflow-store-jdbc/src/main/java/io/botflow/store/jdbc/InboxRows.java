package io.botflow.store.jdbc;

import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.Consent;
import io.botflow.spi.Acceptance;
import io.botflow.spi.Arrival;
import io.botflow.spi.Claim;
import io.botflow.spi.Room;
import io.botflow.store.jdbc.ContactRows.Found;
import io.botflow.store.jdbc.ContactRows.Sender;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Takes in what channels tell, all calls of a moment in one transaction. */
final class InboxRows {
  /** Kinds of {@code inbox}. */
  static final int MESSAGE = 1;

  static final int OTHER_INPUT = 2;

  /** Only where somebody repeats it: a time that is up the first time has no row. */
  static final int TIME_UP = 3;

  /** What one caller brings, and how much of what becomes ready it would work on. */
  record Call(List<Arrival> arrivals, Room room) {
    Call {
      arrivals = List.copyOf(arrivals);
    }
  }

  private final Transactions transactions;
  private final BotRows bots = new BotRows();
  private final Enqueue enqueue;
  private final Interventions interventions;

  InboxRows(Transactions transactions, StoreSettings settings) {
    this.transactions = transactions;
    this.enqueue = new Enqueue(transactions, settings);
    this.interventions = new Interventions(transactions);
  }

  /** What a call became, while its transaction is not committed yet. */
  private static final class Outcome {
    private final List<Boolean> fresh = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();
    private boolean ready;
    private int doubles;

    private Acceptance acceptance() {
      return new Acceptance(fresh, claims, ready, doubles);
    }
  }

  /** Keeps all arrivals of all calls; what became of each call. */
  List<Acceptance> accept(List<Call> calls) {
    List<Arrival> arrivals = calls.stream().flatMap(call -> call.arrivals().stream()).toList();
    Set<UUID> tenants = new HashSet<>();
    arrivals.forEach(arrival -> tenants.add(arrival.bot().organization()));
    List<Outcome> outcomes =
        transactions.in(tenants, handle -> accept(handle, calls, List.copyOf(arrivals)));
    bots.remember(arrivals);
    return outcomes.stream().map(Outcome::acceptance).toList();
  }

  private List<Outcome> accept(Handle handle, List<Call> calls, List<Arrival> arrivals) {
    bots.ensure(handle, arrivals);
    List<Arrival> keyed = arrivals.stream().filter(InboxRows::hasKey).toList();
    ArrivalKeys.Seen seen = ArrivalKeys.insert(handle, keyed);
    StatusRows.Applied statuses =
        StatusRows.apply(
            handle, transactions, arrivals.stream().filter(one -> !hasKey(one)).toList());
    List<Outcome> outcomes = new ArrayList<>();
    List<Enqueue.Row> rows = new ArrayList<>();
    List<Arrival> freshOnes = new ArrayList<>();
    List<Arrival> others = new ArrayList<>();
    List<ConsentRows.Said> said = new ArrayList<>();
    Map<Sender, Found> settled = settle(handle, keyed, seen);
    for (int call = 0; call < calls.size(); call++) {
      Outcome outcome = new Outcome();
      outcomes.add(outcome);
      for (Arrival arrival : calls.get(call).arrivals()) {
        if (!hasKey(arrival)) {
          outcome.fresh.add(statuses.fresh(arrival));
          outcome.ready |= statuses.freed(arrival);
          outcome.doubles += statuses.doubled(arrival) ? 1 : 0;
          continue;
        }
        boolean fresh = seen.takeFresh(arrival);
        outcome.fresh.add(fresh);
        if (fresh) {
          freshOnes.add(arrival);
        }
        if (fresh && arrival.event() instanceof ChannelEvent.Received received) {
          Sender sender = new Sender(arrival.bot(), received.from());
          Found found = settled.getOrDefault(sender, seen.found(arrival));
          rows.add(new Enqueue.Row(call, arrival, found, received.message()));
        } else if (fresh) {
          others.add(arrival);
          said.addAll(said(arrival, settled, seen));
        }
      }
    }
    ChannelEventRows.insert(handle, others);
    takeOver(handle, others, settled, seen);
    ConsentRows.record(handle, said);
    ChannelEventRows.askForTemplates(handle, keyed);
    MediaRows.insert(handle, freshOnes);
    for (Enqueue.Queued queued : enqueue.insert(handle, rows, calls)) {
      Outcome outcome = outcomes.get(queued.call());
      if (queued.claim() == null) {
        outcome.ready = true;
      } else {
        outcome.claims.add(queued.claim());
      }
    }
    return outcomes;
  }

  /**
   * Somebody answered on the telephone. Before anything is lent, so that it is lent as what the bot
   * does not own.
   */
  private void takeOver(
      Handle handle, List<Arrival> arrivals, Map<Sender, Found> settled, ArrivalKeys.Seen seen) {
    for (Arrival arrival : arrivals) {
      if (arrival.event() instanceof ChannelEvent.Echoed echoed) {
        Found found =
            settled.getOrDefault(new Sender(arrival.bot(), echoed.to()), seen.found(arrival));
        UUID conversation = found.conversation();
        if (conversation != null) {
          interventions.echoed(
              handle, arrival.bot().organization(), conversation, echoed.message());
        }
      }
    }
  }

  /** What a person said about offers, where an event is about that. */
  private static List<ConsentRows.Said> said(
      Arrival arrival, Map<Sender, Found> settled, ArrivalKeys.Seen seen) {
    Consent consent = consent(arrival.event());
    ChannelUser person = ArrivalKeys.person(arrival.event());
    if (consent == null || person == null) {
      return List.of();
    }
    Found found = settled.getOrDefault(new Sender(arrival.bot(), person), seen.found(arrival));
    UUID contact = found.byUser() != null ? found.byUser() : found.byPhone();
    return contact == null
        ? List.of()
        : List.of(new ConsentRows.Said(arrival.bot().organization(), contact, consent));
  }

  private static @Nullable Consent consent(ChannelEvent event) {
    if (event instanceof ChannelEvent.PreferenceChanged changed) {
      return changed.consent();
    }
    return event instanceof ChannelEvent.Consented said ? said.consent() : null;
  }

  private static boolean hasKey(Arrival arrival) {
    return !(arrival.event() instanceof ChannelEvent.StatusChanged);
  }

  /** Those whose contact or conversation is new or changed: rare, but for a campaign's answers. */
  private static Map<Sender, Found> settle(
      Handle handle, List<Arrival> arrivals, ArrivalKeys.Seen seen) {
    List<Sender> open = new ArrayList<>();
    boolean renamed = false;
    for (Arrival arrival : arrivals) {
      if (!seen.isFresh(arrival)) {
        continue;
      }
      if (arrival.event() instanceof ChannelEvent.IdentityChanged changed) {
        ContactRows.identityChanged(
            handle, new Sender(arrival.bot(), changed.before()), changed.after());
        renamed = true;
        continue;
      }
      ChannelUser person = ArrivalKeys.person(arrival.event());
      if (person != null) {
        Sender sender = new Sender(arrival.bot(), person);
        if (renamed || !seen.found(arrival).isSettledFor(sender)) {
          open.add(sender);
        }
      }
    }
    return open.isEmpty() ? new HashMap<>() : ContactRows.settle(handle, open);
  }
}
