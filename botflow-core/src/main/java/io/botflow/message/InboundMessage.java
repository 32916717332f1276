package io.botflow.message;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message from a customer.
 *
 * @param id the channel's id of it; the same id means the same message, however often it arrives
 * @param sentAt when the customer sent it by the channel's clock, never when it arrived here
 * @param replyTo the id of the message that it answers, or null
 * @param referral the advertisement or post that it came from, or null
 * @param forwarded how often it was passed on before it came here, or null where the customer wrote
 *     it
 * @param product the product that the customer asks about, or null
 */
public record InboundMessage(
    String id,
    MessageContent content,
    Instant sentAt,
    @Nullable String replyTo,
    @Nullable Referral referral,
    @Nullable Forwarded forwarded,
    @Nullable Product product) {
  public InboundMessage {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(sentAt, "sentAt");
  }

  /** A message that answers nothing and came from nowhere in particular. */
  public InboundMessage(String id, MessageContent content, Instant sentAt) {
    this(id, content, sentAt, null, null, null, null);
  }

  /** How often a message was passed on from chat to chat. */
  public enum Forwarded {
    /** Forwarded. */
    ONCE,
    /** Forwarded many times: perhaps a chain letter. */
    OFTEN
  }

  /**
   * What the customer said in words: the text, a tapped title or a caption; the empty string for
   * everything else.
   */
  public String text() {
    return switch (content) {
      case MessageContent.Text text -> text.body();
      case MessageContent.Tap tap -> tap.title();
      case MessageContent.Media media -> media.caption() == null ? "" : media.caption();
      case MessageContent.Order order -> order.text() == null ? "" : order.text();
      case MessageContent.Buttons ignored -> "";
      case MessageContent.ListMenu ignored -> "";
      case MessageContent.CallToAction ignored -> "";
      case MessageContent.Location ignored -> "";
      case MessageContent.LocationRequest ignored -> "";
      case MessageContent.Contacts ignored -> "";
      case MessageContent.Template ignored -> "";
      case MessageContent.Reaction ignored -> "";
      case MessageContent.ContactRequest ignored -> "";
      case MessageContent.AddressRequest ignored -> "";
      case MessageContent.Form ignored -> "";
      case Commerce ignored -> "";
      case MessageContent.Cards ignored -> "";
      case MessageContent.FormReply ignored -> "";
      case MessageContent.Unsupported ignored -> "";
    };
  }

  /**
   * Whether the customer may be about to write more of the same: true but for a tap, a form's
   * answers and a cart, which are complete by themselves.
   */
  public boolean mayContinue() {
    return !(content instanceof MessageContent.Tap
        || content instanceof MessageContent.FormReply
        || content instanceof MessageContent.Order);
  }
}
