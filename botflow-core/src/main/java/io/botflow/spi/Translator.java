package io.botflow.spi;

/** Translates texts. Thread-safe; may block. */
@FunctionalInterface
public interface Translator {

  /** The text in another language; languages are BCP 47 tags. */
  String translate(String text, String from, String to);
}
