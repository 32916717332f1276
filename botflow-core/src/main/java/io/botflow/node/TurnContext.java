package io.botflow.node;

import io.botflow.conversation.Contact;
import io.botflow.conversation.Memory;
import io.botflow.event.Event;
import io.botflow.expression.Expression;
import io.botflow.expression.Scope;
import io.botflow.expression.Template;
import io.botflow.message.ChannelLimits;
import io.botflow.message.Consent;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import io.botflow.spi.HttpResult;
import io.botflow.spi.Passage;
import io.botflow.spi.Recollection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a node may know and do in a turn. Nothing here happens to the outside before the turn is
 * committed, but for {@link #call}, {@link #chat} and {@link #search}, whose results are recorded.
 * Used by one thread.
 */
public interface TurnContext {

  /** The id of the node that the turn is at. */
  String node();

  /** The moment of the turn; it does not move while the turn runs. */
  Instant now();

  /** The names that expressions see. */
  Scope scope();

  /** A text with its {@code {{ }}} filled in. */
  String render(Template template);

  /** An expression's value; null where it is empty or failed, which is recorded. */
  @Nullable Object evaluate(Expression expression);

  /** An expression's value where one more name, such as {@code response}, has a value. */
  @Nullable Object evaluate(Expression expression, String name, Object value);

  /** A variable's value; null where it is empty. */
  @Nullable Object get(String variable);

  /** Fills a variable; null empties it. */
  void set(String variable, @Nullable Object value);

  /** The customer. */
  Contact contact();

  /** Changes what is kept about the customer; offers that were stopped stay so. */
  void change(Contact contact);

  /**
   * Records what the customer said about offers just now.
   *
   * @param evidence what shows it, for people: the question and the answer
   */
  void consent(Consent.Kind kind, String evidence);

  /** The language of this conversation, a BCP 47 tag. */
  String language();

  /** What the channel can show. */
  ChannelLimits limits();

  /** How many answers this node refused so far. */
  int attempts();

  /** When this node is woken though nobody wrote; null where it waits without end. */
  @Nullable Instant wakeAt();

  /** What this node remembered when it began to wait. */
  Map<String, Object> memo();

  /** What was said lately. */
  Memory memory();

  /** The text of the customer's messages of this turn; empty where the turn has none. */
  String said();

  /** The channel's id of the customer's last message in this turn; null where it has none. */
  @Nullable String messageId();

  /** A number from 0 (inclusive) to 1 that stays the same for this contact and node. */
  double share();

  /** Whether people are there to take the conversation. */
  boolean deskOpen(@Nullable String team);

  /** Says something. */
  default void say(MessageContent content) {
    say(new OutboundMessage(content));
  }

  /** Says something with a delay or as an answer to a message. */
  void say(OutboundMessage message);

  /** Records what happened, for the trace. */
  void record(Event event);

  /** Calls a program outside, with an idempotency key that stays the same over attempts. */
  HttpResult call(
      String method,
      String url,
      Map<String, String> headers,
      @Nullable String body,
      @Nullable String credential,
      Duration timeout);

  /** Asks the language model. */
  ChatReply chat(ChatRequest request);

  /**
   * From now on, and until the next node, all outside calls together take at most so long. Changes
   * nothing for results that are found in the journal.
   */
  void answerWithin(Duration most);

  /** What a moderator has against a text; null where nothing, or where there is no moderator. */
  @Nullable String objection(boolean byModel, String text);

  /** Whether something is drawn at a way out of the node that the turn is at. */
  boolean leads(String port);

  /** The settings of a node of this flow where they are of this type; else null. */
  <C> @Nullable C settings(String node, Class<C> type);

  /** Puts a summary in the place of all but the last lines of the memory. */
  void summarize(String summary, int keep);

  /** Searches the organisation's knowledge. */
  List<Passage> search(String question, List<String> categories, int most);

  /** What is remembered of the customer from earlier conversations. */
  Recollection.Recalled recalled();
}
