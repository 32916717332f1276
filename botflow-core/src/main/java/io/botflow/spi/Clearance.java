package io.botflow.spi;

import io.botflow.message.ChannelProblem;
import io.botflow.message.Disclosure;
import io.botflow.message.Fallback;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.message.Purpose;
import io.botflow.message.Terms;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message may leave now, and as what: decided at the moment of sending, from what the
 * store lent with it, whoever made the message. The outbox asks before it hands a message to a
 * channel, and a channel whose network demands it asks again, so that no code in between goes
 * around it. To ask twice changes nothing.
 *
 * <ul>
 *   <li>Service window closed: the message's own template goes in its place; else the bot's
 *       default, once until the customer writes; else it is withheld. A message in pieces has one
 *       template: where it went, the later pieces do not go; where the window closes between two
 *       pieces, the rest is withheld.
 *   <li>An offer goes to nobody who did not agree to offers or who stopped them. A template is one
 *       unless the channel, or where it does not know the author, says what it is.
 *   <li>The first words of a bot that asks a model say that a machine answers.
 * </ul>
 */
public sealed interface Clearance {
  /** How long a withheld message waits for the customer: what it says is stale after that. */
  Duration KEPT = Duration.ofDays(7);

  /**
   * It may leave.
   *
   * @param sending as it is to be sent, perhaps with a template in the message's place
   */
  record Cleared(Sending sending, Purpose purpose) implements Clearance {}

  /** It may not, and why. */
  record Refused(SendResult result) implements Clearance {}

  /** Decides about a message that is to leave over a channel. */
  static Clearance of(Sending sending, Channel channel) {
    OutboundMessage message = sending.message();
    Relation relation = sending.relation();
    Duration window = channel.rules().serviceWindow();
    if (relation.isReplaced(sending)) {
      return replaced();
    }
    if (window != null
        && !(message.content() instanceof MessageContent.Template)
        && !relation.isOpen(window, sending.lease().now())) {
      return outsideWindow(sending, channel, window);
    }
    Purpose purpose = purpose(sending, channel, message.content(), message.terms().purpose());
    ChannelProblem against = against(relation, purpose);
    return against == null
        ? new Cleared(sending.withMessage(disclosed(message, relation)), purpose)
        : new Refused(new SendResult.Rejected(against, SendResult.Scope.MESSAGE));
  }

  /**
   * Decides anew about a message that the channel withheld because its network counts the service
   * window as closed, whatever the clock here says.
   *
   * @param said what the channel answered, which holds where no template may go in its place
   */
  static Clearance withheld(Sending sending, Channel channel, SendResult.Withheld said) {
    Fallback fallback = sending.message().terms().fallback();
    return fallback == null
            || sending.standsIn()
            || sending.relation().stoodIn(sending)
            || without(sending, channel, fallback) != null
        ? new Refused(said)
        : inPlace(sending, channel, fallback);
  }

  /**
   * Decides about a message that the network took and then did not deliver, as though it had
   * answered so at once. A customer who wrote since has opened the window.
   */
  static Clearance returned(Sending sending, Channel channel, Returned returned) {
    SendResult said = channel.returned(returned.problem(), Math.max(1, sending.attempt() - 1));
    if (!(said instanceof SendResult.Withheld withheld)) {
      return new Refused(said);
    }
    if (sending.relation().wroteAfter(returned.at())) {
      return of(sending, channel);
    }
    return sending.relation().isReplaced(sending)
        ? replaced()
        : withheld(sending, channel, withheld);
  }

  private static Clearance replaced() {
    String why = "A template went in place of the message of which this is a later piece.";
    return new Refused(
        new SendResult.Rejected(
            new ChannelProblem("template_instead", null, why), SendResult.Scope.MESSAGE));
  }

  private static Clearance outsideWindow(Sending sending, Channel channel, Duration window) {
    String closed =
        "The customer last wrote more than "
            + window.toHours()
            + " hours ago, so the channel takes only approved templates. ";
    Fallback fallback = sending.message().terms().fallback();
    if (fallback == null) {
      return kept(
          closed
              + (sending.message().terms().follows() == null
                  ? "This message has none, and the bot has no default template."
                  : "This is a later piece of a message whose first piece went before that."));
    }
    String without = without(sending, channel, fallback);
    return without == null ? inPlace(sending, channel, fallback) : kept(closed + without);
  }

  /** Why the template may not go in the message's place; null where it may. */
  private static @Nullable String without(Sending sending, Channel channel, Fallback fallback) {
    if (fallback.botsOwn() && sending.relation().isAskedBack()) {
      return "The bot's default template went out already, and is not sent twice.";
    }
    Purpose purpose = purpose(sending, channel, fallback.template(), fallback.purpose());
    ChannelProblem against = against(sending.relation(), purpose);
    return against == null ? null : "The template in its place may not go: " + against.details();
  }

  private static Cleared inPlace(Sending sending, Channel channel, Fallback fallback) {
    Purpose purpose = purpose(sending, channel, fallback.template(), fallback.purpose());
    OutboundMessage message = sending.message();
    Terms terms = Terms.of(fallback.purpose()).withFallback(fallback);
    return new Cleared(
        sending.withMessage(
            new OutboundMessage(
                fallback.template(), null, message.delay(), message.resend(), terms)),
        purpose);
  }

  /** A template of which nobody says what it is counts as an offer. */
  private static Purpose purpose(
      Sending sending, Channel channel, MessageContent content, @Nullable Purpose declared) {
    if (declared == Purpose.MARKETING) {
      return Purpose.MARKETING;
    }
    if (content instanceof MessageContent.Template template) {
      Purpose known = channel.purpose(sending.from(), template);
      Purpose said = known == null ? declared : known;
      return said == null ? Purpose.MARKETING : said;
    }
    return declared == null ? Purpose.SERVICE : declared;
  }

  private static @Nullable ChannelProblem against(Relation relation, Purpose purpose) {
    if (purpose != Purpose.MARKETING || relation.consent().allowsOffers()) {
      return null;
    }
    return relation.consent().stopped()
        ? problem(
            "opted_out",
            "It is an offer, and the customer stopped offers. Send it again only when the customer"
                + " agrees anew.")
        : problem(
            "no_opt_in",
            "It is an offer, and no agreement of the customer to offers is recorded. Record the"
                + " agreement with its evidence first, or say what the template is for.");
  }

  private static OutboundMessage disclosed(OutboundMessage message, Relation relation) {
    String words = message.terms().disclosure();
    if (words == null) {
      return message;
    }
    MessageContent told = relation.disclosed() ? null : Disclosure.before(words, message.content());
    return told == null
        ? message.withTerms(message.terms().withDisclosure(null))
        : message.withContent(told);
  }

  private static Clearance kept(String why) {
    return new Refused(
        new SendResult.Withheld(
            problem(
                "window_closed",
                why
                    + " It is kept for "
                    + KEPT.toDays()
                    + " days and goes out when the customer writes."),
            KEPT));
  }

  private static ChannelProblem problem(String code, String text) {
    return new ChannelProblem(code, null, text, text);
  }
}
