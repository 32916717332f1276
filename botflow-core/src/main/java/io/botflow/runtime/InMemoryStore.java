package io.botflow.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.conversation.Input;
import io.botflow.conversation.Turn;
import io.botflow.message.Consent;
import io.botflow.message.OutboundMessage;
import io.botflow.spi.Acceptance;
import io.botflow.spi.Arrival;
import io.botflow.spi.Claim;
import io.botflow.spi.Commit;
import io.botflow.spi.Intervened;
import io.botflow.spi.Intervention;
import io.botflow.spi.Pace;
import io.botflow.spi.Priority;
import io.botflow.spi.PutAside;
import io.botflow.spi.Room;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import io.botflow.spi.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps conversations in this process's memory: for tests, terminals and programs that can afford
 * to forget them when they stop. One lock guards everything, since every call takes well under a
 * microsecond. Thread-safe.
 */
public final class InMemoryStore implements Store {
  private static final Commit FENCED = new Commit.Fenced();
  private static final Commit SUPERSEDED = new Commit.Superseded();
  private static final Commit NOTHING_TO_SEND = new Commit.Committed(List.of());

  private final ReentrantLock lock = new ReentrantLock();
  private final InstantSource clock;
  private final MemorySettings settings;
  private final Ids ids = new Ids();
  private final Deliveries deliveries;
  private final InputsAside aside = new InputsAside();
  private final Schedule schedule;
  private final Conversations conversations;
  private final Intake intake;

  /** A store on the system's clock. */
  public InMemoryStore() {
    this(InstantSource.system());
  }

  /** A store on a clock of its own. */
  public InMemoryStore(InstantSource clock) {
    this(clock, MemorySettings.DEFAULT);
  }

  /** A store with other times and sizes. */
  public InMemoryStore(InstantSource clock, MemorySettings settings) {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.settings = Objects.requireNonNull(settings, "settings");
    deliveries = new Deliveries(settings, ids);
    schedule = new Schedule(deliveries, aside);
    conversations = new Conversations(settings, ids, schedule, deliveries);
    intake = new Intake(settings.keys(), conversations, deliveries, schedule);
  }

  @Override
  public Acceptance accept(List<Arrival> arrivals, Room room) {
    List<Arrival> all = List.copyOf(arrivals);
    return locked(
        () -> {
          Instant now = clock.instant();
          long doublesBefore = deliveries.doubles();
          long nextBefore = schedule.next();
          List<Boolean> fresh = new ArrayList<>(all.size());
          List<StoredConversation> spokenTo = new ArrayList<>(all.size());
          for (Arrival arrival : all) {
            boolean isFresh = intake.isFresh(arrival);
            StoredConversation conversation = isFresh ? intake.take(arrival, now) : null;
            if (conversation != null) {
              spokenTo.add(conversation);
            }
            fresh.add(isFresh);
          }
          List<Claim> claims = lend(spokenTo, room, now);
          long next = schedule.next();
          boolean ready = next <= now.toEpochMilli() || next < nextBefore;
          return new Acceptance(fresh, claims, ready, (int) (deliveries.doubles() - doublesBefore));
        });
  }

  private List<Claim> lend(List<StoredConversation> spokenTo, Room room, Instant now) {
    List<Claim> claims = new ArrayList<>(spokenTo.size());
    for (StoredConversation conversation : spokenTo) {
      UUID organization = conversation.bot.organization();
      if (schedule.isFree(conversation, now.toEpochMilli())
          && room.of(organization) > lentTo(organization, claims)) {
        claims.add(lend(conversation, now));
      } else {
        schedule.reconsider(conversation, now.toEpochMilli());
      }
    }
    return claims;
  }

  private static int lentTo(UUID organization, List<Claim> claims) {
    int lent = 0;
    for (Claim claim : claims) {
      lent += claim.bot().organization().equals(organization) ? 1 : 0;
    }
    return lent;
  }

  @Override
  public boolean signal(UUID organization, UUID conversation, Input input, Priority priority) {
    if (input instanceof Input.Messages) {
      throw new IllegalArgumentException("messages are no signal: accept them");
    }
    return locked(
        () -> {
          StoredConversation found = conversations.find(organization, conversation);
          if (found == null) {
            return false;
          }
          long now = clock.millis();
          String id = ids.next().toString();
          boolean bulk = priority == Priority.BULK;
          found.add(new StoredConversation.PendingInput(id, now, null, input, bulk));
          schedule.reconsider(found, now);
          return true;
        });
  }

  @Override
  public @Nullable Intervened intervene(UUID organization, UUID conversation, Intervention what) {
    return locked(
        () -> {
          StoredConversation found = conversations.find(organization, conversation);
          return found == null ? null : conversations.intervene(found, what, clock.instant());
        });
  }

  @Override
  public List<Claim> claim(int most) {
    return locked(
        () -> {
          Instant now = clock.instant();
          schedule.tick(now.toEpochMilli());
          List<Claim> claims = new ArrayList<>(Math.min(most, 16));
          while (claims.size() < most) {
            StoredConversation next = schedule.takeReady(now.toEpochMilli());
            if (next == null) {
              break;
            }
            claims.add(lend(next, now));
          }
          return claims;
        });
  }

  private Claim lend(StoredConversation conversation, Instant now) {
    StoredConversation.Attempted inHand = conversation.inHand;
    if (inHand == null) {
      inHand = conversation.takeInHand(ids.next());
    }
    inHand.attempts++;
    conversation.fence++;
    conversation.lent = true;
    conversation.line.lent++;
    conversation.leaseUntil = now.toEpochMilli() + settings.lease().toMillis();
    schedule.reconsider(conversation, now.toEpochMilli());
    return new Claim(
        conversation.bot,
        conversation.address,
        conversation.id,
        inHand.turn,
        conversation.session,
        conversation.contact.contact(),
        conversation.owner,
        conversation.disclosed,
        inHand.input,
        inHand.keys(),
        conversation.fence,
        inHand.attempts,
        inHand.journal(),
        now);
  }

  @Override
  public Duration idle(Duration limit) {
    return locked(
        () -> {
          long now = clock.millis();
          schedule.tick(now);
          long next = schedule.next();
          if (next <= now) {
            return Duration.ZERO;
          }
          return next - now < limit.toMillis() ? Duration.ofMillis(next - now) : limit;
        });
  }

  @Override
  public void record(Claim claim, String step, JsonNode result) {
    locked(
        () -> {
          StoredConversation held = held(claim);
          if (held != null && held.inHand != null) {
            held.inHand.record(step, result);
          }
          return true;
        });
  }

  @Override
  public Commit commit(Claim claim, Turn turn) {
    return locked(
        () -> {
          StoredConversation conversation = held(claim);
          StoredConversation.Attempted inHand = conversation == null ? null : conversation.inHand;
          if (conversation == null || inHand == null) {
            return FENCED;
          }
          Instant now = clock.instant();
          conversation.giveBack();
          if (turn.supersedable()
              && conversation.superseded < MAX_SUPERSEDED
              && conversation.moreOfTheSame()) {
            conversation.superseded++;
            conversation.putBack();
            schedule.reconsider(conversation, now.toEpochMilli());
            return SUPERSEDED;
          }
          conversation.inHand = null;
          conversation.superseded = 0;
          conversation.conclude(turn);
          if (!turn.contact().equals(claim.contact())) {
            conversation.contact.update(turn.contact());
          }
          turn.consents().forEach(conversation.contact::record);
          conversation.history.add(new TurnView(claim.turn(), now, inHand.input, turn.events()));
          for (OutboundMessage message : turn.messages()) {
            deliveries.add(conversation, message, now);
          }
          Sending first = deliveries.lendAtOnce(conversation, now.toEpochMilli());
          schedule.reconsider(conversation, now.toEpochMilli());
          return first == null ? NOTHING_TO_SEND : new Commit.Committed(List.of(first));
        });
  }

  @Override
  public void giveUp(Claim claim, String problem, Duration delay) {
    locked(
        () -> {
          StoredConversation conversation = held(claim);
          if (conversation != null && conversation.inHand != null) {
            long now = clock.millis();
            conversation.giveBack();
            conversation.inHand.notBefore = now + delay.toMillis();
            if (conversation.inHand.attempts >= MAX_ATTEMPTS) {
              aside.put(conversation, problem, now);
            }
            schedule.reconsider(conversation, now);
          }
          return true;
        });
  }

  @Override
  public void keepTo(Map<String, Pace> paces) {
    locked(
        () -> {
          schedule.keepTo(paces);
          return true;
        });
  }

  @Override
  public List<Sending> claimSendings(int most) {
    return locked(
        () -> {
          long now = clock.millis();
          schedule.tick(now);
          List<Sending> sendings = new ArrayList<>();
          while (sendings.size() < most) {
            StoredConversation next = schedule.takeToSend(now);
            if (next == null) {
              break;
            }
            Sending sending = deliveries.lend(next, now);
            if (sending != null) {
              sendings.add(sending);
            }
            schedule.reconsider(next, now);
          }
          return sendings;
        });
  }

  @Override
  public List<Sending> settle(Sending sending, SendResult result) {
    return locked(
        () -> {
          StoredMessage message = deliveries.find(sending.id());
          if (message == null) {
            return List.of();
          }
          long now = clock.millis();
          StoredConversation conversation = message.conversation;
          deliveries.settle(message, sending, result, now);
          Sending next = message.settled() ? deliveries.lendAtOnce(conversation, now) : null;
          schedule.reconsider(conversation, now);
          return next == null ? List.of() : List.of(next);
        });
  }

  @Override
  public void release(List<Sending> sendings) {
    locked(
        () -> {
          long now = clock.millis();
          for (Sending sending : sendings) {
            StoredMessage message = deliveries.find(sending.id());
            if (message != null) {
              deliveries.release(message, sending.attempt(), now);
              schedule.reconsider(message.conversation, now);
            }
          }
          return true;
        });
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void close() {}

  /** All conversations, the oldest first. */
  public List<ConversationView> conversations() {
    return locked(conversations::views);
  }

  /** What was said in a conversation, oldest first; empty where there is no such conversation. */
  public List<TranscriptLine> transcript(UUID conversation) {
    return locked(() -> conversations.history(conversation).lines());
  }

  /** The turns of a conversation, oldest first; empty where there is no such conversation. */
  public List<TurnView> turns(UUID conversation) {
    return locked(() -> conversations.history(conversation).turns());
  }

  @Override
  public List<Consent> consents(UUID organization, UUID contact) {
    return locked(() -> conversations.consents(organization, contact));
  }

  @Override
  public List<PutAside> putAside(UUID organization, int most) {
    return locked(() -> aside.of(organization, most));
  }

  @Override
  public boolean repeat(UUID organization, UUID turn) {
    return locked(
        () -> {
          StoredConversation conversation = aside.repeat(organization, turn);
          if (conversation != null) {
            schedule.reconsider(conversation, clock.millis());
          }
          return conversation != null;
        });
  }

  private @Nullable StoredConversation held(Claim claim) {
    StoredConversation found = conversations.find(claim.bot().organization(), claim.conversation());
    return found != null && found.fence == claim.fence() ? found : null;
  }

  private <T extends @Nullable Object> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
