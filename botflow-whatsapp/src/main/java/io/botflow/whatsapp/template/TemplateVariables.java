package io.botflow.whatsapp.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables of a template's text.
 *
 * @param text the whole text
 * @param found each variable in order, with its place
 */
record TemplateVariables(String text, List<Variable> found) {
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^{}]{0,200})}}");
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,2}");

  /** A variable; {@code end} is the place after its last brace. */
  record Variable(String name, int start, int end) {}

  static TemplateVariables of(String text) {
    List<Variable> found = new ArrayList<>();
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      found.add(new Variable(matcher.group(1).strip(), matcher.start(), matcher.end()));
    }
    return new TemplateVariables(text, List.copyOf(found));
  }

  /** The different names or numbers, in the order of their first use. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    found.forEach(variable -> names.add(variable.name()));
    return names;
  }

  /** Whether any of them is a name and not a number. */
  boolean areNamed() {
    return found.stream().anyMatch(variable -> !NUMBER.matcher(variable.name()).matches());
  }

  /** Whether they are counted from 1 without a gap. */
  boolean areCounted() {
    Set<String> names = names();
    for (int i = 1; i <= names.size(); i++) {
      if (!names.contains(Integer.toString(i))) {
        return false;
      }
    }
    return true;
  }

  boolean beginOrEnd() {
    if (found.isEmpty()) {
      return false;
    }
    return text.substring(0, found.get(0).start()).isBlank()
        || text.substring(found.get(found.size() - 1).end()).isBlank();
  }

  boolean areAdjacent() {
    for (int i = 1; i < found.size(); i++) {
      if (text.substring(found.get(i - 1).end(), found.get(i).start()).isBlank()) {
        return true;
      }
    }
    return false;
  }

  /** How many words there are beside the variables. */
  int words() {
    int words = 0;
    for (String word : VARIABLE.matcher(text).replaceAll(" ").split("\\s+", -1)) {
      if (word.chars().anyMatch(Character::isLetterOrDigit)) {
        words++;
      }
    }
    return words;
  }
}
