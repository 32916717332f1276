package io.botflow.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What messages say in plain words, for channels that cannot show them as they are. */
public final class Wording {
  private Wording() {}

  /**
   * The words of a message: menus as numbered lines, buttons that open something as a line with the
   * address. A message without any words is its kind in brackets, so never empty.
   */
  public static String of(MessageContent content) {
    return switch (content) {
      case MessageContent.Text text -> text.body();
      case MessageContent.Media media -> media(media);
      case MessageContent.Buttons buttons ->
          paragraphs(
              header(buttons.header()),
              numbered(buttons.body(), List.of(new Section(null, buttons.options()))),
              buttons.footer());
      case MessageContent.ListMenu list ->
          paragraphs(list.header(), numbered(list.body(), list.sections()), list.footer());
      case MessageContent.CallToAction action ->
          paragraphs(
              header(action.header()),
              action.body(),
              action.button() + ": " + action.url(),
              action.footer());
      case MessageContent.Location place -> location(place);
      case MessageContent.LocationRequest request -> request.body();
      case MessageContent.ContactRequest request -> request.body();
      case MessageContent.AddressRequest request -> request.body();
      case MessageContent.Contacts contacts ->
          contacts.cards().stream().map(Wording::contact).collect(Collectors.joining("\n\n"));
      case MessageContent.Template template -> template(template);
      case MessageContent.Reaction reaction -> reaction.emoji();
      case MessageContent.Form form ->
          paragraphs(header(form.header()), form.body(), form.footer());
      case MessageContent.Cards cards -> cards(cards);
      case Commerce commerce -> commerce(commerce);
      case MessageContent.Tap tap -> tap.title();
      case MessageContent.FormReply ignored -> "[form]";
      case MessageContent.Order order -> order.text() == null ? "[order]" : order.text();
      case MessageContent.Unsupported unsupported -> "[" + unsupported.type() + "]";
    };
  }

  /**
   * A text with numbered lines below it; whoever answers with a number or a title chooses that
   * line. Ids are never shown.
   */
  public static String numbered(String body, List<Section> sections) {
    List<String> lines = new ArrayList<>();
    if (!body.isEmpty()) {
      lines.add(body);
    }
    int number = 1;
    for (Section section : sections) {
      if (section.title() != null && !section.title().isBlank()) {
        lines.add(section.title());
      }
      for (Option row : section.rows()) {
        String second = row.description() == null ? "" : " - " + row.description();
        lines.add(number++ + ". " + row.title() + second);
      }
    }
    return String.join("\n", lines);
  }

  private static String media(MessageContent.Media media) {
    return lines(media.caption(), picture(media.kind(), media.source(), media.filename()));
  }

  private static @Nullable String header(@Nullable Header header) {
    return switch (header) {
      case null -> null;
      case Header.Words words -> words.text();
      case Header.Picture picture -> picture(picture.kind(), picture.source(), picture.filename());
    };
  }

  /** Where it is, or what it is where only another channel could show it. */
  private static String picture(MediaKind kind, MediaSource source, @Nullable String filename) {
    return switch (source) {
      case MediaSource.Link link -> filename == null ? link.url() : filename + ": " + link.url();
      case MediaSource.Stored ignored ->
          "[" + (filename == null ? kind.name().toLowerCase(Locale.ROOT) : filename) + "]";
    };
  }

  private static String location(MessageContent.Location place) {
    return lines(
        place.name(),
        place.address(),
        String.format(Locale.ROOT, "%.6f, %.6f", place.latitude(), place.longitude()),
        place.url());
  }

  private static String contact(ContactCard card) {
    return lines(
        Stream.of(
                Stream.of(card.formattedName()),
                Stream.ofNullable(card.organization()),
                card.numbers().stream(),
                card.emails().stream(),
                card.urls().stream())
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  /** Only the channel that approved it knows its words; the values are what is left. */
  private static String template(MessageContent.Template template) {
    List<String> values = new ArrayList<>();
    for (TemplateComponent component : template.components()) {
      if (component instanceof TemplateComponent.HeaderPart header && header.text() != null) {
        values.add(header.text());
      } else if (component instanceof TemplateComponent.BodyPart body) {
        body.parameters().forEach(parameter -> values.add(parameter.text()));
      }
    }
    return values.isEmpty() ? "[" + template.name() + "]" : String.join("\n", values);
  }

  private static String cards(MessageContent.Cards cards) {
    List<@Nullable String> parts = new ArrayList<>();
    parts.add(cards.body());
    for (Card card : cards.cards()) {
      String button = card.url() == null ? card.button() : card.button() + ": " + card.url();
      parts.add(lines(card.text(), picture(card.kind(), card.media(), null), button));
    }
    return paragraphs(parts.toArray(new @Nullable String[0]));
  }

  private static String commerce(Commerce commerce) {
    return switch (commerce) {
      case Commerce.Products products -> {
        String goods =
            products.sections().stream()
                .flatMap(
                    section ->
                        Stream.concat(
                            Stream.ofNullable(section.title()), section.products().stream()))
                .collect(Collectors.joining("\n"));
        yield paragraphs(products.header(), products.words(), goods, products.footer());
      }
      case Commerce.Catalog catalog -> paragraphs(catalog.body(), catalog.footer());
      case Commerce.OrderDetails details ->
          paragraphs(details.body(), bill(details), details.footer());
      case Commerce.OrderStatus status ->
          paragraphs(
              status.body(), lines(status.reference(), status.description()), status.footer());
    };
  }

  private static String bill(Commerce.OrderDetails details) {
    List<String> lines = new ArrayList<>();
    lines.add(details.reference());
    for (Bill.Item item : details.bill().items()) {
      lines.add(item.quantity() + " x " + item.name());
    }
    lines.add(money(details.bill().total()) + " " + details.bill().currency());
    return String.join("\n", lines);
  }

  private static String money(long hundredths) {
    return String.format(Locale.ROOT, "%d.%02d", hundredths / 100, Math.abs(hundredths % 100));
  }

  private static String lines(@Nullable String... parts) {
    return joined("\n", parts);
  }

  private static String paragraphs(@Nullable String... parts) {
    return joined("\n\n", parts);
  }

  private static String joined(String between, @Nullable String... parts) {
    return Stream.of(parts)
        .filter(Objects::nonNull)
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining(between));
  }
}
