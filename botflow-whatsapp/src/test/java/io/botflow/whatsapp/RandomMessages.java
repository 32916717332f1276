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
import io.botflow.message.ProductSection;
import io.botflow.message.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Messages of every kind that a business can send, within the limits, from a seed. */
final class RandomMessages {
  /** Letters of several alphabets, signs that JSON escapes, emoji of one and of two units. */
  private static final String[] LETTERS = {
    "a",
    "Z",
    "9",
    " ",
    "é",
    "ß",
    "ش",
    "न",
    "漢",
    "\"",
    "\\",
    "\n",
    "/",
    "<",
    "&",
    "\u2028",
    "\uD83D\uDC4B"
  };

  private final Random random;
  private final RandomTemplates templates;

  RandomMessages(long seed) {
    random = new Random(seed);
    templates = new RandomTemplates(random, this);
  }

  /** Every kind in turn. */
  List<Supplier<MessageContent>> kinds() {
    return List.of(
        () -> new MessageContent.Text(words(4096), random.nextBoolean()),
        this::media,
        this::buttons,
        this::list,
        () -> new MessageContent.CallToAction(words(1024), words(20), url(), header(), footer()),
        this::location,
        () -> new MessageContent.LocationRequest(words(1024)),
        this::contacts,
        () -> new MessageContent.ContactRequest(words(1024)),
        () ->
            new MessageContent.AddressRequest(
                words(1024), "IN", Map.of("city", words(20)), Map.of()),
        templates::next,
        () ->
            new MessageContent.Reaction(
                "wamid." + random.nextInt(),
                random.nextBoolean() ? "" : "\uD83D\uDC4D\uD83C\uDFFD"),
        this::form,
        this::cards,
        this::products,
        () -> new Commerce.Catalog(words(1024), footer(), maybe("sku-7")),
        this::order,
        () ->
            new Commerce.OrderStatus(
                words(1024),
                footer(),
                id(35),
                pick(Commerce.OrderState.values()),
                maybe(words(120))));
  }

  String words(int most) {
    StringBuilder text = new StringBuilder(pick("x", "B", "7", "ø"));
    int length = random.nextInt(random.nextInt(most) + 1);
    while (text.length() < length - 1) {
      text.append(pick(LETTERS));
    }
    return text.substring(0, Math.min(most, text.length())).strip();
  }

  String id(int most) {
    return "i" + Long.toString(random.nextLong() & Long.MAX_VALUE, 36).substring(0, 8 % most);
  }

  @SafeVarargs
  final <T> T pick(T... of) {
    return of[random.nextInt(of.length)];
  }

  <T> @Nullable T maybe(T value) {
    return random.nextBoolean() ? value : null;
  }

  String url() {
    return "https://example.com/" + random.nextInt();
  }

  MediaSource source() {
    return random.nextBoolean()
        ? new MediaSource.Link(url())
        : new MediaSource.Stored(Integer.toString(random.nextInt(1 << 30)), null, null);
  }

  Header.Picture picture() {
    MediaKind kind = pick(MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.DOCUMENT);
    String filename = kind == MediaKind.DOCUMENT ? maybe("bill.pdf") : null;
    return new Header.Picture(kind, source(), filename);
  }

  private @Nullable Header header() {
    return switch (random.nextInt(3)) {
      case 0 -> new Header.Words(words(60));
      case 1 -> picture();
      default -> null;
    };
  }

  private @Nullable String footer() {
    return maybe(words(60));
  }

  private MessageContent media() {
    MediaKind kind = pick(MediaKind.values());
    boolean caption = kind != MediaKind.AUDIO && kind != MediaKind.STICKER;
    return new MessageContent.Media(
        kind,
        source(),
        caption ? maybe(words(1024)) : null,
        kind == MediaKind.DOCUMENT ? maybe(words(60)) : null,
        null,
        kind == MediaKind.AUDIO && random.nextBoolean());
  }

  private List<Option> options(int most, int title, int description) {
    List<Option> options = new ArrayList<>();
    int count = 1 + random.nextInt(most);
    for (int i = 0; i < count; i++) {
      String second = description == 0 ? null : maybe(words(description));
      options.add(new Option(id(200) + i, i + words(title - 1), second));
    }
    return options;
  }

  private MessageContent buttons() {
    return new MessageContent.Buttons(words(1024), header(), footer(), options(3, 20, 0));
  }

  private MessageContent list() {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section(maybe(words(24)), options(5, 24, 72)));
    if (random.nextBoolean()) {
      sections.set(0, new Section(words(24), sections.get(0).rows()));
      sections.add(new Section(words(24), options(5, 24, 72)));
    }
    return new MessageContent.ListMenu(
        words(1024), words(20), maybe(words(60)), footer(), sections);
  }

  MessageContent.Location location() {
    return new MessageContent.Location(
        random.nextDouble(-90, 90),
        random.nextDouble(-180, 180),
        maybe(words(60)),
        maybe(words(60)));
  }

  private MessageContent contacts() {
    List<ContactCard> cards = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      cards.add(
          new ContactCard(
              words(40),
              words(20),
              maybe(words(20)),
              maybe(words(20)),
              maybe(words(20)),
              maybe(words(20)),
              maybe("1990-01-31"),
              List.of(new ContactCard.Phone("+27 82 " + i, maybe("CELL"), maybe("2782" + i))),
              random.nextBoolean() ? List.of("a@b.c") : List.of(),
              random.nextBoolean() ? List.of(url()) : List.of(),
              List.of(
                  new ContactCard.Postal(
                      maybe(words(20)),
                      maybe(words(20)),
                      null,
                      maybe("4001"),
                      "India",
                      "IN",
                      null)),
              null));
    }
    return new MessageContent.Contacts(cards);
  }

  private MessageContent form() {
    boolean endpoint = random.nextBoolean();
    boolean screen = !endpoint && random.nextBoolean();
    return new MessageContent.Form(
        words(1024),
        words(20),
        random.nextBoolean() ? FormRef.ofId(id(20)) : FormRef.ofName(words(20)),
        endpoint ? FormRef.Opens.ENDPOINT : FormRef.Opens.SCREEN,
        random.nextBoolean(),
        maybe(id(40)),
        screen ? "SCREEN_" + random.nextInt(9) : null,
        screen ? Map.of("a", random.nextInt(), "b", words(40)) : Map.of(),
        header(),
        footer());
  }

  private MessageContent cards() {
    MediaKind kind = pick(MediaKind.IMAGE, MediaKind.VIDEO);
    boolean links = random.nextBoolean();
    List<Card> cards = new ArrayList<>();
    int count = 2 + random.nextInt(9);
    for (int i = 0; i < count; i++) {
      String text = maybe(words(160).replace('\n', ' '));
      cards.add(
          new Card(
              kind, source(), text, words(20), links ? url() : null, links ? null : id(9) + i));
    }
    return new MessageContent.Cards(words(1024), cards);
  }

  ProductSection section(int from, int to, @Nullable String title) {
    return new ProductSection(title, IntStream.range(from, to).mapToObj(i -> "sku-" + i).toList());
  }

  private MessageContent products() {
    int count = 2 + random.nextInt(9);
    return switch (pick(ProductView.values())) {
      case SINGLE ->
          new Commerce.Products(
              maybe(words(1024)),
              null,
              footer(),
              "c1",
              List.of(section(3, 4, null)),
              ProductView.SINGLE);
      case LIST ->
          new Commerce.Products(
              words(1024),
              words(60),
              footer(),
              "c1",
              List.of(section(0, count, words(24)), section(count, 2 * count, words(24))),
              ProductView.LIST);
      case CARDS ->
          new Commerce.Products(
              words(1024), null, null, "c1", List.of(section(0, count, null)), ProductView.CARDS);
    };
  }

  private MessageContent order() {
    List<Bill.Item> items = new ArrayList<>();
    long due = 0;
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      Bill.Item item =
          new Bill.Item(
              "sku-" + i, words(60), 1 + random.nextInt(9), 1 + random.nextInt(9999), null);
      items.add(item);
      due += item.quantity() * item.price();
    }
    Long tax = maybe(100L);
    Long discount = maybe(1L);
    long total = due + (tax == null ? 0 : tax) - (discount == null ? 0 : discount);
    return new Commerce.OrderDetails(
        words(1024),
        random.nextBoolean() ? new Header.Picture(MediaKind.IMAGE, source(), null) : null,
        footer(),
        id(35),
        pick(Commerce.Goods.values()),
        new Bill("INR", total, items, tax, null, discount),
        Map.of("payment_type", "upi", "payment_configuration", "shop"));
  }
}
