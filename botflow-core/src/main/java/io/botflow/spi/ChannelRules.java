package io.botflow.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a channel's network demands of a business that writes to people.
 *
 * @param serviceWindow how long after the customer's last message it takes free messages; null
 *     where it always does
 */
public record ChannelRules(@Nullable Duration serviceWindow) {
  /** Anything at any time. */
  public static final ChannelRules NONE = new ChannelRules(null);

  public ChannelRules {
    if (serviceWindow != null && (serviceWindow.isZero() || serviceWindow.isNegative())) {
      throw new IllegalArgumentException("a service window is longer than nothing");
    }
  }
}
