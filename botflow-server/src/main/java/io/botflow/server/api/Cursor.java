package io.botflow.server.api;

import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page begins. A cursor holds no more than a place in an order, so that one of another
 * organisation's shows nothing.
 *
 * @param limit most elements, from 1 to {@link #MOST}
 * @param after null for the first page
 */
public record Cursor(int limit, @Nullable Place after) {
  static final int MOST = 100;
  static final int USUAL = 50;

  private static final int BYTES = 8 + 4 + 16;

  /** A place in the order of time, then id. */
  public record Place(Instant at, UUID id) {}

  static Cursor read(@Nullable String limit, @Nullable String cursor) {
    try {
      int most = limit == null ? USUAL : Integer.parseInt(limit);
      if (most < 1 || most > MOST) {
        throw refused("limit", "has to be from 1 to " + MOST);
      }
      return new Cursor(most, cursor == null ? null : place(cursor));
    } catch (NumberFormatException e) {
      throw refused("limit", "has to be a number");
    }
  }

  private static Place place(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length != BYTES) {
        throw new IllegalArgumentException();
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      Instant at = Instant.ofEpochSecond(buffer.getLong(), buffer.getInt());
      if (at.isBefore(Instant.EPOCH) || at.isAfter(Instant.parse("9999-01-01T00:00:00Z"))) {
        throw new IllegalArgumentException();
      }
      return new Place(at, new UUID(buffer.getLong(), buffer.getLong()));
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw refused("cursor", "has to be the next of an earlier page");
    }
  }

  private static Refusal refused(String parameter, String message) {
    return new Refusal(ErrorCode.INVALID_PARAMETER, List.of(new Problem.Place(parameter, message)));
  }

  @SuppressWarnings("JavaInstantGetSecondsGetNano") // Both are written.
  static String text(Place place) {
    ByteBuffer buffer = ByteBuffer.allocate(BYTES);
    Instant at = place.at();
    buffer.putLong(at.getEpochSecond()).putInt(at.getNano());
    buffer.putLong(place.id().getMostSignificantBits());
    buffer.putLong(place.id().getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
  }
}
