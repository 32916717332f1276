package io.botflow.testing;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them. */
public final class Durations {
  private static final Pattern SHORT = Pattern.compile("(\\d{1,6})\\s*([smhd])");

  private Durations() {}

  /** Reads ISO 8601 ({@code PT25H}) or a number with s, m, h or d; null where it is neither. */
  public static @Nullable Duration parse(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    Matcher matcher = SHORT.matcher(plain);
    if (matcher.matches()) {
      long count = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "s" -> Duration.ofSeconds(count);
        case "m" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        default -> Duration.ofDays(count);
      };
    }
    try {
      Duration duration = Duration.parse(plain);
      return duration.isNegative() ? null : duration;
    } catch (DateTimeParseException | ArithmeticException e) {
      return null;
    }
  }
}
