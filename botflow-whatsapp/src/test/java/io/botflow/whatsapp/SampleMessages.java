package io.botflow.whatsapp;

import io.botflow.message.Bill;
import io.botflow.message.Card;
import io.botflow.message.Commerce;
import io.botflow.message.Commerce.ProductView;
import io.botflow.message.ContactCard;
import io.botflow.message.FormRef;
import io.botflow.message.Header;
import io.botflow.message.MediaKind;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.message.Option;
import io.botflow.message.Product;
import io.botflow.message.ProductSection;
import io.botflow.message.Section;
import io.botflow.message.TemplateComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One or more messages of every kind that can be sent, at the edge of their limits. */
final class SampleMessages {
  private static final MediaSource LINK = new MediaSource.Link("https://example.com/a.png");
  private static final MediaSource STORED = new MediaSource.Stored("123", null, null);
  private static final Header PICTURE = new Header.Picture(MediaKind.IMAGE, LINK, null);
  private static final Header WORDS = new Header.Words("h".repeat(60));
  private static final String BODY = "b".repeat(1024);
  private static final String FOOTER = "f".repeat(60);
  private static final String TITLE = "t".repeat(20);

  private SampleMessages() {}

  static List<MessageContent> all() {
    List<MessageContent> all = new ArrayList<>();
    all.add(new MessageContent.Text("x".repeat(4096)));
    all.add(new MessageContent.Text("Grüße \uD83D\uDC4B"));
    for (MediaKind kind : MediaKind.values()) {
      boolean caption = kind != MediaKind.AUDIO && kind != MediaKind.STICKER;
      String words = caption ? "c".repeat(1024) : null;
      all.add(new MessageContent.Media(kind, LINK, words, "name.pdf", null, true));
      all.add(new MessageContent.Media(kind, STORED, null, null, "a/b", false));
    }
    all.add(new MessageContent.Location(-33.9, 18.4, "Cape Town", "Long Street"));
    all.add(new MessageContent.Location(0, 0, null, null));
    all.add(new MessageContent.LocationRequest(BODY));
    all.add(
        new MessageContent.Contacts(
            List.of(
                ContactCard.of("Ann", null, null, null, List.of(), List.of()),
                new ContactCard(
                    "Ann Lee",
                    "Ann",
                    "Lee",
                    "Bakery",
                    "Sales",
                    "Baker",
                    "1990-01-31",
                    List.of(new ContactCard.Phone("+27 1", "CELL", "271")),
                    List.of("a@b.c"),
                    List.of("https://example.com"),
                    List.of(
                        new ContactCard.Postal(
                            "1 Main Road", "Durban", "KZN", "4001", "South Africa", "ZA", "WORK")),
                    null))));
    all.add(new MessageContent.Reaction("wamid.1", "\uD83D\uDC4D"));
    all.add(new MessageContent.Reaction("wamid.1", ""));
    all.add(new MessageContent.ContactRequest(BODY));
    all.add(new MessageContent.AddressRequest(BODY, "IN", Map.of(), Map.of()));
    all.add(
        new MessageContent.AddressRequest(
            BODY, "IN", Map.of("in_pin_code", "666666"), Map.of("in_pin_code", "Unknown")));
    all.add(new MessageContent.Text("https://example.com", true));
    interactive(all);
    commerce(all);
    templates(all);
    return all;
  }

  private static void interactive(List<MessageContent> all) {
    List<Option> three =
        List.of(
            new Option("i".repeat(256), TITLE),
            new Option("2", "B"),
            new Option("3", "C", "never shown on a button"));
    all.add(new MessageContent.Buttons(BODY, null, null, three));
    all.add(new MessageContent.Buttons(BODY, WORDS, FOOTER, three));
    all.add(new MessageContent.Buttons(BODY, PICTURE, null, List.of(new Option("1", "A"))));
    List<Option> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rows.add(new Option(i + "r".repeat(199), "t".repeat(24), "d".repeat(72)));
    }
    all.add(
        new MessageContent.ListMenu(
            BODY, TITLE, "h".repeat(60), FOOTER, List.of(new Section(null, rows))));
    all.add(
        new MessageContent.ListMenu(
            BODY,
            TITLE,
            null,
            null,
            List.of(
                new Section("s".repeat(24), rows.subList(0, 4)),
                new Section("Other", rows.subList(4, 10)))));
    all.add(new MessageContent.CallToAction(BODY, TITLE, "https://example.com", PICTURE, FOOTER));
    all.add(
        new MessageContent.Form(
            BODY,
            TITLE,
            FormRef.ofId("1"),
            FormRef.Opens.SCREEN,
            true,
            "token",
            "START",
            Map.of("a", 1),
            WORDS,
            FOOTER));
    for (FormRef.Opens opens : FormRef.Opens.values()) {
      FormRef form = FormRef.ofName("sizes");
      all.add(
          new MessageContent.Form(
              BODY, TITLE, form, opens, false, null, null, Map.of(), null, null));
    }
    List<Card> links = new ArrayList<>();
    List<Card> replies = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      links.add(
          new Card(MediaKind.IMAGE, LINK, "c".repeat(160), TITLE, "https://example.com", null));
      replies.add(new Card(MediaKind.VIDEO, STORED, null, TITLE, null, "reply-" + i));
    }
    all.add(new MessageContent.Cards(BODY, links));
    all.add(new MessageContent.Cards(BODY, replies.subList(0, 2)));
  }

  private static void commerce(List<MessageContent> all) {
    List<String> thirty = IntStream.range(0, 30).mapToObj(i -> "sku-" + i).toList();
    ProductSection one = new ProductSection(null, List.of("sku-1"));
    all.add(new Commerce.Products(null, null, null, "c", List.of(one), ProductView.SINGLE));
    all.add(new Commerce.Products(BODY, null, FOOTER, "c", List.of(one), ProductView.SINGLE));
    all.add(
        new Commerce.Products(
            BODY,
            "h".repeat(60),
            FOOTER,
            "c",
            List.of(
                new ProductSection("s".repeat(24), thirty.subList(0, 10)),
                new ProductSection("Other", thirty.subList(10, 30))),
            ProductView.LIST));
    List<ProductSection> ten = List.of(new ProductSection(null, thirty.subList(0, 10)));
    all.add(new Commerce.Products(BODY, null, null, "c", ten, ProductView.CARDS));
    all.add(new Commerce.Catalog(BODY, FOOTER, "sku-1"));
    all.add(new Commerce.Catalog(BODY, null, null));
    Bill bill =
        new Bill(
            "INR",
            2150,
            List.of(
                new Bill.Item("sku-1", "n".repeat(60), 2, 1500, 900L),
                new Bill.Item("sku-2", "Salt", 1, 200, null)),
            100L,
            100L,
            50L);
    all.add(
        new Commerce.OrderDetails(
            BODY,
            PICTURE,
            FOOTER,
            "r".repeat(35),
            Commerce.Goods.PHYSICAL,
            bill,
            Map.of("payment_type", "upi", "payment_configuration", "shop")));
    all.add(
        new Commerce.OrderDetails(
            BODY,
            null,
            null,
            "r1",
            Commerce.Goods.DIGITAL,
            new Bill("BRL", 100, List.of(), null, null, null),
            Map.of("payment_type", "br", "payment_settings", List.of(Map.of("type", "pix")))));
    for (Commerce.OrderState state : Commerce.OrderState.values()) {
      all.add(new Commerce.OrderStatus(BODY, FOOTER, "r1", state, "d".repeat(120)));
    }
    all.add(new Commerce.OrderStatus("On its way", null, "r1", Commerce.OrderState.SHIPPED, null));
  }

  private static void richTemplates(List<MessageContent> all) {
    ProductSection some = new ProductSection("Shoes", List.of("sku-1", "sku-2"));
    all.add(
        template(
            new TemplateComponent.HeaderPlace(
                new MessageContent.Location(-33.9, 18.4, "Cape Town", "Long Street")),
            new TemplateComponent.BodyPart(
                List.of(new TemplateComponent.Parameter("name", "p".repeat(1024))))));
    all.add(
        template(
            new TemplateComponent.BodyPart(
                List.of(new TemplateComponent.Parameter(null, "p".repeat(32_768))))));
    all.add(template(new TemplateComponent.HeaderPart("h".repeat(60), null, "title")));
    all.add(
        template(
            new TemplateComponent.OfferPart(Instant.parse("2026-12-31T23:59:59Z")),
            new TemplateComponent.ButtonPart(
                TemplateComponent.ButtonKind.COPY_CODE, 0, "c".repeat(15)),
            new TemplateComponent.ButtonPart(
                TemplateComponent.ButtonKind.URL, 1, "u".repeat(2000))));
    all.add(template(new TemplateComponent.FormPart(0, "token", Map.of("size", "M"))));
    all.add(template(new TemplateComponent.FormPart(9, null, Map.of())));
    all.add(template(new TemplateComponent.CatalogPart(0, "sku-1", List.of())));
    all.add(template(new TemplateComponent.CatalogPart(0, "sku-1", List.of(some))));
    List<TemplateComponent> mediaCard =
        List.of(
            new TemplateComponent.HeaderPart(
                null, new Header.Picture(MediaKind.IMAGE, STORED, null)),
            new TemplateComponent.BodyPart(List.of(new TemplateComponent.Parameter(null, "10%"))),
            new TemplateComponent.ButtonPart(
                TemplateComponent.ButtonKind.QUICK_REPLY, 0, "p".repeat(256)));
    List<TemplateComponent> productCard =
        List.of(new TemplateComponent.HeaderProduct(new Product("c", "sku-1")));
    all.add(
        template(
            new TemplateComponent.BodyPart(List.of(new TemplateComponent.Parameter(null, "Ann"))),
            new TemplateComponent.CarouselPart(Collections.nCopies(10, mediaCard))));
    all.add(template(new TemplateComponent.CarouselPart(List.of(productCard, productCard))));
  }

  private static MessageContent template(TemplateComponent... components) {
    return new MessageContent.Template("offer", "en_US", List.of(components));
  }

  private static void templates(List<MessageContent> all) {
    richTemplates(all);
    all.add(new MessageContent.Template("hello", "en", List.of()));
    all.add(
        new MessageContent.Template(
            "order_ready",
            "en_US",
            List.of(
                new TemplateComponent.HeaderPart(
                    null, new Header.Picture(MediaKind.DOCUMENT, LINK, "bill.pdf")),
                new TemplateComponent.BodyPart(
                    List.of(
                        new TemplateComponent.Parameter(null, "Ann"),
                        new TemplateComponent.Parameter(null, "7"))),
                new TemplateComponent.ButtonPart(TemplateComponent.ButtonKind.URL, 0, "id/7"),
                new TemplateComponent.ButtonPart(
                    TemplateComponent.ButtonKind.QUICK_REPLY, 1, "cancel"),
                new TemplateComponent.ButtonPart(
                    TemplateComponent.ButtonKind.COPY_CODE, 2, "SALE"))));
    all.add(
        new MessageContent.Template(
            "greeting", "nl", List.of(new TemplateComponent.HeaderPart("Ann", null))));
  }
}
