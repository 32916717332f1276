package io.botflow.whatsapp.template;

import io.botflow.message.MediaKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks a template against Meta's rules before it is sent there, all problems at once. */
public final class TemplateProblems {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]+");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(_[A-Za-z]{2,4})?");
  private static final Pattern VARIABLE_NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern FORMATTING = Pattern.compile("[*~`\n\r]");

  private final MessageTemplate template;
  private final List<TemplateProblem> problems = new ArrayList<>();

  private TemplateProblems(MessageTemplate template) {
    this.template = template;
  }

  /** Every rule that the template does not keep; empty when it can be sent for review. */
  public static List<TemplateProblem> of(MessageTemplate template) {
    TemplateProblems check = new TemplateProblems(template);
    check.run();
    return List.copyOf(check.problems);
  }

  private void run() {
    if (!NAME.matcher(template.name()).matches()) {
      report("name", "not_allowed", "A name has lower-case letters, digits and underscores.", 0);
    }
    length("name", template.name(), TemplateLimits.NAME_LENGTH);
    if (!LANGUAGE.matcher(template.language()).matches()) {
      report("language", "not_allowed", "A language is written like en or en_US.", 0);
    }
    if (template.category() == TemplateCategory.OTHER) {
      report("category", "not_allowed", "Choose marketing, utility or authentication.", 0);
    }
    boolean authentication = template.category() == TemplateCategory.AUTHENTICATION;
    if (authentication) {
      authentication();
    } else {
      if (template.header() != null) {
        header("header", template.header());
      }
      body("body", template.body(), TemplateLimits.BODY_LENGTH);
      footer();
    }
    problems.addAll(ButtonProblems.of(template, "buttons", template.buttons()));
    cards();
    offer();
  }

  /** Meta writes the texts of authentication templates itself. */
  private void authentication() {
    if (template.header() != null) {
      report("header", "not_allowed", "An authentication template has no header.", 0);
    }
    if (!template.body().text().isEmpty()) {
      report("body", "not_allowed", "Meta writes the text of an authentication template.", 0);
    }
    TemplateFooter footer = template.footer();
    if (footer != null && footer.text() != null) {
      report("footer", "not_allowed", "Meta writes the footer of an authentication template.", 0);
    }
    if (footer != null
        && footer.codeMinutes() != null
        && (footer.codeMinutes() < 1 || footer.codeMinutes() > 90)) {
      report("footer.codeMinutes", "not_allowed", "A code ends after 1 to 90 minutes.", 0);
    }
  }

  private void header(String part, TemplateHeader header) {
    switch (header) {
      case TemplateHeader.Words words -> {
        length(part, words.text(), TemplateLimits.HEADER_LENGTH);
        if (words.text().isBlank()) {
          report(part, "missing", "A header of words has words.", 0);
        }
        boolean emoji = words.text().codePoints().anyMatch(Character::isEmojiPresentation);
        if (emoji || FORMATTING.matcher(words.text()).find()) {
          report(
              part,
              "not_allowed",
              "A header has no line breaks, emoji or formatting.",
              TemplateRefusals.HEADER_OR_BODY);
        }
        TemplateVariables variables = TemplateVariables.of(words.text());
        if (variables.names().size() > TemplateLimits.HEADER_VARIABLES) {
          report(part, "too_many", "A header has at most one variable.", 0);
        }
        variables(part, variables, words.examples());
      }
      case TemplateHeader.Media media -> {
        if (media.kind() == MediaKind.AUDIO || media.kind() == MediaKind.STICKER) {
          report(part, "not_allowed", "A header shows an image, a video or a document.", 0);
        } else if (media.example() == null) {
          report(part, "no_example", "Upload an example of the header's medium first.", 0);
        }
      }
      case TemplateHeader.Place ignored -> {
        // Nothing to set up: the place is given at each send.
      }
      case TemplateHeader.Other ignored -> {
        // Left to the network.
      }
    }
  }

  private void body(String part, TemplateBody body, int max) {
    if (body.text().isBlank()) {
      report(part, "missing", "A template has a text.", 0);
      return;
    }
    length(part, body.text(), max);
    TemplateVariables variables = TemplateVariables.of(body.text());
    variables(part, variables, body.examples());
    if (variables.beginOrEnd()) {
      report(
          part,
          "bad_variable",
          "No variable stands at the beginning or the end: put words before and after.",
          TemplateRefusals.VARIABLE_AT_EDGE);
    }
    if (variables.areAdjacent()) {
      report(part, "bad_variable", "Two variables have words between them.", 0);
    }
    int names = variables.names().size();
    if (names > 0 && variables.words() < 2 * names + 1) {
      problems.add(
          new TemplateProblem(
              part,
              "too_many",
              "There may be too many variables for so few words: say more around them.",
              TemplateRefusals.TOO_MANY_VARIABLES,
              false));
    }
  }

  private void variables(String part, TemplateVariables variables, Map<String, String> examples) {
    switch (template.format()) {
      case POSITIONAL -> {
        if (variables.areNamed() || !variables.areCounted()) {
          report(part, "bad_variable", "Variables are counted from {{1}} without a gap.", 0);
        }
      }
      case NAMED -> {
        for (String name : variables.names()) {
          if (!VARIABLE_NAME.matcher(name).matches()) {
            report(
                part,
                "bad_variable",
                "A variable's name has lower-case letters, digits and underscores.",
                0);
          }
        }
      }
    }
    for (String name : variables.names()) {
      if (examples.getOrDefault(name, "").isBlank()) {
        report(part, "no_example", "The variable {{" + name + "}} needs an example.", 0);
      }
    }
  }

  private void footer() {
    TemplateFooter footer = template.footer();
    if (footer == null) {
      return;
    }
    String text = footer.text() == null ? "" : footer.text();
    if (text.isBlank()) {
      report("footer", "missing", "A footer has words.", 0);
    }
    length("footer", text, TemplateLimits.FOOTER_LENGTH);
    if (!TemplateVariables.of(text).found().isEmpty() || FORMATTING.matcher(text).find()) {
      report(
          "footer",
          "not_allowed",
          "A footer has no variables, line breaks or formatting.",
          TemplateRefusals.FOOTER);
    }
  }

  private void cards() {
    List<TemplateCard> cards = template.cards();
    if (cards.isEmpty()) {
      return;
    }
    if (cards.size() < TemplateLimits.CARDS_MIN) {
      report("cards", "too_few", "A carousel has at least 2 cards.", 0);
    } else if (cards.size() > TemplateLimits.CARDS_MAX) {
      report("cards", "too_many", "A carousel has at most 10 cards.", 0);
    }
    if (template.header() != null || template.footer() != null || !template.buttons().isEmpty()) {
      report("cards", "not_allowed", "Above the cards stands a body and nothing else.", 0);
    }
    for (int i = 0; i < cards.size(); i++) {
      card("cards[" + i + "]", cards.get(i), cards.get(0));
    }
  }

  private void card(String part, TemplateCard card, TemplateCard first) {
    header(part + ".header", card.header());
    if (card.body() != null) {
      body(part + ".body", card.body(), TemplateLimits.CARD_BODY_LENGTH);
    }
    if (card.buttons().size() > TemplateLimits.CARD_BUTTONS) {
      report(part + ".buttons", "too_many", "A card has at most 2 buttons.", 0);
    }
    problems.addAll(ButtonProblems.of(template, part + ".buttons", card.buttons()));
    boolean alike =
        shape(card.header()).equals(shape(first.header()))
            && (card.body() == null) == (first.body() == null)
            && card.buttons().stream()
                .map(Object::getClass)
                .toList()
                .equals(first.buttons().stream().map(Object::getClass).toList());
    if (!alike) {
      report(part, "not_allowed", "All cards have the same kind of header and of buttons.", 0);
    }
  }

  private static String shape(TemplateHeader header) {
    return switch (header) {
      case TemplateHeader.Words ignored -> "words";
      case TemplateHeader.Media media -> media.kind().name();
      case TemplateHeader.Place ignored -> "place";
      case TemplateHeader.Other other -> other.format();
    };
  }

  private void offer() {
    LimitedTimeOffer offer = template.offer();
    if (offer == null) {
      return;
    }
    if (template.category() != TemplateCategory.MARKETING) {
      report("offer", "not_allowed", "Only marketing templates have an offer.", 0);
    }
    if (template.footer() != null) {
      report("offer", "not_allowed", "A template with an offer has no footer.", 0);
    }
    length("offer.text", offer.text(), TemplateLimits.OFFER_LENGTH);
  }

  private void length(String part, @Nullable String text, int max) {
    if (text != null && text.length() > max) {
      report(
          part,
          "too_long",
          "It has " + text.length() + " characters; allowed are " + max + ".",
          TemplateRefusals.TOO_LONG);
    }
  }

  private void report(String part, String code, String text, int subcode) {
    problems.add(new TemplateProblem(part, code, text, subcode, true));
  }
}
