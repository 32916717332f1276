package io.botflow.spi;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Translates texts. Thread-safe; may block for some seconds. */
@FunctionalInterface
public interface Translator {

  /**
   * Translates texts that belong together. Never throws for what the network or a provider does.
   *
   * @param payer at whose cost
   * @param texts what is in double braces stays as it is
   * @param from the language that they are in, a BCP 47 tag; null where that is to be found out
   * @param to the language that they shall be in
   */
  Translation translate(Payer payer, List<String> texts, @Nullable String from, String to);

  /** What came of it. */
  sealed interface Translation {}

  /**
   * The texts in the other language.
   *
   * @param from the language that they were in; null where nobody knows
   * @param texts as many as were given, in their order
   */
  record Done(@Nullable String from, List<String> texts) implements Translation {
    public Done {
      texts = List.copyOf(texts);
    }
  }

  /**
   * No translation.
   *
   * @param why for people
   */
  record Failed(String why) implements Translation {
    public Failed {
      Objects.requireNonNull(why, "why");
    }
  }
}
