package io.botflow.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.secret.Cell;
import io.botflow.server.secret.Secrets;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Answers a write that comes twice with the answer of the first, as Stripe does: for a day, and for
 * the caller alone. A write that broke off is never made again: its outcome is unknown, and the
 * caller is told so.
 */
public final class IdempotencyKeys {
  static final String HEADER = "Idempotency-Key";
  static final int MOST_CHARACTERS = 255;

  private final Transactions transactions;
  private final Secrets secrets;

  /** What was answered. */
  public record Kept(int status, String answer) {
    /** The answer's body as it was. */
    public JsonNode json() {
      try {
        return JsonBodies.MAPPER.readTree(answer);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("an answer was kept that is no JSON", e);
      }
    }
  }

  /** What tells one request from another. */
  public static byte[] hash(String request) {
    return Tags.sha256(request.getBytes(StandardCharsets.UTF_8));
  }

  @SuppressWarnings("ArrayRecordComponent") // Rows are never compared.
  private record Row(String hash, @Nullable Integer status, @Nullable String answer) {}

  @Inject
  IdempotencyKeys(Databases databases, Secrets secrets) {
    this.transactions = databases.identity();
    this.secrets = secrets;
  }

  /**
   * Begins a request.
   *
   * @return what was answered to the same request before; null when it is the first
   * @throws Refusal when another request had the key, or the first has no outcome
   */
  public @Nullable Kept begin(UUID caller, String key, byte[] request) {
    Row row = transactions.outside(handle -> begin(handle, caller, key, request)).orElse(null);
    if (row == null) {
      return null;
    }
    if (!row.hash().equals(hex(request))) {
      throw new Refusal(ErrorCode.IDEMPOTENCY_MISMATCH);
    }
    if (row.status() == null || row.answer() == null) {
      throw new Refusal(ErrorCode.IDEMPOTENCY_UNKNOWN);
    }
    return new Kept(row.status(), secrets.open(cell(caller, key), row.answer()));
  }

  private static Optional<Row> begin(Handle handle, UUID caller, String key, byte[] request) {
    handle
        .createUpdate(
            """
            delete from idempotency_keys
            where caller = :caller and created_at < now() - interval '1 day'
            """)
        .bind("caller", caller)
        .execute();
    int made =
        handle
            .createUpdate(
                """
                insert into idempotency_keys (caller, key, request_hash)
                values (:caller, :key, :hash) on conflict do nothing
                """)
            .bind("caller", caller)
            .bind("key", key)
            .bind("hash", request)
            .execute();
    if (made == 1) {
      return Optional.empty();
    }
    return handle
        .createQuery(
            """
            select request_hash, status, answer from idempotency_keys
            where caller = :caller and key = :key
            """)
        .bind("caller", caller)
        .bind("key", key)
        .map(
            (row, context) ->
                new Row(hex(row.getBytes(1)), row.getObject(2, Integer.class), row.getString(3)))
        .findOne();
  }

  /** Keeps the answer. */
  public void keep(UUID caller, String key, int status, String answer) {
    String sealed = secrets.seal(cell(caller, key), answer);
    transactions.outside(
        handle ->
            handle
                .createUpdate(
                    """
                    update idempotency_keys set status = :status, answer = :answer
                    where caller = :caller and key = :key
                    """)
                .bind("status", status)
                .bind("answer", sealed)
                .bind("caller", caller)
                .bind("key", key)
                .execute());
  }

  /** Forgets a request that did nothing, so that it may be made again. */
  public void forget(UUID caller, String key) {
    transactions.outside(
        handle ->
            handle
                .createUpdate("delete from idempotency_keys where caller = :caller and key = :key")
                .bind("caller", caller)
                .bind("key", key)
                .execute());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static Cell cell(UUID caller, String key) {
    return Cell.ofPeople("idempotency_keys", "answer", caller + "/" + key);
  }
}
