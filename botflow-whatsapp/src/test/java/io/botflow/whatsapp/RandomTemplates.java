package io.botflow.whatsapp;

import io.botflow.message.MessageContent;
import io.botflow.message.Product;
import io.botflow.message.TemplateComponent;
import io.botflow.message.TemplateComponent.ButtonKind;
import io.botflow.message.TemplateComponent.Parameter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Template messages with every component, from a seed. */
final class RandomTemplates {
  private final Random random;
  private final RandomMessages messages;

  RandomTemplates(Random random, RandomMessages messages) {
    this.random = random;
    this.messages = messages;
  }

  MessageContent next() {
    List<TemplateComponent> components = new ArrayList<>();
    switch (random.nextInt(5)) {
      case 0 -> components.add(new TemplateComponent.HeaderPart(messages.words(60), null));
      case 1 -> components.add(new TemplateComponent.HeaderPart(null, messages.picture()));
      case 2 -> components.add(new TemplateComponent.HeaderPlace(messages.location()));
      case 3 ->
          components.add(
              new TemplateComponent.OfferPart(Instant.ofEpochSecond(random.nextInt(1 << 30))));
      default -> {
        // A template without a header.
      }
    }
    components.add(body());
    int buttons = random.nextInt(4);
    for (int i = 0; i < buttons; i++) {
      components.add(button(i));
    }
    if (random.nextInt(4) == 0) {
      components.add(carousel());
    }
    return new MessageContent.Template("t_" + random.nextInt(99), "pt_BR", components);
  }

  private TemplateComponent body() {
    boolean named = random.nextBoolean();
    List<Parameter> parameters = new ArrayList<>();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      parameters.add(new Parameter(named ? "p" + i : null, messages.words(100)));
    }
    return new TemplateComponent.BodyPart(parameters);
  }

  private TemplateComponent button(int index) {
    return switch (random.nextInt(5)) {
      case 0 -> new TemplateComponent.ButtonPart(ButtonKind.URL, index, messages.id(9));
      case 1 -> new TemplateComponent.ButtonPart(ButtonKind.QUICK_REPLY, index, messages.id(9));
      case 2 -> new TemplateComponent.ButtonPart(ButtonKind.COPY_CODE, index, "SALE");
      case 3 -> new TemplateComponent.FormPart(index, messages.maybe("token"), Map.of("a", "b"));
      default ->
          new TemplateComponent.CatalogPart(
              index,
              "sku-0",
              random.nextBoolean() ? List.of() : List.of(messages.section(0, 5, "Five")));
    };
  }

  private TemplateComponent carousel() {
    List<List<TemplateComponent>> cards = new ArrayList<>();
    boolean products = random.nextBoolean();
    for (int i = 0; i < 2; i++) {
      cards.add(
          products
              ? List.of(new TemplateComponent.HeaderProduct(new Product("c1", "sku-" + i)))
              : List.of(
                  new TemplateComponent.HeaderPart(null, messages.picture()),
                  new TemplateComponent.ButtonPart(ButtonKind.QUICK_REPLY, 0, messages.id(9))));
    }
    return new TemplateComponent.CarouselPart(cards);
  }
}
