package io.botflow.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a message says, in either direction and on any channel. Limits belong to channels: see
 * {@link io.botflow.message.ChannelLimits}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = MessageContent.Text.class, name = "text"),
  @JsonSubTypes.Type(value = MessageContent.Media.class, name = "media"),
  @JsonSubTypes.Type(value = MessageContent.Buttons.class, name = "buttons"),
  @JsonSubTypes.Type(value = MessageContent.ListMenu.class, name = "list"),
  @JsonSubTypes.Type(value = MessageContent.CallToAction.class, name = "call_to_action"),
  @JsonSubTypes.Type(value = MessageContent.Location.class, name = "location"),
  @JsonSubTypes.Type(value = MessageContent.LocationRequest.class, name = "location_request"),
  @JsonSubTypes.Type(value = MessageContent.Contacts.class, name = "contacts"),
  @JsonSubTypes.Type(value = MessageContent.ContactRequest.class, name = "contact_request"),
  @JsonSubTypes.Type(value = MessageContent.AddressRequest.class, name = "address_request"),
  @JsonSubTypes.Type(value = MessageContent.Template.class, name = "template"),
  @JsonSubTypes.Type(value = MessageContent.Reaction.class, name = "reaction"),
  @JsonSubTypes.Type(value = MessageContent.Form.class, name = "form"),
  @JsonSubTypes.Type(value = MessageContent.Cards.class, name = "cards"),
  @JsonSubTypes.Type(value = Commerce.Products.class, name = "products"),
  @JsonSubTypes.Type(value = Commerce.Catalog.class, name = "catalog"),
  @JsonSubTypes.Type(value = Commerce.OrderDetails.class, name = "order_details"),
  @JsonSubTypes.Type(value = Commerce.OrderStatus.class, name = "order_status"),
  @JsonSubTypes.Type(value = MessageContent.Tap.class, name = "tap"),
  @JsonSubTypes.Type(value = MessageContent.FormReply.class, name = "form_reply"),
  @JsonSubTypes.Type(value = MessageContent.Order.class, name = "order"),
  @JsonSubTypes.Type(value = MessageContent.Unsupported.class, name = "unsupported")
})
public sealed interface MessageContent
    permits MessageContent.Text,
        MessageContent.Media,
        MessageContent.Buttons,
        MessageContent.ListMenu,
        MessageContent.CallToAction,
        MessageContent.Location,
        MessageContent.LocationRequest,
        MessageContent.Contacts,
        MessageContent.ContactRequest,
        MessageContent.AddressRequest,
        MessageContent.Template,
        MessageContent.Reaction,
        MessageContent.Form,
        MessageContent.Cards,
        MessageContent.Tap,
        MessageContent.FormReply,
        MessageContent.Order,
        MessageContent.Unsupported,
        Commerce {

  /** Its name in JSON. */
  default String typeName() {
    return switch (this) {
      case Text ignored -> "text";
      case Media ignored -> "media";
      case Buttons ignored -> "buttons";
      case ListMenu ignored -> "list";
      case CallToAction ignored -> "call_to_action";
      case Location ignored -> "location";
      case LocationRequest ignored -> "location_request";
      case Contacts ignored -> "contacts";
      case ContactRequest ignored -> "contact_request";
      case AddressRequest ignored -> "address_request";
      case Template ignored -> "template";
      case Reaction ignored -> "reaction";
      case Form ignored -> "form";
      case Cards ignored -> "cards";
      case Commerce.Products ignored -> "products";
      case Commerce.Catalog ignored -> "catalog";
      case Commerce.OrderDetails ignored -> "order_details";
      case Commerce.OrderStatus ignored -> "order_status";
      case Tap ignored -> "tap";
      case FormReply ignored -> "form_reply";
      case Order ignored -> "order";
      case Unsupported ignored -> "unsupported";
    };
  }

  /**
   * Words.
   *
   * @param preview whether the first address in it is shown with a picture and a title
   */
  record Text(String body, boolean preview) implements MessageContent {
    public Text {
      Objects.requireNonNull(body, "body");
    }

    /** Words without a preview. */
    public Text(String body) {
      this(body, false);
    }
  }

  /**
   * A picture, film, recording, document or sticker.
   *
   * @param caption words below it, or null; not for recordings and stickers
   * @param filename the name that a document shows, or null
   * @param mimeType as the channel says, or null where nobody said
   * @param voice whether a recording is a voice note
   * @param animated whether a sticker moves; said by channels, of no meaning when sent
   */
  record Media(
      MediaKind kind,
      MediaSource source,
      @Nullable String caption,
      @Nullable String filename,
      @Nullable String mimeType,
      boolean voice,
      boolean animated)
      implements MessageContent {
    public Media {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(source, "source");
    }

    /** Any medium but a moving sticker. */
    public Media(
        MediaKind kind,
        MediaSource source,
        @Nullable String caption,
        @Nullable String filename,
        @Nullable String mimeType,
        boolean voice) {
      this(kind, source, caption, filename, mimeType, voice, false);
    }
  }

  /** A text with a few buttons below it; a tap comes back as {@link Tap}. */
  record Buttons(
      String body, @Nullable Header header, @Nullable String footer, List<Option> options)
      implements MessageContent {
    public Buttons {
      Objects.requireNonNull(body, "body");
      options = List.copyOf(options);
    }
  }

  /**
   * A text with one button that opens a list of rows; a choice comes back as {@link Tap}.
   *
   * @param button the words on the button that opens the list
   */
  record ListMenu(
      String body,
      String button,
      @Nullable String header,
      @Nullable String footer,
      List<Section> sections)
      implements MessageContent {
    public ListMenu {
      Objects.requireNonNull(body, "body");
      Objects.requireNonNull(button, "button");
      sections = List.copyOf(sections);
    }
  }

  /** A text with one button that opens an address. */
  record CallToAction(
      String body, String button, String url, @Nullable Header header, @Nullable String footer)
      implements MessageContent {
    public CallToAction {
      Objects.requireNonNull(body, "body");
      Objects.requireNonNull(button, "button");
      Objects.requireNonNull(url, "url");
    }
  }

  /**
   * A place; latitude and longitude in degrees.
   *
   * @param url the place's own page, or null; inbound only
   */
  record Location(
      double latitude,
      double longitude,
      @Nullable String name,
      @Nullable String address,
      @Nullable String url)
      implements MessageContent {

    /** A place without a page of its own. */
    public Location(
        double latitude, double longitude, @Nullable String name, @Nullable String address) {
      this(latitude, longitude, name, address, null);
    }
  }

  /** A text with a button by which the customer shares a place. */
  record LocationRequest(String body) implements MessageContent {
    public LocationRequest {
      Objects.requireNonNull(body, "body");
    }
  }

  /**
   * Contact cards.
   *
   * @param requested whether they answer a {@link ContactRequest}: the card is the customer's own;
   *     inbound only
   */
  record Contacts(List<ContactCard> cards, boolean requested) implements MessageContent {
    public Contacts {
      cards = List.copyOf(cards);
    }

    /** Cards that nobody asked for. */
    public Contacts(List<ContactCard> cards) {
      this(cards, false);
    }
  }

  /**
   * A text with a button by which the customer shares their own phone number, for people who are
   * known by a user id alone; it comes back as {@link Contacts}.
   */
  record ContactRequest(String body) implements MessageContent {
    public ContactRequest {
      Objects.requireNonNull(body, "body");
    }
  }

  /**
   * A text with a button that opens a form for a postal address; it comes back as {@link
   * FormReply}.
   *
   * @param country ISO 3166 of two letters; the channel decides which it has forms for
   * @param values what the form is filled with already, by the channel's names
   * @param errors what is wrong with those values, by the same names
   */
  record AddressRequest(
      String body, String country, Map<String, String> values, Map<String, String> errors)
      implements MessageContent {
    public AddressRequest {
      Objects.requireNonNull(body, "body");
      Objects.requireNonNull(country, "country");
      values = Map.copyOf(values);
      errors = Map.copyOf(errors);
    }
  }

  /**
   * A message that the channel's operator approved beforehand; the only kind that may be sent
   * outside the service window.
   *
   * @param name the template's name at the channel
   * @param language the template's language code, for example {@code en_US}
   */
  record Template(String name, String language, List<TemplateComponent> components)
      implements MessageContent {
    public Template {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(language, "language");
      components = List.copyOf(components);
    }
  }

  /** An emoji on an earlier message; the empty string takes it away. */
  record Reaction(String messageId, String emoji) implements MessageContent {
    public Reaction {
      Objects.requireNonNull(messageId, "messageId");
      Objects.requireNonNull(emoji, "emoji");
    }
  }

  /**
   * A form that opens inside the chat; the answers come back as {@link FormReply}.
   *
   * @param form which form, by id or by name
   * @param opens how its first screen is found
   * @param draft whether a form that is not published yet is meant, which only testers can open
   * @param token what the business wants back with the answers, or null
   * @param screen the first screen, or null for the form's own
   * @param data what the first screen shows
   */
  record Form(
      String body,
      String button,
      FormRef form,
      FormRef.Opens opens,
      boolean draft,
      @Nullable String token,
      @Nullable String screen,
      Map<String, Object> data,
      @Nullable Header header,
      @Nullable String footer)
      implements MessageContent {
    public Form {
      Objects.requireNonNull(body, "body");
      Objects.requireNonNull(button, "button");
      Objects.requireNonNull(form, "form");
      Objects.requireNonNull(opens, "opens");
      data = Map.copyOf(data);
    }
  }

  /** A text with cards to leaf through, each with a picture or film and a button. */
  record Cards(String body, List<Card> cards) implements MessageContent {
    public Cards {
      Objects.requireNonNull(body, "body");
      cards = List.copyOf(cards);
    }
  }

  /**
   * The customer's tap on a button, a list row or a template's quick reply. Inbound only.
   *
   * @param id the option's id; the title where the channel sends none
   * @param description the second line of a list row, or null
   */
  record Tap(String id, String title, @Nullable String description) implements MessageContent {
    public Tap {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(title, "title");
    }

    /** A tap on an option without a second line. */
    public Tap(String id, String title) {
      this(id, title, null);
    }
  }

  /**
   * The answers to a {@link Form} or an {@link AddressRequest}. Inbound only.
   *
   * @param form what the channel calls the form, such as {@code flow} or {@code address_message},
   *     or null
   */
  record FormReply(Map<String, Object> values, @Nullable String form) implements MessageContent {
    public FormReply {
      values = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(values));
    }

    /** The answers to a form that the channel does not name. */
    public FormReply(Map<String, Object> values) {
      this(values, null);
    }
  }

  /** A cart that the customer sent from a catalogue. Inbound only. */
  record Order(@Nullable String catalogId, @Nullable String text, List<OrderItem> items)
      implements MessageContent {
    public Order {
      items = List.copyOf(items);
    }
  }

  /**
   * Something that the channel could not or would not hand over (a poll, a message that is seen
   * once). A real customer is waiting for an answer to it. Inbound only.
   *
   * @param type what the channel calls it
   */
  record Unsupported(String type, @Nullable String detail) implements MessageContent {
    public Unsupported {
      Objects.requireNonNull(type, "type");
    }
  }
}
