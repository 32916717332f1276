package io.botflow.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values that one part of an approved template is sent with. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "part")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TemplateComponent.HeaderPart.class, name = "header"),
  @JsonSubTypes.Type(value = TemplateComponent.BodyPart.class, name = "body"),
  @JsonSubTypes.Type(value = TemplateComponent.ButtonPart.class, name = "button")
})
public sealed interface TemplateComponent {

  /** The header: either words for its variable or a picture, film or document. */
  record HeaderPart(@Nullable String text, Header.@Nullable Picture media)
      implements TemplateComponent {}

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
