package io.botflow.runtime;

import io.botflow.message.ChannelProblem;
import io.botflow.message.DeliveryStatus;
import io.botflow.message.InboundMessage;
import io.botflow.message.OutboundMessage;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One message of a conversation, as it reads at a moment. */
public sealed interface TranscriptLine {

  /** When the store learned of it, by the store's clock. */
  Instant at();

  /** The customer wrote. */
  record Heard(InboundMessage message, Instant at) implements TranscriptLine {}

  /** A person of the business wrote outside BotFlow. */
  record Echoed(InboundMessage message, Instant at) implements TranscriptLine {}

  /**
   * A turn decided to say something.
   *
   * @param number its place among the conversation's own messages, from 1
   * @param attempts how often it was lent to be sent
   * @param status what the channel said of it, or null
   * @param messageId the channel's id of it, or null while it is not known
   * @param category what the channel charges it as, or null while that is not known
   * @param problem why it failed or waits, or null
   */
  record Said(
      UUID id,
      long number,
      OutboundMessage message,
      Instant at,
      Progress progress,
      int attempts,
      @Nullable DeliveryStatus status,
      @Nullable String messageId,
      @Nullable String category,
      @Nullable ChannelProblem problem)
      implements TranscriptLine {}
}
