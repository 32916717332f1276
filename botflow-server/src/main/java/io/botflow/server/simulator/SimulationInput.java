package io.botflow.server.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.message.MediaKind;
import io.botflow.server.api.Checked;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What happens next in a simulation.
 *
 * @param type one of {@link Type} in lower case
 * @param text what the customer writes
 * @param optionId the button or row that the customer taps: its id or title
 * @param mediaKind image, video, audio, document or sticker
 * @param caption below a medium
 * @param filename of a document
 * @param latitude in degrees
 * @param longitude in degrees
 * @param duration how much time passes, {@code PT2H}
 * @param event the name of what happened outside
 * @param data what the event brings
 * @param nodeId where the bot goes on; null for where it was
 * @param stubs what the outside answers from now on; null for the same as before
 */
record SimulationInput(
    String type,
    @Nullable String text,
    @Nullable String optionId,
    @Nullable String mediaKind,
    @Nullable String caption,
    @Nullable String filename,
    @Nullable Double latitude,
    @Nullable Double longitude,
    @Nullable String duration,
    @Nullable String event,
    @Nullable JsonNode data,
    @Nullable String nodeId,
    @Nullable SimulationStubs stubs)
    implements Checked {
  /** The longest text message of any channel. */
  private static final int MOST_TEXT = 65_536;

  private static final Duration MOST_TIME = Duration.ofDays(366);

  /** What can happen. */
  enum Type {
    /** The customer writes {@code text}. */
    TEXT,
    /** The customer taps {@code optionId}. */
    CHOICE,
    /** The customer sends a medium of {@code mediaKind}. */
    MEDIA,
    /** The customer shares a place. */
    LOCATION,
    /** So much time passes that what the conversation waits for is up. */
    TIMEOUT,
    /** {@code duration} passes. */
    WAIT,
    /** A program outside says that {@code event} happened. */
    EVENT,
    /** A person takes over. */
    TAKE_OVER,
    /** The person gives the conversation back, perhaps at {@code nodeId}. */
    GIVE_BACK
  }

  Type kind() {
    return Type.valueOf(type.toUpperCase(Locale.ROOT));
  }

  @Override
  public void check(BiConsumer<String, String> problem) {
    if (stubs != null) {
      stubs.check(problem);
    }
    if (Arrays.stream(Type.values()).noneMatch(each -> text(each).equals(type))) {
      problem.accept(
          "/type",
          "has to be one of " + Arrays.stream(Type.values()).map(SimulationInput::text).toList());
      return;
    }
    switch (kind()) {
      case TEXT ->
          need(text != null && !text.isEmpty() && text.length() <= MOST_TEXT, "/text", problem);
      case CHOICE -> need(optionId != null, "/optionId", problem);
      case MEDIA -> need(media() != null, "/mediaKind", problem);
      case LOCATION -> {
        need(latitude != null && Math.abs(latitude) <= 90, "/latitude", problem);
        need(longitude != null && Math.abs(longitude) <= 180, "/longitude", problem);
      }
      case WAIT -> need(time() != null, "/duration", problem);
      case EVENT -> {
        need(event != null, "/event", problem);
        need(data == null || data.isObject(), "/data", problem);
      }
      case TIMEOUT, TAKE_OVER, GIVE_BACK -> {}
    }
  }

  private static void need(boolean good, String path, BiConsumer<String, String> problem) {
    if (!good) {
      problem.accept(path, "is missing, or not what this type of input takes");
    }
  }

  private static String text(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  @Nullable MediaKind media() {
    return Arrays.stream(MediaKind.values())
        .filter(kind -> text(kind).equals(mediaKind))
        .findFirst()
        .orElse(null);
  }

  /** How much time passes; null where there is none that can. */
  @Nullable Duration time() {
    try {
      Duration time = duration == null ? null : Duration.parse(duration);
      return time == null || time.isNegative() || time.compareTo(MOST_TIME) > 0 ? null : time;
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
