package io.botflow.ai.document;

import org.jspecify.annotations.Nullable;

/** What came of reading a document. */
public sealed interface ReadDocument {

  /**
   * It was read.
   *
   * @param title as the document says; null where it does not
   * @param text Markdown: headings, paragraphs, lists
   * @param language as the document says, BCP 47; null where it does not
   */
  record Read(@Nullable String title, String text, @Nullable String language)
      implements ReadDocument {}

  /** It was not read, and will not be another time. */
  record Refused(Why why) implements ReadDocument {}

  /** Why a document is refused. */
  enum Why {
    /** Neither Markdown, text, HTML, PDF, DOCX nor CSV, whatever its name says. */
    KIND("Files of this kind are not read: Markdown, text, HTML, PDF, DOCX and CSV are"),
    /** It needs a password. */
    ENCRYPTED("The file is protected by a password; save it without one"),
    /** More text than is taken. */
    TOO_LONG("The file has more text than is taken; divide it"),
    /** It unpacks to very much more than it is, as only made files do. */
    BOMB("The file unpacks to far more than a document does"),
    /** No text in it, such as pages that were only photographed. */
    EMPTY("The file has no text; pages that were scanned need recognised text"),
    /** It breaks the rules of its own kind. */
    DAMAGED("The file is damaged"),
    /** It took longer, or more memory, than any document should. */
    TOO_MUCH("Reading the file took more time or memory than a document may");

    private final String text;

    Why(String text) {
      this.text = text;
    }

    /** For whoever uploaded it. */
    public String text() {
      return text;
    }
  }
}
