package io.botflow.node;

import io.botflow.expression.Expression;
import io.botflow.expression.Template;
import io.botflow.expression.TextPattern;
import io.botflow.flow.VariableType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a question accepts.
 *
 * @param options fixed ones, for {@code choice}
 * @param optionsFrom a list of texts, or of objects with {@code id}, {@code title} and {@code
 *     description}, for choices that are known only when it runs
 * @param button the words on the button that opens a list
 * @param min least number, length of text or first day
 * @param max greatest number, length of text or last day; for {@code rating} the best mark
 * @param pattern a regular expression (RE2) that text must match as a whole
 */
public record QuestionInput(
    @Setting("Answer") Kind type,
    @Setting("Options") List<Choice> options,
    @Setting("Options from") @Nullable Expression optionsFrom,
    @Setting(value = "List button", translated = true) @Nullable Template button,
    @Setting("Least") @Nullable String min,
    @Setting("Most") @Nullable String max,
    @Setting("Pattern") @Nullable TextPattern pattern) {
  public QuestionInput {
    type = type == null ? Kind.TEXT : type;
    options = options == null ? List.of() : List.copyOf(options);
  }

  /** An input of a kind without limits. */
  static QuestionInput of(Kind kind) {
    return new QuestionInput(kind, List.of(), null, null, null, null, null);
  }

  /** The kinds of answers. */
  public enum Kind {
    TEXT(VariableType.TEXT),
    NUMBER(VariableType.NUMBER),
    INTEGER(VariableType.NUMBER),
    EMAIL(VariableType.EMAIL),
    PHONE(VariableType.PHONE),
    URL(VariableType.URL),
    DATE(VariableType.DATE),
    TIME(VariableType.TIME),
    DATETIME(VariableType.DATETIME),
    CHOICE(VariableType.TEXT),
    YES_NO(VariableType.BOOLEAN),
    RATING(VariableType.NUMBER),
    LOCATION(VariableType.LOCATION),
    MEDIA(VariableType.MEDIA),
    CONTACT(VariableType.OBJECT),
    FORM(VariableType.OBJECT),
    ORDER(VariableType.OBJECT),
    ANY(VariableType.ANY);

    private final VariableType fills;

    Kind(VariableType fills) {
      this.fills = fills;
    }

    /** The type of the variable that it fills. */
    public VariableType fills() {
      return fills;
    }
  }

  /**
   * One option.
   *
   * @param id what the variable gets, and the port where the author draws one; the title in plain
   *     form where none is given
   */
  public record Choice(
      @Setting("Id") @Nullable String id,
      @Setting(value = "Title", translated = true) Template title,
      @Setting(value = "Second line", translated = true) @Nullable Template description) {

    /** What it is known by; a title without letters and digits as it stands. */
    public String key() {
      if (id != null && !id.isBlank()) {
        return id;
      }
      String plain = Words.plain(title.source());
      return plain.isEmpty() ? title.source() : plain.replace(' ', '_');
    }
  }
}
