package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.message.ChannelUser;
import io.botflow.message.Commerce;
import io.botflow.message.Header;
import io.botflow.message.MediaKind;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Messages as the bodies of {@code POST /messages}.
 *
 * <p>Source of the shapes: Meta's OpenAPI file v23.0 and message pages, copies of December 2025 to
 * May 2026. Lengths are not looked at here: see {@link WhatsAppLimits}.
 */
public final class MessagePayload {
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  private MessagePayload() {}

  /**
   * The body for a message.
   *
   * @param reference comes back in the message's statuses, so that one sent without an answer can
   *     be found again; null for none
   * @throws IllegalArgumentException when the content is of a kind that only customers send
   */
  public static ObjectNode of(ChannelUser to, OutboundMessage message, @Nullable String reference) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("messaging_product", "whatsapp").put("recipient_type", "individual");
    String phone = to.phone();
    if (phone != null) {
      // Without the plus Meta may put the sender's own country code in front.
      body.put("to", DIGITS.matcher(phone).matches() ? "+" + phone : phone);
    } else {
      body.put("recipient", Objects.requireNonNull(to.userId()));
    }
    String replyTo = message.replyTo();
    if (replyTo != null && !(message.content() instanceof MessageContent.Reaction)) {
      body.putObject("context").put("message_id", replyTo);
    }
    if (reference != null) {
      body.put("biz_opaque_callback_data", reference);
    }
    content(body, message.content());
    return body;
  }

  /** The body that marks a customer's message, and all before it, as read. */
  public static ObjectNode read(String messageId) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("messaging_product", "whatsapp").put("status", "read").put("message_id", messageId);
    return body;
  }

  /** As {@link #read}, and shows that an answer is being written: for 25 seconds at most. */
  public static ObjectNode typing(String messageId) {
    ObjectNode body = read(messageId);
    body.putObject("typing_indicator").put("type", "text");
    return body;
  }

  private static void content(ObjectNode body, MessageContent content) {
    switch (content) {
      case MessageContent.Text text -> text(part(body, "text"), text);
      case MessageContent.Media media -> media(body, media);
      case MessageContent.Location location -> location(body, location);
      case MessageContent.Contacts contacts -> ContactPayload.fill(body, contacts);
      case MessageContent.Reaction reaction ->
          part(body, "reaction")
              .put("message_id", reaction.messageId())
              .put("emoji", reaction.emoji());
      case MessageContent.Template template ->
          TemplatePayload.fill(part(body, "template"), template);
      case MessageContent.Buttons buttons ->
          InteractivePayload.buttons(part(body, "interactive"), buttons);
      case MessageContent.ListMenu list -> InteractivePayload.list(part(body, "interactive"), list);
      case MessageContent.CallToAction action ->
          InteractivePayload.callToAction(part(body, "interactive"), action);
      case MessageContent.LocationRequest request ->
          InteractivePayload.locationRequest(part(body, "interactive"), request);
      case MessageContent.ContactRequest request ->
          InteractivePayload.contactRequest(part(body, "interactive"), request);
      case MessageContent.AddressRequest request ->
          InteractivePayload.addressRequest(part(body, "interactive"), request);
      case Commerce commerce -> CommercePayload.fill(part(body, "interactive"), commerce);
      case MessageContent.Form form -> InteractivePayload.form(part(body, "interactive"), form);
      case MessageContent.Cards cards -> InteractivePayload.cards(part(body, "interactive"), cards);
      case MessageContent.Tap tap -> throw onlyInbound(tap);
      case MessageContent.FormReply reply -> throw onlyInbound(reply);
      case MessageContent.Order order -> throw onlyInbound(order);
      case MessageContent.Unsupported unsupported -> throw onlyInbound(unsupported);
    }
  }

  private static ObjectNode part(ObjectNode body, String type) {
    return body.put("type", type).putObject(type);
  }

  private static void text(ObjectNode node, MessageContent.Text text) {
    node.put("body", text.body());
    if (text.preview()) {
      node.put("preview_url", true);
    }
  }

  private static void media(ObjectNode body, MessageContent.Media media) {
    ObjectNode node = part(body, name(media.kind()));
    source(node, media.source());
    boolean recording = media.kind() == MediaKind.AUDIO;
    if (media.caption() != null && !recording && media.kind() != MediaKind.STICKER) {
      node.put("caption", media.caption());
    }
    if (media.filename() != null && media.kind() == MediaKind.DOCUMENT) {
      node.put("filename", media.filename());
    }
    if (media.voice() && recording) {
      node.put("voice", true);
    }
  }

  private static void location(ObjectNode body, MessageContent.Location location) {
    place(part(body, "location"), location, false);
  }

  /** Fills a place; templates want its degrees as text. */
  static void place(ObjectNode node, MessageContent.Location location, boolean asText) {
    if (asText) {
      node.put("latitude", Double.toString(location.latitude()));
      node.put("longitude", Double.toString(location.longitude()));
    } else {
      node.put("latitude", location.latitude()).put("longitude", location.longitude());
    }
    if (location.name() != null) {
      node.put("name", location.name());
    }
    if (location.address() != null) {
      node.put("address", location.address());
    }
  }

  /** The Graph API's name of a kind of media. */
  static String name(MediaKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static void source(ObjectNode node, MediaSource source) {
    switch (source) {
      case MediaSource.Link link -> node.put("link", link.url());
      case MediaSource.Stored stored -> node.put("id", stored.id());
    }
  }

  static void header(ObjectNode parent, @Nullable Header header) {
    if (header == null) {
      return;
    }
    ObjectNode node = parent.putObject("header");
    switch (header) {
      case Header.Words words -> node.put("type", "text").put("text", words.text());
      case Header.Picture picture -> picture(node, picture);
    }
  }

  /** Fills a header, or a template's header parameter, with a picture, film or document. */
  static void picture(ObjectNode node, Header.Picture picture) {
    String kind = name(picture.kind());
    ObjectNode media = node.put("type", kind).putObject(kind);
    source(media, picture.source());
    if (picture.filename() != null && picture.kind() == MediaKind.DOCUMENT) {
      media.put("filename", picture.filename());
    }
  }

  private static IllegalArgumentException onlyInbound(MessageContent content) {
    return new IllegalArgumentException(
        "only customers send " + content.getClass().getSimpleName());
  }
}
