package io.botflow.message;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a channel says went wrong.
 *
 * @param code the channel's own code; decisions are made on it alone, since titles change
 * @param title the channel's title, or null
 * @param details the channel's explanation, or null
 * @param advice what the business reads: what happened and what to do next, in plain English; null
 *     where nobody has anything to do
 */
public record ChannelProblem(
    String code, @Nullable String title, @Nullable String details, @Nullable String advice) {
  public ChannelProblem {
    Objects.requireNonNull(code, "code");
  }

  /** A problem without advice. */
  public ChannelProblem(String code, @Nullable String title, @Nullable String details) {
    this(code, title, details, null);
  }
}
