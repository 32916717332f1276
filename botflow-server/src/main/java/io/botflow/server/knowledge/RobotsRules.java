package io.botflow.server.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a website lets programs read, by RFC 9309: the rules of the group that names us, else of the
 * one for everybody; of those that fit an address the longest counts, and allowing wins a tie.
 */
record RobotsRules(List<Rule> rules, List<String> sitemaps) {
  private static final String OUR_NAME = "botflow";
  private static final int MOST_RULES = 1_000;

  record Rule(boolean allow, String path) {
    boolean fits(String address) {
      boolean whole = path.endsWith("$");
      String[] parts = (whole ? path.substring(0, path.length() - 1) : path).split("\\*", -1);
      int at = 0;
      for (int i = 0; i < parts.length; i++) {
        int found =
            i == 0 ? (address.startsWith(parts[0]) ? 0 : -1) : address.indexOf(parts[i], at);
        if (found < 0) {
          return false;
        }
        at = found + parts[i].length();
      }
      return !whole || at == address.length() || parts[parts.length - 1].isEmpty();
    }
  }

  static RobotsRules read(String robots) {
    List<Rule> ours = new ArrayList<>();
    List<Rule> everybodys = new ArrayList<>();
    List<String> sitemaps = new ArrayList<>();
    boolean named = false;
    boolean forUs = false;
    boolean forAll = false;
    boolean heading = false;
    for (String line : robots.lines().limit(MOST_RULES * 10L).toList()) {
      String plain = line.split("#", 2)[0].strip();
      int colon = plain.indexOf(':');
      if (colon < 0) {
        continue;
      }
      String key = plain.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = plain.substring(colon + 1).strip();
      if (key.equals("user-agent")) {
        if (!heading) {
          forUs = false;
          forAll = false;
        }
        heading = true;
        forUs |= value.toLowerCase(Locale.ROOT).equals(OUR_NAME);
        forAll |= value.equals("*");
        named |= forUs;
      } else if (key.equals("allow") || key.equals("disallow")) {
        heading = false;
        Rule rule = new Rule(key.equals("allow"), value);
        if (forUs && !value.isEmpty() && ours.size() < MOST_RULES) {
          ours.add(rule);
        }
        if (forAll && !value.isEmpty() && everybodys.size() < MOST_RULES) {
          everybodys.add(rule);
        }
      } else if (key.equals("sitemap")) {
        sitemaps.add(value);
      }
    }
    return new RobotsRules(named ? ours : everybodys, sitemaps);
  }

  /** Whether a path with its query may be read. */
  boolean allows(String path) {
    Rule best = null;
    for (Rule rule : rules) {
      if (rule.fits(path)
          && (best == null
              || rule.path().length() > best.path().length()
              || (rule.path().length() == best.path().length() && rule.allow()))) {
        best = rule;
      }
    }
    return best == null || best.allow();
  }
}
