package io.botflow.node;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether what an answer states can be found in what the model was given. Only what can be compared
 * in any language is: figures, web addresses and e-mail addresses, which are also what does harm
 * where a model invents them.
 */
final class AiSupport {
  /** Linear for any input: no part can match what its neighbour matches. */
  private static final Pattern FIGURE = Pattern.compile("\\d(?:[.,:/\u00a0-]?\\d)*");

  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private static final Pattern LINK =
      Pattern.compile(
          "(?:https?://|www\\.)[^\\s<>()\\[\\]\"']+|[\\w.+-]{1,64}@[\\w-]+\\.[\\w.-]+",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern LIST_MARK = Pattern.compile("(?m)^\\s*\\d{1,2}[.)]\\s");

  private AiSupport() {}

  /** Whether every web and e-mail address is one that the model was given. */
  static boolean linksAreGiven(String answer, String given) {
    String known = given.toLowerCase(Locale.ROOT);
    Matcher link = LINK.matcher(answer);
    while (link.find()) {
      String address = link.group().toLowerCase(Locale.ROOT).replaceAll("[.,;:!?*_]+$", "");
      if (!known.contains(address.replaceFirst("^https?://", ""))) {
        return false;
      }
    }
    return true;
  }

  /** Whether every figure is one that the model was given, however it is grouped. */
  static boolean figuresAreGiven(String answer, String given) {
    Set<String> known = new HashSet<>();
    Matcher figure = FIGURE.matcher(given);
    while (figure.find()) {
      known.add(bare(figure.group()));
      addGroups(figure.group(), known);
    }
    Matcher said = FIGURE.matcher(LIST_MARK.matcher(answer).replaceAll(""));
    while (said.find()) {
      Set<String> groups = new HashSet<>();
      addGroups(said.group(), groups);
      if (!known.contains(bare(said.group())) && !known.containsAll(groups)) {
        return false;
      }
    }
    return true;
  }

  /** The groups of digits, without those that are nothing but zeros, as the minutes of 9:00. */
  private static void addGroups(String figure, Set<String> groups) {
    Matcher digits = DIGITS.matcher(figure);
    while (digits.find()) {
      String group = digits.group().replaceFirst("^0+", "");
      if (!group.isEmpty()) {
        groups.add(group);
      }
    }
  }

  private static String bare(String figure) {
    return figure.replaceAll("\\D", "").replaceFirst("^0+", "");
  }
}
