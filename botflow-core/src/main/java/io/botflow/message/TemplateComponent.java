package io.botflow.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values that one part of an approved template is sent with. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "part")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TemplateComponent.HeaderPart.class, name = "header"),
  @JsonSubTypes.Type(value = TemplateComponent.HeaderPlace.class, name = "header_place"),
  @JsonSubTypes.Type(value = TemplateComponent.HeaderProduct.class, name = "header_product"),
  @JsonSubTypes.Type(value = TemplateComponent.BodyPart.class, name = "body"),
  @JsonSubTypes.Type(value = TemplateComponent.ButtonPart.class, name = "button"),
  @JsonSubTypes.Type(value = TemplateComponent.FormPart.class, name = "form_button"),
  @JsonSubTypes.Type(value = TemplateComponent.CatalogPart.class, name = "catalog_button"),
  @JsonSubTypes.Type(value = TemplateComponent.CarouselPart.class, name = "carousel"),
  @JsonSubTypes.Type(value = TemplateComponent.OfferPart.class, name = "offer")
})
public sealed interface TemplateComponent {

  /**
   * The header: either words for its variable or a picture, film or document.
   *
   * @param name the variable's name, or null where the template counts its variables
   */
  record HeaderPart(@Nullable String text, Header.@Nullable Picture media, @Nullable String name)
      implements TemplateComponent {

    /** A header whose variable has no name. */
    public HeaderPart(@Nullable String text, Header.@Nullable Picture media) {
      this(text, media, null);
    }
  }

  /** A header that shows a place. */
  record HeaderPlace(MessageContent.Location place) implements TemplateComponent {
    public HeaderPlace {
      Objects.requireNonNull(place, "place");
    }
  }

  /** A header that shows a product. */
  record HeaderProduct(Product product) implements TemplateComponent {
    public HeaderProduct {
      Objects.requireNonNull(product, "product");
    }
  }

  /** The body's variables in order. */
  record BodyPart(List<Parameter> parameters) implements TemplateComponent {
    public BodyPart {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * A button's variable.
   *
   * @param index the button's place, from 0
   * @param value the end of the address, the quick reply's payload or the code to copy
   */
  record ButtonPart(ButtonKind kind, int index, String value) implements TemplateComponent {
    public ButtonPart {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(value, "value");
    }
  }

  /**
   * A button that opens a form.
   *
   * @param token what the business wants back with the answers, or null
   * @param data what the first screen shows
   */
  record FormPart(int index, @Nullable String token, Map<String, Object> data)
      implements TemplateComponent {
    public FormPart {
      data = Map.copyOf(data);
    }
  }

  /**
   * A button that opens the catalogue, or the listed products of it.
   *
   * @param thumbnail the number of the product whose picture is shown, or null for the first
   * @param sections the products to list; empty for the whole catalogue
   */
  record CatalogPart(int index, @Nullable String thumbnail, List<ProductSection> sections)
      implements TemplateComponent {
    public CatalogPart {
      sections = List.copyOf(sections);
    }
  }

  /** Cards to leaf through; each has the values of its own header, body and buttons. */
  record CarouselPart(List<List<TemplateComponent>> cards) implements TemplateComponent {
    public CarouselPart {
      cards = cards.stream().map(List::copyOf).toList();
    }
  }

  /** An offer whose time runs out. */
  record OfferPart(Instant endsAt) implements TemplateComponent {
    public OfferPart {
      Objects.requireNonNull(endsAt, "endsAt");
    }
  }

  /** The kinds of template buttons that carry a variable. */
  enum ButtonKind {
    URL,
    QUICK_REPLY,
    COPY_CODE
  }

  /**
   * One variable of a template's body.
   *
   * @param name the variable's name, or null where the template counts its variables
   */
  record Parameter(@Nullable String name, String text) {
    public Parameter {
      Objects.requireNonNull(text, "text");
    }
  }
}
