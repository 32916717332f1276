package io.botflow.ai.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Makes Markdown of the XHTML that a parser tells of; what is around a page's own text is left out.
 */
final class MarkdownText extends DefaultHandler {
  private static final Set<String> LEFT_OUT =
      Set.of(
          "head", "script", "style", "nav", "header", "footer", "aside", "form", "noscript", "svg");

  private static final Set<String> BLOCKS =
      Set.of("p", "div", "section", "article", "main", "ul", "ol", "table", "pre", "blockquote");

  private static final String ROW = "tr";

  private final int longest;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder line = new StringBuilder();
  private final List<String> cells = new ArrayList<>();
  private int leftOut;

  /**
   * Empty.
   *
   * @param longest most characters
   */
  MarkdownText(int longest) {
    this.longest = longest;
  }

  /** There is more text than is taken. */
  static final class TooLong extends SAXException {
    private static final long serialVersionUID = 1L;
  }

  String text() {
    return text.toString().strip();
  }

  @Override
  public void startElement(String uri, String name, String qualified, Attributes attributes)
      throws SAXException {
    String tag = name.toLowerCase(Locale.ROOT);
    if (leftOut > 0 || LEFT_OUT.contains(tag)) {
      leftOut++;
      return;
    }
    if (isHeading(tag)) {
      block();
      line.append("#".repeat(tag.charAt(1) - '0')).append(' ');
    } else if (BLOCKS.contains(tag) && cells.isEmpty()) {
      block();
    } else if (tag.equals("li")) {
      line();
      line.append("- ");
    } else if (tag.equals("br")) {
      line();
    } else if (tag.equals(ROW)) {
      line();
    }
  }

  @Override
  public void endElement(String uri, String name, String qualified) throws SAXException {
    if (leftOut > 0) {
      leftOut--;
      return;
    }
    String tag = name.toLowerCase(Locale.ROOT);
    if (isHeading(tag) || (BLOCKS.contains(tag) && cells.isEmpty())) {
      block();
    } else if (tag.equals("td") || tag.equals("th")) {
      cells.add(line.toString().strip());
      line.setLength(0);
    } else if (tag.equals(ROW)) {
      row();
    } else if (tag.equals("li")) {
      line();
    }
  }

  private static boolean isHeading(String tag) {
    return tag.length() == 2
        && tag.charAt(0) == 'h'
        && tag.charAt(1) >= '1'
        && tag.charAt(1) <= '6';
  }

  @Override
  public void characters(char[] characters, int start, int length) throws SAXException {
    if (leftOut > 0) {
      return;
    }
    if (text.length() + line.length() + length > longest) {
      throw new TooLong();
    }
    for (int i = start; i < start + length; i++) {
      char c = characters[i];
      if (!Character.isWhitespace(c) && c != '\u00a0') {
        line.append(c);
      } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
        line.append(' ');
      }
    }
  }

  @Override
  public void ignorableWhitespace(char[] characters, int start, int length) throws SAXException {
    characters(characters, start, length);
  }

  private void row() {
    if (!cells.isEmpty()) {
      line.append(String.join(" | ", cells));
      cells.clear();
      line();
    }
    cells.clear();
  }

  private void line() {
    if (!line.toString().isBlank()) {
      text.append(line.toString().strip()).append('\n');
    }
    line.setLength(0);
  }

  private void block() {
    line();
    if (!text.isEmpty() && !text.toString().endsWith("\n\n")) {
      text.append('\n');
    }
  }
}
