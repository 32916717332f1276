package io.botflow.spi;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelLimits;
import io.botflow.message.ChannelProblem;
import io.botflow.message.ChannelUser;
import io.botflow.message.MessageContent;
import io.botflow.message.Purpose;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to talk to customers. Thread-safe; called on virtual threads, so it may block.
 *
 * <p>{@code io.botflow.testing.ChannelContract} in the test jar of botflow-core is this contract as
 * tests, for every channel to run.
 */
public interface Channel {

  /** The name in {@link ChannelAddress#channel()}, for example {@code webchat}. */
  String name();

  /**
   * Sends one message, once: an implementation never repeats it by itself, never throws for what
   * the network or the channel does, and begins nothing once {@link Sending#mayBeSent()} is false.
   */
  SendResult send(Sending sending);

  /**
   * What becomes of a message that the network took and told later that it failed: the same as
   * though the network had answered so at once. Only asked where the status says {@link
   * io.botflow.message.ChannelEvent.StatusChanged#returned()}.
   *
   * @param attempt the attempt that failed, from 1
   */
  default SendResult returned(ChannelProblem problem, int attempt) {
    return new SendResult.Rejected(problem, SendResult.Scope.MESSAGE);
  }

  /**
   * Says the same within the channel's limits: a long text in several messages, a menu that is too
   * large as a list or as numbered text. Called before a turn is committed, so that each message
   * has an id of its own; never empty, and what fits is left as it is. {@link
   * io.botflow.message.ContentFit} does it by one rule for all channels.
   */
  default List<MessageContent> fit(MessageContent content) {
    return List.of(content);
  }

  /** What it can show. */
  default ChannelLimits limits() {
    return ChannelLimits.PLAIN_TEXT;
  }

  /** What its network demands of a business that writes to people. */
  default ChannelRules rules() {
    return ChannelRules.NONE;
  }

  /**
   * What the channel counts an approved template as, which its network decides and not the author;
   * null where it does not know. Called on sending threads at each template.
   */
  default @Nullable Purpose purpose(ChannelAddress from, MessageContent.Template template) {
    return null;
  }

  /** How fast it takes messages of one account, and to one customer. */
  default Pace pace() {
    return Pace.UNLIMITED;
  }

  /**
   * Shows the customer that the message was read and an answer is being written. A courtesy:
   * failures are swallowed.
   *
   * @param messageId the customer's last message
   */
  default void typing(ChannelAddress from, ChannelUser to, String messageId) {}
}
