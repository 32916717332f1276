package io.botflow.spi;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.conversation.Input;
import io.botflow.conversation.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Keeps conversations so that no acknowledged message is lost and none is answered twice. All calls
 * are thread-safe and may block; an implementation groups calls that come at the same time into one
 * transaction. A store that cannot be reached throws {@link StoreUnavailable}: nothing was written,
 * the caller may try again.
 *
 * <p>The life of a message: {@link #accept} makes it durable, {@link #claim} lends its conversation
 * to a worker, {@link #commit} makes the turn and its answers durable in one step, {@link #settle}
 * says what the channel answered.
 */
public interface Store extends AutoCloseable {

  /**
   * Makes arrivals durable, all or none, and drops those that came before (the same channel account
   * and the channel's own id). Conversations and contacts that are new are made. Statuses are
   * applied by rank, whatever their order.
   *
   * @return for each arrival whether it was new
   */
  List<Boolean> accept(List<Arrival> arrivals);

  /**
   * Adds an input that is not a message to a conversation.
   *
   * @return false where the organisation has no such conversation
   */
  boolean signal(UUID organization, UUID conversation, Input input);

  /**
   * Lends up to {@code most} conversations that have something to do, no conversation twice at the
   * same time, the organisation with the fewest lent ones first. Due sessions come as {@link
   * Input.TimeUp}.
   */
  List<Claim> claim(int most);

  /**
   * When something will be ready that is not ready now, as far as the store knows cheaply; at most
   * {@code limit} from now. Workers sleep until then or until they are woken.
   */
  Duration idle(Duration limit);

  /** Records the result of an outside call, so that a later attempt at the same turn reuses it. */
  void record(Claim claim, String step, JsonNode result);

  /** Makes a turn durable: session, contact, events, messages, in one transaction under the fence. */
  Commit commit(Claim claim, Turn turn);

  /**
   * Gives a conversation back without a turn, to be tried again after the delay. The third failed
   * attempt at the same input puts the input aside, visible and repeatable, and the conversation to
   * the queue for a person.
   */
  void giveUp(Claim claim, String problem, Duration delay);

  /**
   * Takes messages that wait to be sent (a retry, a message behind a paused one, those that a
   * stopped process left), at most one of a conversation, in order.
   */
  List<Sending> claimSendings(int most);

  /**
   * Says what the channel answered.
   *
   * @return the conversation's next message, when this one allows it to go: at most one
   */
  List<Sending> settle(Sending sending, SendResult result);

  /**
   * Gives back messages that were lent but not handed to the channel, at a graceful stop: they are
   * free at once.
   */
  void release(List<Sending> sendings);

  /** The store's clock, by which leases, timers and windows are counted. */
  Instant now();

  @Override
  void close();
}
