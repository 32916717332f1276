package io.botflow.spi;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.conversation.Input;
import io.botflow.conversation.Turn;
import io.botflow.message.Consent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps conversations so that no acknowledged message is lost and none is answered twice. All calls
 * are thread-safe and may block; an implementation groups calls that come at the same time into one
 * transaction. A store that cannot be reached throws {@link StoreUnavailable}: nothing was written,
 * the caller may try again.
 *
 * <p>The life of a message: {@link #accept} makes it durable, {@link #claim} lends its conversation
 * to a worker, {@link #commit} makes the turn and its answers durable in one step, {@link #settle}
 * says what the channel answered.
 *
 * <p>{@code io.botflow.testing.StoreContract} in the test jar of botflow-core is this contract as
 * tests; every store runs it.
 */
public interface Store extends AutoCloseable {
  /**
   * Most claims of one input; a worker that dies, fails or stalls counts, a superseded turn not.
   */
  int MAX_ATTEMPTS = 3;

  /**
   * Most times in a row that a conversation is superseded: who writes without end gets an answer.
   */
  int MAX_SUPERSEDED = 3;

  /** Most times that a message comes back from a channel that had taken it. */
  int MOST_RETURNS = 5;

  /** The code of a message of the bot's that was not sent since a person took over before. */
  String TAKEN_OVER = "taken_over";

  /**
   * Makes arrivals durable, all or none, and drops those that came before (the same channel account
   * and the channel's own id). Conversations and contacts that are new are made: a contact is found
   * by user id first and by phone second, within its organisation and channel; an arrival that
   * brings both together makes one contact, and goes on in one conversation, of what were two.
   *
   * <p>Statuses are applied by rank, whatever their order, and also before the message's send
   * result is known: a status with our reference proves that the channel took the message. One
   * whose message is not known yet is kept until it is.
   *
   * <p>A failure that is not the last word ({@link
   * io.botflow.message.ChannelEvent.StatusChanged#returned()}) makes the message wait again in its
   * place, as {@link Sending#returned()}, at most {@link #MOST_RETURNS} times; what came under its
   * name before says nothing of it any more, but that it was delivered after all. What a bot said
   * before a person took over stays failed.
   *
   * <p>A store may lend what is ready by it at once, which saves the way through {@link #claim}: of
   * an organisation no more than the caller has room for.
   */
  Acceptance accept(List<Arrival> arrivals, Room room);

  /**
   * Adds an input that is not a message to a conversation.
   *
   * @param priority what the organisation's other conversations are weighed against; a conversation
   *     that a customer writes to meanwhile is live
   * @return false where the organisation has no such conversation
   */
  boolean signal(UUID organization, UUID conversation, Input input, Priority priority);

  /**
   * Carries out what a person does to a conversation, at once: owner and session change in one step
   * with what is said, and the session's clocks stop. A turn that is under way commits nothing
   * ({@link Commit.Fenced}) and is done again, as a turn of a conversation that the bot does not
   * own. Where the bot owned it, what it had decided to say and nobody has begun to send is not
   * sent: it failed, with {@link #TAKEN_OVER}. What the person says leaves as messages of turns do.
   * An input that waits and {@linkplain Input#namesOwner() names an owner} is dropped, since the
   * last word counts.
   *
   * <p>A message that a person sent past BotFlow ({@link io.botflow.message.ChannelEvent.Echoed})
   * does the same as it is accepted, also where the customer never wrote.
   *
   * @return null where the organisation has no such conversation
   */
  @Nullable Intervened intervene(UUID organization, UUID conversation, Intervention what);

  /**
   * Lends up to {@code most} conversations that have something to do, no conversation twice at the
   * same time, the organisation with the fewest lent ones first, of an organisation live ones
   * before {@linkplain Priority#BULK bulk}. Due sessions come as {@link Input.TimeUp}, where
   * nothing else waits.
   *
   * <p>All messages that wait are one input, by the time at which they were sent, then by arrival;
   * an input of another kind is one by itself and divides what came before it from what came after
   * it. A message that {@linkplain io.botflow.message.InboundMessage#mayContinue() may continue}
   * waits for the last turn's join window, counted from the first of its burst; anything else makes
   * the conversation ready at once.
   *
   * <p>An attempt that was not committed is repeated with the same input, the same turn id and what
   * it recorded, whatever arrived meanwhile. An input that was claimed {@link #MAX_ATTEMPTS} times
   * is put aside as in {@link #giveUp}.
   */
  List<Claim> claim(int most);

  /**
   * When something will be ready that is not ready now, as far as the store knows cheaply; at most
   * {@code limit} from now. Workers sleep until then or until they are woken.
   */
  Duration idle(Duration limit);

  /**
   * Records the result of an outside call, so that a later attempt at the same turn reuses it. A
   * claim that is no longer held records nothing.
   */
  void record(Claim claim, String step, JsonNode result);

  /**
   * What a contact of the organisation said about offers, as it came to be known; empty where there
   * is no such contact. It is written by {@link #accept} (a channel's or the business's news) and
   * by {@link #commit} ({@link Turn#consents()}).
   */
  List<Consent> consents(UUID organization, UUID contact);

  /**
   * Makes a turn durable: session, contact, events, messages, in one transaction under the fence.
   */
  Commit commit(Claim claim, Turn turn);

  /**
   * Gives a conversation back without a turn, to be tried again after the delay. The third failed
   * attempt at the same input puts the input aside, visible and repeatable, and the conversation to
   * the queue for a person; it goes on with what came after. A claim that is no longer held changes
   * nothing.
   */
  void giveUp(Claim claim, String problem, Duration delay);

  /** The inputs of an organisation that were put aside, oldest first, up to {@code most}. */
  List<PutAside> putAside(UUID organization, int most);

  /**
   * Tries an input that was put aside again, before what waits in its conversation.
   *
   * @return false where the organisation has none of that turn
   */
  boolean repeat(UUID organization, UUID turn);

  /**
   * How fast messages of each channel, by name, may leave; told by the runtime before anything is
   * lent. A channel that is not named, and every channel before this is called, has no limit. What
   * may not go yet is not lent: {@link #commit} and {@link #settle} return nothing, {@link
   * #claimSendings} returns it in time.
   */
  void keepTo(Map<String, Pace> paces);

  /**
   * Takes messages that wait to be sent (a retry, a delayed one, one behind a paused one, those
   * that a stopped process left), at most one of a conversation, in order.
   */
  List<Sending> claimSendings(int most);

  /**
   * Says what the channel answered. The same answer twice, or the answer to an attempt that was
   * taken away since, changes nothing more, but that an accepted message is accepted.
   *
   * <ul>
   *   <li>accepted: sent; the next may go
   *   <li>retry: it waits, and the conversation's later ones behind it; with a wider scope all that
   *       goes to the contact or leaves the number or account waits as long
   *   <li>rejected: failed, the next may go; with scope contact the conversation's waiting messages
   *       fail with it
   *   <li>withheld: it waits until a turn that heard the customer is committed, and the next may go
   *       meanwhile; after its time it has failed
   *   <li>unknown, as after a lease that ran out: in doubt, and the later ones wait. A status ends
   *       the doubt. Else, after the doubt's time, it is sent once more; one that must not be sent
   *       again, or is in doubt again, is held for a person then, and the next may go
   * </ul>
   *
   * @param sending as it left: with a template in the message's place, and with the words that say
   *     that a machine answers, where the customer was told by it
   * @return the conversation's next message, when this one allows it to go: at most one
   */
  List<Sending> settle(Sending sending, SendResult result);

  /**
   * Gives back messages that were lent but not handed to the channel, at a graceful stop: they are
   * free at once, and this attempt does not count.
   */
  void release(List<Sending> sendings);

  /** The store's clock, by which leases, timers and windows are counted. */
  Instant now();

  @Override
  void close();
}
