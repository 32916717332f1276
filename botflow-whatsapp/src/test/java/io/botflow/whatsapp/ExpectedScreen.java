package io.botflow.whatsapp;

import io.botflow.message.Card;
import io.botflow.message.Commerce;
import io.botflow.message.ContactCard;
import io.botflow.message.Header;
import io.botflow.message.MediaKind;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.message.ProductSection;
import io.botflow.message.TemplateComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a person has to see of a message, told from the message itself and not from its JSON. */
final class ExpectedScreen {
  private final List<String> lines = new ArrayList<>();

  private ExpectedScreen() {}

  static List<String> of(MessageContent content, @Nullable String replyTo) {
    ExpectedScreen screen = new ExpectedScreen();
    if (replyTo != null && !(content instanceof MessageContent.Reaction)) {
      screen.add("answers " + replyTo);
    }
    screen.content(content);
    return screen.lines;
  }

  private void content(MessageContent content) {
    switch (content) {
      case MessageContent.Text text -> add(text.body(), text.preview() ? "[preview]" : null);
      case MessageContent.Media media -> {
        medium(media.voice() ? "voice note" : name(media.kind()), media.source());
        add(media.filename(), media.caption());
      }
      case MessageContent.Location place -> place(place);
      case MessageContent.Contacts contacts -> contacts.cards().forEach(this::contact);
      case MessageContent.Reaction reaction ->
          add(reaction.emoji() + " on " + reaction.messageId());
      case MessageContent.Buttons buttons -> {
        frame(buttons.header(), buttons.body(), buttons.footer());
        buttons.options().forEach(option -> add("( " + option.title() + " )"));
      }
      case MessageContent.ListMenu list -> {
        add(list.header(), list.body(), list.footer(), "( " + list.button() + " )");
        list.sections()
            .forEach(
                section -> {
                  add(section.title());
                  section.rows().forEach(row -> add("- " + row.title(), row.description()));
                });
      }
      case MessageContent.CallToAction action -> {
        frame(action.header(), action.body(), action.footer());
        add("( " + action.button() + " ) " + action.url());
      }
      case MessageContent.LocationRequest request -> add(request.body(), "( Send location )");
      case MessageContent.ContactRequest request -> add(request.body(), "( Share contact info )");
      case MessageContent.AddressRequest request -> add(request.body(), "( Provide address )");
      case MessageContent.Form form -> {
        frame(form.header(), form.body(), form.footer());
        add("( " + form.button() + " )");
      }
      case MessageContent.Cards cards -> {
        add(cards.body());
        cards.cards().forEach(this::card);
      }
      case MessageContent.Template template -> {
        add("[" + template.name() + " " + template.language() + "]");
        template.components().forEach(this::component);
      }
      case Commerce commerce -> commerce(commerce);
      case MessageContent.Tap ignored -> throw new AssertionError("not sent");
      case MessageContent.FormReply ignored -> throw new AssertionError("not sent");
      case MessageContent.Order ignored -> throw new AssertionError("not sent");
      case MessageContent.Unsupported ignored -> throw new AssertionError("not sent");
    }
  }

  private void commerce(Commerce commerce) {
    switch (commerce) {
      case Commerce.Products products -> {
        add(products.header(), products.body(), products.footer());
        boolean list = products.view() == Commerce.ProductView.LIST;
        add(list ? "( View items )" : null);
        for (ProductSection section : products.sections()) {
          add(list ? section.title() : null);
          section.products().forEach(product -> add("[product " + product + "]"));
        }
      }
      case Commerce.Catalog catalog -> add(catalog.body(), catalog.footer(), "( View catalog )");
      case Commerce.OrderDetails details -> {
        frame(details.header(), details.body(), details.footer());
        details.bill().items().forEach(item -> add(item.quantity() + " x " + item.name()));
        add(details.bill().currency() + " " + details.bill().total(), "( Review and pay )");
      }
      case Commerce.OrderStatus status ->
          add(
              status.body(),
              status.footer(),
              status.reference() + " " + status.state().name().toLowerCase(Locale.ROOT),
              status.description());
    }
  }

  private void component(TemplateComponent component) {
    switch (component) {
      case TemplateComponent.HeaderPart header -> {
        add(header.text());
        if (header.media() != null) {
          frame(header.media(), null, null);
        }
      }
      case TemplateComponent.HeaderPlace header -> place(header.place());
      case TemplateComponent.HeaderProduct header ->
          add("[product " + header.product().product() + "]");
      case TemplateComponent.BodyPart body ->
          body.parameters().forEach(parameter -> add(parameter.text()));
      case TemplateComponent.ButtonPart button -> add(button.value());
      case TemplateComponent.FormPart ignored -> add("( flow )");
      case TemplateComponent.CatalogPart catalog -> {
        add(catalog.sections().isEmpty() ? "( catalog )" : "( mpm )");
        catalog
            .sections()
            .forEach(
                section -> section.products().forEach(product -> add("[product " + product + "]")));
      }
      case TemplateComponent.CarouselPart carousel ->
          carousel.cards().forEach(card -> card.forEach(this::component));
      case TemplateComponent.OfferPart offer -> add("until " + offer.endsAt().toEpochMilli());
    }
  }

  private void card(Card card) {
    medium(name(card.kind()), card.media());
    add(card.text());
    add("( " + card.button() + " )" + (card.url() == null ? "" : " " + card.url()));
  }

  private void contact(ContactCard card) {
    add("[contact] " + card.formattedName());
    add(card.organization(), card.department(), card.title(), card.birthday());
    card.numbers().forEach(number -> add(number));
    card.emails().forEach(email -> add(email));
    card.urls().forEach(url -> add(url));
    card.addresses().forEach(a -> add(a.street(), a.city(), a.state(), a.zip(), a.country()));
  }

  private void place(MessageContent.Location place) {
    add("[place " + place.latitude() + " " + place.longitude() + "]");
    add(place.name(), place.address());
  }

  private void frame(@Nullable Header header, @Nullable String body, @Nullable String footer) {
    switch (header) {
      case Header.Words words -> add(words.text());
      case Header.Picture picture -> {
        medium(name(picture.kind()), picture.source());
        add(picture.filename());
      }
      case null -> {
        // Nothing stands above.
      }
    }
    add(body, footer);
  }

  private void medium(String kind, MediaSource source) {
    String where =
        switch (source) {
          case MediaSource.Link link -> link.url();
          case MediaSource.Stored stored -> "#" + stored.id();
        };
    add("[" + kind + " " + where + "]");
  }

  private static String name(MediaKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private void add(@Nullable String... texts) {
    for (String text : texts) {
      if (text != null) {
        lines.add(text);
      }
    }
  }
}
