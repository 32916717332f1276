package io.botflow.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.conversation.Input;
import io.botflow.conversation.Memory;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.conversation.Turn;
import io.botflow.message.ChannelAddress;
import io.botflow.message.InboundMessage;
import io.botflow.spi.BotRef;
import io.botflow.spi.Relation;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One conversation as the store keeps it: where it stands, what waits to be done, who has it, and
 * what waits to be sent. Times are milliseconds of the epoch. Guarded by its store's lock.
 */
final class StoredConversation {
  final UUID id;
  final ChannelAddress address;
  final ReadyLines.Line line;
  final SendLines.Line sendLine;
  BotRef bot;
  StoredContact contact;
  Session session = Session.FRESH;
  Owner owner = Owner.BOT;
  long joinWindow;

  /** Inputs in the order of their arrival, without those {@link #inHand}. */
  private final ArrayDeque<PendingInput> pending = new ArrayDeque<>();

  /** How many of the pending inputs make the conversation ready at once. */
  private int urgent;

  /** What the current attempts are about; null between turns. */
  @Nullable Attempted inHand;

  /** How many of the pending inputs nobody waits for. */
  private int bulk;

  /** Inputs that were put aside and are tried again; null as a rule. */
  private @Nullable ArrayDeque<Attempted> repeated;

  long fence;
  boolean lent;
  long leaseUntil;
  int superseded;

  /** Messages that are not settled, the next one first. */
  final ArrayDeque<StoredMessage> outgoing = new ArrayDeque<>();

  /** Messages that wait for the customer to write, in order. */
  final ArrayDeque<StoredMessage> withheld = new ArrayDeque<>(0);

  long messages;

  /** Until when its pace is used up, in microseconds of the epoch; see {@link Rate}. */
  long usedUntil;

  private Instant lastReceived = Instant.EPOCH;

  /** Whether the customer was told here that a machine answers. */
  boolean disclosed;

  /** When the bot's default template last went out; null for never. */
  @Nullable Instant askedBackAt;

  /** The number of the message in whose place a template last went. */
  @Nullable Long replaced;

  final History history;

  /** The due time that had its turn: a session that keeps it would be due without end. */
  @Nullable Instant servedDue;

  /** The conversation of the same customer that goes on in place of this one; null as a rule. */
  @Nullable StoredConversation successor;

  /** How many of its inputs failed too often and wait for somebody. */
  int aside;

  // Places in the store's queues.
  boolean inLine;
  boolean inBulkLine;
  boolean inSendLine;
  long alarmAt = Alarms.NEVER;
  int alarmPlace;

  StoredConversation(
      UUID id,
      ChannelAddress address,
      BotRef bot,
      ReadyLines.Line line,
      SendLines.Line sendLine,
      StoredContact contact,
      int keptLines) {
    this.id = id;
    this.address = address;
    this.bot = bot;
    this.line = line;
    this.sendLine = sendLine;
    this.contact = contact;
    this.history = new History(keptLines);
  }

  /** Makes a message that came back wait in its place, behind one that is on its way. */
  void waitsAgain(StoredMessage message) {
    if (outgoing.contains(message)) {
      return;
    }
    List<StoredMessage> later = new ArrayList<>();
    while (!outgoing.isEmpty()
        && outgoing.getLast().number > message.number
        && outgoing.getLast().progress == Progress.WAITING) {
      later.addFirst(outgoing.removeLast());
    }
    outgoing.add(message);
    outgoing.addAll(later);
  }

  /** A message, or an input of another kind, that waits for its turn. */
  record PendingInput(
      String id,
      long arrivedAt,
      @Nullable InboundMessage message,
      @Nullable Input other,
      boolean bulk) {
    boolean urgent() {
      return message == null || !message.mayContinue();
    }
  }

  /** An input that was lent at least once, the same in every attempt. */
  static final class Attempted {
    final UUID turn;
    final Input input;
    final List<PendingInput> parts;
    int attempts;
    long notBefore;
    @Nullable Map<String, JsonNode> journal;

    Attempted(UUID turn, Input input, List<PendingInput> parts) {
      this.turn = turn;
      this.input = input;
      this.parts = parts;
    }

    private boolean isBulk() {
      return parts.size() == 1 && parts.get(0).bulk;
    }

    List<String> keys() {
      return switch (parts.size()) {
        case 0 -> List.of();
        case 1 -> List.of(parts.get(0).id);
        default -> parts.stream().map(PendingInput::id).toList();
      };
    }

    Map<String, JsonNode> journal() {
      return journal == null ? Map.of() : journal;
    }

    void record(String step, JsonNode result) {
      if (journal == null) {
        journal = new HashMap<>();
      }
      journal.put(step, result);
    }
  }

  /** When the customer last wrote, by the channel's clock. */
  Instant lastReceived() {
    return lastReceived;
  }

  /** A clock of the channel's that is ahead makes no window longer. */
  void heardAt(Instant sentAt, Instant now) {
    Instant at = sentAt.isAfter(now) ? now : sentAt;
    if (at.isAfter(lastReceived)) {
      lastReceived = at;
    }
  }

  Relation relation() {
    return new Relation(
        lastReceived.equals(Instant.EPOCH) ? null : lastReceived,
        contact.consent(),
        disclosed,
        askedBackAt,
        replaced);
  }

  void add(PendingInput input) {
    pending.add(input);
    count(input, 1);
  }

  private void count(PendingInput input, int by) {
    if (input.urgent()) {
      urgent += by;
    }
    if (input.bulk) {
      bulk += by;
    }
  }

  /** Takes up an input that was put aside, as if nobody had tried it. */
  void repeat(Attempted attempted) {
    attempted.attempts = 0;
    attempted.notBefore = 0;
    if (repeated == null) {
      repeated = new ArrayDeque<>(1);
    }
    repeated.add(attempted);
  }

  /** Whether nobody waits for what it has to do. */
  boolean isBulk() {
    return pending.size() == bulk
        && repeated == null
        && (inHand == null ? bulk > 0 : inHand.isBulk());
  }

  /** When it has something to do; {@link Alarms#NEVER} where nothing is known. */
  long readyAt() {
    if (inHand != null) {
      return inHand.notBefore;
    }
    if (repeated != null) {
      return 0;
    }
    PendingInput first = pending.peek();
    if (first != null) {
      return urgent > 0 ? 0 : first.arrivedAt + joinWindow;
    }
    Instant due = session.dueAt();
    return due == null || due.equals(servedDue) ? Alarms.NEVER : roundedUp(due);
  }

  /** Takes the next input in hand; call only when {@link #readyAt} has come. */
  Attempted takeInHand(UUID turn) {
    Attempted next;
    PendingInput first = pending.peek();
    if (repeated != null) {
      next = repeated.remove();
      repeated = repeated.isEmpty() ? null : repeated;
    } else if (first == null) {
      servedDue = session.dueAt();
      next = new Attempted(turn, new Input.TimeUp(), List.of());
    } else if (first.other != null) {
      count(pending.remove(), -1);
      next = new Attempted(turn, first.other, List.of(first));
    } else {
      next = burst(turn);
    }
    inHand = next;
    return next;
  }

  private Attempted burst(UUID turn) {
    List<PendingInput> parts = new ArrayList<>(1);
    List<InboundMessage> messages = new ArrayList<>(1);
    for (PendingInput next = pending.peek(); next != null; next = pending.peek()) {
      if (next.message == null) {
        break;
      }
      count(pending.remove(), -1);
      parts.add(next);
      messages.add(next.message);
    }
    if (messages.size() > 1) {
      // The sort is stable: of messages of one moment, the first to arrive stays first.
      messages.sort(Comparator.comparing(InboundMessage::sentAt));
    }
    return new Attempted(turn, new Input.Messages(messages), parts);
  }

  /** Whether a message came that belongs to what is in hand. */
  boolean moreOfTheSame() {
    PendingInput next = pending.peek();
    return inHand != null
        && inHand.input instanceof Input.Messages
        && next != null
        && next.message != null;
  }

  /** Hands everything that is not begun yet to the conversation that goes on in its place. */
  void yieldTo(StoredConversation other) {
    successor = other;
    pending.forEach(other::add);
    pending.clear();
    urgent = 0;
    bulk = 0;
    if (repeated != null) {
      repeated.forEach(other::repeat);
      repeated = null;
    }
    session = ended(session);
  }

  /** Takes over what a turn decided. */
  void conclude(Turn turn) {
    session = successor == null ? turn.session() : ended(turn.session());
    owner = turn.owner();
    joinWindow = turn.joinWindow().toMillis();
  }

  /** The fence grows, so that a claim can be given back once only. */
  void giveBack() {
    fence++;
    if (lent) {
      lent = false;
      line.lent--;
    }
  }

  /** A person does something: whoever has the conversation loses it, and does its turn again. */
  void interrupt(Owner next, @Nullable Instant returnsAt) {
    if (inHand != null && inHand.input.namesOwner()) {
      inHand = null;
    } else if (lent && inHand != null) {
      inHand.attempts--;
    }
    giveBack();
    for (PendingInput input : List.copyOf(pending)) {
      if (input.other != null && input.other.namesOwner()) {
        pending.remove(input);
        count(input, -1);
      }
    }
    owner = next;
    session = session.interrupted(returnsAt);
  }

  /** The same session, over. */
  private static Session ended(Session session) {
    return new Session(
        Session.Status.ENDED, List.of(), 0, Map.of(), Memory.empty(), null, null, session.turns());
  }

  /** Puts what is in hand back in front of what came since. */
  void putBack() {
    if (inHand != null) {
      for (PendingInput part : inHand.parts.reversed()) {
        pending.addFirst(part);
        count(part, 1);
      }
      inHand = null;
    }
  }

  /** Whether nobody would miss it but for what it remembers. */
  boolean isForgettable() {
    return !lent
        && inHand == null
        && pending.isEmpty()
        && repeated == null
        && outgoing.isEmpty()
        && withheld.isEmpty()
        && aside == 0
        && owner == Owner.BOT
        && (session.status() == Session.Status.NEW || session.status() == Session.Status.ENDED);
  }

  private static long roundedUp(Instant moment) {
    long millis = moment.toEpochMilli();
    return Instant.ofEpochMilli(millis).isBefore(moment) ? millis + 1 : millis;
  }
}
