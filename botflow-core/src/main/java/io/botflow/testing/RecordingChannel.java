package io.botflow.testing;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelLimits;
import io.botflow.message.ChannelProblem;
import io.botflow.message.ChannelUser;
import io.botflow.message.Commerce;
import io.botflow.message.ContentFit;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.spi.Channel;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * A channel that keeps what is sent instead of sending it, and takes it all unless it is told what
 * to answer. Thread-safe.
 */
public final class RecordingChannel implements Channel {
  /** The name and account where nothing else is said. */
  public static final ChannelAddress ADDRESS = new ChannelAddress("test", "bot");

  private static final SendResult NOT_SENT =
      new SendResult.RetryAfter(
          Duration.ofSeconds(1),
          SendResult.Scope.MESSAGE,
          new ChannelProblem(ChannelProblem.NOT_SENT, null, "its lease was over"));

  /** All that flows can send. */
  private static final Set<String> SHOWN =
      Set.of(
          "text",
          "media",
          "buttons",
          "list",
          "call_to_action",
          "location",
          "location_request",
          "contacts",
          "contact_request",
          "address_request",
          "template",
          "reaction",
          "form",
          "cards",
          "products",
          "catalog",
          "order_details",
          "order_status");

  private final ChannelLimits limits;
  private final ContentFit fit;
  private final AtomicLong received = new AtomicLong();
  private final List<Sending> sendings = new ArrayList<>();
  private final List<String> typing = new ArrayList<>();
  private final ArrayDeque<Function<Sending, SendResult>> answers = new ArrayDeque<>();

  /** A channel that can show what messengers can. */
  public RecordingChannel() {
    this(ChannelLimits.MESSENGER);
  }

  /** A channel that can show so much. */
  public RecordingChannel(ChannelLimits limits) {
    this.limits = limits;
    fit = new ContentFit(limits, SHOWN);
  }

  @Override
  public String name() {
    return ADDRESS.channel();
  }

  @Override
  public ChannelLimits limits() {
    return limits;
  }

  @Override
  public List<MessageContent> fit(MessageContent content) {
    return fit.of(content);
  }

  @Override
  public SendResult send(Sending sending) {
    if (!sending.mayBeSent()) {
      return NOT_SENT;
    }
    Function<Sending, SendResult> answer;
    synchronized (this) {
      sendings.add(sending);
      answer = answers.poll();
    }
    return answer == null ? new SendResult.Accepted("sent-" + sending.id()) : answer.apply(sending);
  }

  @Override
  public synchronized void typing(ChannelAddress from, ChannelUser to, String messageId) {
    typing.add(messageId);
  }

  /** Says what the next message is answered with; called again, the one after it, and so on. */
  public RecordingChannel answer(SendResult result) {
    return answer(ignored -> result);
  }

  /** Says how the next message is answered; the function may throw. */
  public synchronized RecordingChannel answer(Function<Sending, SendResult> how) {
    answers.add(how);
    return this;
  }

  /** All that was sent, in order, what was not accepted as well. */
  public synchronized List<Sending> sendings() {
    return List.copyOf(sendings);
  }

  /** The words of all that was sent; what has none is its kind in brackets. */
  public List<String> texts() {
    return sendings().stream().map(RecordingChannel::words).toList();
  }

  /** The words of all that was sent to somebody. */
  public List<String> textsTo(ChannelUser user) {
    return sendings().stream()
        .filter(sending -> sending.to().key().equals(user.key()))
        .map(RecordingChannel::words)
        .toList();
  }

  /** The customer's messages during whose answer the customer saw that somebody writes. */
  public synchronized List<String> typing() {
    return List.copyOf(typing);
  }

  /** What a customer's text looks like when it arrives; each has its own id. */
  public ChannelEvent text(ChannelUser from, String text, Instant sentAt) {
    return new ChannelEvent.Received(
        ADDRESS,
        from,
        new InboundMessage(
            "received-" + received.incrementAndGet(), new MessageContent.Text(text), sentAt));
  }

  private static String words(Sending sending) {
    return switch (sending.message().content()) {
      case MessageContent.Text text -> text.body();
      case MessageContent.Buttons buttons -> buttons.body();
      case MessageContent.ListMenu list -> list.body();
      case MessageContent.CallToAction call -> call.body();
      case MessageContent.LocationRequest request -> request.body();
      case MessageContent.Form form -> form.body();
      case MessageContent.Cards cards -> cards.body();
      case MessageContent.ContactRequest request -> request.body();
      case MessageContent.AddressRequest request -> request.body();
      case Commerce commerce -> commerce.words();
      case MessageContent.Media media ->
          media.caption() == null
              ? "[" + media.kind().name().toLowerCase(java.util.Locale.ROOT) + "]"
              : media.caption();
      case MessageContent.Location ignored -> "[location]";
      case MessageContent.Contacts ignored -> "[contacts]";
      case MessageContent.Template template -> "[template " + template.name() + "]";
      case MessageContent.Reaction reaction -> "[reaction " + reaction.emoji() + "]";
      case MessageContent.Tap tap -> tap.title();
      case MessageContent.FormReply ignored -> "[form reply]";
      case MessageContent.Order ignored -> "[order]";
      case MessageContent.Unsupported ignored -> "[unsupported]";
    };
  }
}
