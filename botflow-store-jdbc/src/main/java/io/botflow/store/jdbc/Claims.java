package io.botflow.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.conversation.Input;
import io.botflow.message.InboundMessage;
import io.botflow.spi.Claim;
import io.botflow.spi.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Lends conversations to workers, with all that a turn needs. */
final class Claims {
  private final Transactions transactions;
  private final Lending lending;
  private final Quarantine quarantine;

  Claims(Transactions transactions, Quarantine quarantine, StoreSettings settings) {
    this.transactions = transactions;
    this.quarantine = quarantine;
    this.lending = new Lending(transactions, settings);
  }

  private record InputRow(
      long id, int kind, Instant receivedAt, @Nullable UUID repeats, String payload) {}

  List<Claim> claim(int most) {
    return transactions.outside(handle -> claim(handle, most));
  }

  private List<Claim> claim(Handle handle, int most) {
    Leases.ringTimers(transactions, handle);
    List<Lending.Lease> leases = lending.lend(handle, most);
    if (leases.isEmpty()) {
      return List.of();
    }
    Transactions.name(handle, leases.stream().map(Lending.Lease::organization).toList());
    List<Lending.Lease> usable = new ArrayList<>();
    for (Lending.Lease lease : leases) {
      if (lease.attempts() > Store.MAX_ATTEMPTS) {
        quarantine.putAside(
            handle,
            lease.conversation(),
            lease.fence(),
            "claimed %d times without an end".formatted(Store.MAX_ATTEMPTS));
      } else {
        usable.add(lease);
      }
    }
    Map<UUID, List<InputRow>> inputs = inputs(handle, usable);
    keepInputs(handle, usable, inputs);
    List<Claim> claims = new ArrayList<>();
    Map<UUID, FoundRow> rows =
        FoundRow.read(handle, usable.stream().map(Lending.Lease::key).toList());
    Map<UUID, Map<String, JsonNode>> journals = journals(handle, usable, rows, inputs);
    for (Lending.Lease lease : usable) {
      FoundRow row = rows.get(lease.conversation());
      Claim claim = row == null ? null : claim(lease, row, inputs(inputs, lease), journals);
      if (claim == null) {
        Leases.dropIdle(handle, lease.conversation());
      } else {
        claims.add(claim);
      }
    }
    return List.copyOf(claims);
  }

  private static List<InputRow> inputs(Map<UUID, List<InputRow>> inputs, Lending.Lease lease) {
    return inputs.getOrDefault(lease.conversation(), List.of());
  }

  /** Null where nothing is to be done after all: no input, and no time that is up. */
  private static @Nullable Claim claim(
      Lending.Lease lease,
      FoundRow row,
      List<InputRow> inputs,
      Map<UUID, Map<String, JsonNode>> journals) {
    if (inputs.isEmpty() && (row.dueAt() == null || row.dueAt().isAfter(lease.now()))) {
      return null;
    }
    UUID turn = turnId(lease, row, inputs);
    return new Claim(
        row.bot(),
        row.address(),
        row.conversation(),
        turn,
        row.session(),
        row.contact(),
        row.owner(),
        row.disclosed(),
        input(inputs),
        inputs.stream().map(one -> Long.toString(one.id())).toList(),
        lease.fence(),
        lease.attempts(),
        journals.getOrDefault(turn, Map.of()),
        lease.now());
  }

  private static Input input(List<InputRow> inputs) {
    if (inputs.isEmpty() || inputs.get(0).kind() == InboxRows.TIME_UP) {
      return new Input.TimeUp();
    }
    if (inputs.get(0).kind() == InboxRows.OTHER_INPUT) {
      return StoredJson.read(inputs.get(0).payload(), Input.class);
    }
    return new Input.Messages(
        inputs.stream()
            .map(message -> StoredJson.read(message.payload(), InboundMessage.class))
            .toList());
  }

  private static UUID turnId(Lending.Lease lease, FoundRow row, List<InputRow> inputs) {
    if (inputs.isEmpty()) {
      Instant due = Objects.requireNonNullElse(row.dueAt(), lease.now());
      return dueTurnId(row.conversation(), row.session().turns(), due);
    }
    InputRow first = inputs.get(0);
    return first.repeats() == null
        ? turnId(row.conversation(), inputs.stream().map(InputRow::id).toList(), first.receivedAt())
        : first.repeats();
  }

  /** Of a turn that nobody but the time caused. */
  static UUID dueTurnId(UUID conversation, long turnsBefore, Instant due) {
    return HistoryIds.of(due, 0, conversation + " due after " + turnsBefore);
  }

  /**
   * Made of what causes the turn, so that every attempt at it has the same.
   *
   * @param receivedAt when the first of the inputs arrived
   */
  static UUID turnId(UUID conversation, List<Long> inputs, Instant receivedAt) {
    return HistoryIds.of(receivedAt, 0, conversation + " " + inputs);
  }

  /**
   * What each conversation is to answer. What is repeated comes first and by itself. An attempt
   * that was not the first keeps to its inputs; else it is all messages that wait, but an input of
   * another kind is one by itself and divides what came before it from what came after it.
   */
  private static Map<UUID, List<InputRow>> inputs(Handle handle, List<Lending.Lease> leases) {
    Map<UUID, Lending.Lease> byConversation = new HashMap<>();
    leases.forEach(lease -> byConversation.put(lease.conversation(), lease));
    Map<UUID, List<InputRow>> inputs = new HashMap<>();
    handle
        .createQuery(
            """
            select conversation_id, id, kind, received_at, repeats, payload from inbox
            where conversation_id = any(:conversations)
            order by conversation_id, repeats is null, sent_at, id
            """)
        .bind("conversations", Columns.uuids(List.copyOf(byConversation.keySet())))
        .map(
            (row, context) ->
                Map.entry(
                    FoundRow.uuid(row, "conversation_id"),
                    new InputRow(
                        row.getLong("id"),
                        row.getInt("kind"),
                        Objects.requireNonNull(FoundRow.moment(row, "received_at")),
                        row.getObject("repeats", UUID.class),
                        row.getString("payload"))))
        .forEach(
            entry -> {
              List<Long> fixed =
                  Objects.requireNonNull(byConversation.get(entry.getKey())).inputs();
              if (fixed == null || fixed.contains(entry.getValue().id())) {
                inputs
                    .computeIfAbsent(entry.getKey(), ignored -> new ArrayList<>())
                    .add(entry.getValue());
              }
            });
    inputs.replaceAll((conversation, rows) -> oneInput(rows));
    return inputs;
  }

  private static List<InputRow> oneInput(List<InputRow> rows) {
    InputRow first = rows.get(0);
    if (first.kind() != InboxRows.MESSAGE) {
      return rows.subList(0, 1);
    }
    int end = 0;
    while (end < rows.size()
        && rows.get(end).kind() == InboxRows.MESSAGE
        && Objects.equals(rows.get(end).repeats(), first.repeats())) {
      end++;
    }
    return rows.subList(0, end);
  }

  private static void keepInputs(
      Handle handle, List<Lending.Lease> leases, Map<UUID, List<InputRow>> inputs) {
    List<Lending.Lease> open = leases.stream().filter(lease -> lease.inputs() == null).toList();
    if (!open.isEmpty()) {
      Columns.of(open)
          .uuid("conversations", Lending.Lease::conversation)
          .text("inputs", lease -> Columns.numberArray(ids(inputs(inputs, lease))))
          .bind(
              handle.createUpdate(
                  """
                  update queue q set input_ids = u.inputs::bigint[]
                  from unnest(:conversations, :inputs) as u (conversation, inputs)
                  where q.conversation_id = u.conversation
                  """))
          .execute();
    }
  }

  private static List<Long> ids(List<InputRow> rows) {
    return rows.stream().map(InputRow::id).toList();
  }

  /** Only attempts after the first, and those of before a repetition, can have recorded any. */
  private static Map<UUID, Map<String, JsonNode>> journals(
      Handle handle,
      List<Lending.Lease> leases,
      Map<UUID, FoundRow> rows,
      Map<UUID, List<InputRow>> inputs) {
    List<UUID> repeated = new ArrayList<>();
    for (Lending.Lease lease : leases) {
      FoundRow row = rows.get(lease.conversation());
      List<InputRow> own = inputs(inputs, lease);
      boolean again = lease.attempts() > 1 || (!own.isEmpty() && own.get(0).repeats() != null);
      if (again && row != null) {
        repeated.add(turnId(lease, row, own));
      }
    }
    if (repeated.isEmpty()) {
      return Map.of();
    }
    Map<UUID, Map<String, JsonNode>> journals = new HashMap<>();
    handle
        .createQuery(
            """
            select turn_id, step, result from turn_steps
            where org_id = any(:orgs) and turn_id = any(:turns)
            """)
        .bind("orgs", Columns.uuids(leases.stream().map(Lending.Lease::organization).toList()))
        .bind("turns", Columns.uuids(repeated))
        .map(
            (row, context) ->
                journals
                    .computeIfAbsent(FoundRow.uuid(row, "turn_id"), turn -> new HashMap<>())
                    .put(
                        row.getString("step"),
                        StoredJson.read(row.getString("result"), JsonNode.class)))
        .list();
    return journals;
  }
}
