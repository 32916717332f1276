package io.botflow.testing;

import io.botflow.message.Card;
import io.botflow.message.Commerce;
import io.botflow.message.ContactCard;
import io.botflow.message.FormRef;
import io.botflow.message.Header;
import io.botflow.message.MediaKind;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.message.Option;
import io.botflow.message.ProductSection;
import io.botflow.message.Section;
import io.botflow.message.TemplateComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A message of every kind that a flow can send, with words of its own in each part. */
public final class ContentSamples {
  private static final MediaSource LINK = new MediaSource.Link("https://example.com/shoe.png");
  private static final Header WORDS = new Header.Words("Heading");
  private static final Header PICTURE = new Header.Picture(MediaKind.IMAGE, LINK, null);

  private ContentSamples() {}

  /** One or more of every kind. */
  public static List<MessageContent> all() {
    List<MessageContent> all = new ArrayList<>(menus());
    all.add(new MessageContent.Text("Grüße 👋 https://example.com", true));
    for (MediaKind kind : MediaKind.values()) {
      boolean caption = kind != MediaKind.AUDIO && kind != MediaKind.STICKER;
      all.add(
          new MessageContent.Media(kind, LINK, caption ? "Caption" : null, "a.pdf", null, false));
    }
    all.add(
        new MessageContent.CallToAction(
            "Pay here", "Pay", "https://example.com/pay", WORDS, "Foot"));
    all.add(new MessageContent.Location(-33.9, 18.4, "Cape Town", "Long Street"));
    all.add(new MessageContent.LocationRequest("Where are you?"));
    all.add(new MessageContent.ContactRequest("Your number?"));
    all.add(new MessageContent.AddressRequest("Your address?", "IN", Map.of(), Map.of()));
    all.add(
        new MessageContent.Contacts(
            List.of(
                ContactCard.of(
                    "Ann Lee", "Ann", "Lee", "Bakery", List.of("+27821"), List.of("a@b.test")))));
    all.add(
        new MessageContent.Template(
            "order_ready",
            "en_US",
            List.of(
                new TemplateComponent.BodyPart(
                    List.of(new TemplateComponent.Parameter(null, "Thandi"))))));
    all.add(new MessageContent.Reaction("m1", "👍"));
    all.add(new MessageContent.Reaction("m1", ""));
    all.add(
        new MessageContent.Form(
            "Your sizes",
            "Open",
            FormRef.ofId("1"),
            FormRef.Opens.SCREEN,
            false,
            null,
            null,
            Map.of(),
            null,
            null));
    all.add(
        new MessageContent.Cards(
            "Our shoes",
            List.of(
                new Card(MediaKind.IMAGE, LINK, "Red", "Buy", "https://example.com/red", null),
                new Card(MediaKind.IMAGE, LINK, "Blue", "Buy", "https://example.com/blue", null))));
    all.add(
        new Commerce.Products(
            "One shoe",
            null,
            null,
            "catalog",
            List.of(new ProductSection(null, List.of("sku-1"))),
            Commerce.ProductView.SINGLE));
    all.add(new Commerce.Catalog("All shoes", null, null));
    all.add(new Commerce.OrderStatus("On its way", null, "r1", Commerce.OrderState.SHIPPED, null));
    return all;
  }

  /** Menus of every size, and texts that are longer than most channels take. */
  public static List<MessageContent> menus() {
    List<MessageContent> all = new ArrayList<>();
    String sentence = "This is a sentence of a long story. ";
    all.add(new MessageContent.Text(sentence.repeat(400).strip()));
    for (int size : List.of(1, 3, 4, 10, 11, 25)) {
      List<Option> options =
          IntStream.rangeClosed(1, size).mapToObj(i -> new Option("id" + i, "Title" + i)).toList();
      all.add(new MessageContent.Buttons("Body" + size, WORDS, "Foot", options));
      all.add(
          new MessageContent.ListMenu(
              "Body" + size, "Open", null, null, List.of(new Section(null, options))));
    }
    List<Option> wordy =
        List.of(new Option("1", "A title that is too long for a button on a phone, and for a row"));
    all.add(new MessageContent.Buttons("Body", PICTURE, null, wordy));
    all.add(new MessageContent.Buttons(sentence.repeat(60), null, null, options()));
    return all;
  }

  private static List<Option> options() {
    return List.of(new Option("a", "Alpha"), new Option("b", "Beta"));
  }
}
