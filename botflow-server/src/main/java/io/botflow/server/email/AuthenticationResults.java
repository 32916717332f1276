package io.botflow.server.email;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What a trusted mail server found out about a mail's sender (RFC 8601). Whoever sends a mail can
 * write such a header too, so that only the topmost one counts, and only under the trusted name: a
 * mail server puts its own above all that a mail brings, and takes away those that bear its name.
 */
final class AuthenticationResults {
  /** Longer headers are nobody's who means well. */
  private static final int LONGEST = 8_192;

  private AuthenticationResults() {}

  /** One method's outcome, such as {@code dkim=pass header.d=shop.example}. */
  private record Outcome(String method, String result, List<String> properties) {
    @Nullable String property(String name) {
      for (String property : properties) {
        if (property.startsWith(name + "=")) {
          return property.substring(name.length() + 1);
        }
      }
      return null;
    }
  }

  /**
   * Whether the sender is who it says: by DMARC, else by DKIM or SPF for the sender's own domain.
   *
   * @param headers all of that name, the topmost first
   * @param domain what stands behind the at sign of the From address
   */
  static boolean prove(List<String> headers, String trustedHost, String domain) {
    if (headers.isEmpty() || headers.get(0).length() > LONGEST) {
      return false;
    }
    List<String> parts = parts(headers.get(0).toLowerCase(Locale.ROOT));
    String host = parts.get(0).strip().split("\\s+", 2)[0];
    if (!host.equals(trustedHost.toLowerCase(Locale.ROOT))) {
      return false;
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (String part : parts.subList(1, parts.size())) {
      Outcome outcome = outcome(part);
      if (outcome != null) {
        outcomes.add(outcome);
      }
    }
    String from = domain.toLowerCase(Locale.ROOT);
    boolean failed =
        outcomes.stream().anyMatch(one -> one.method().equals("dmarc") && isRefusal(one.result()));
    return !failed && outcomes.stream().anyMatch(outcome -> proves(outcome, from));
  }

  private static boolean isRefusal(String result) {
    return result.equals("fail") || result.equals("temperror") || result.equals("permerror");
  }

  private static boolean proves(Outcome outcome, String from) {
    if (!outcome.result().equals("pass")) {
      return false;
    }
    return switch (outcome.method()) {
      case "dmarc" -> same(outcome.property("header.from"), from);
      case "dkim" ->
          aligned(outcome.property("header.d"), from)
              || aligned(outcome.property("header.i"), from);
      case "spf" -> aligned(outcome.property("smtp.mailfrom"), from);
      default -> false;
    };
  }

  private static boolean same(@Nullable String identity, String from) {
    return identity != null && domain(identity).equals(from);
  }

  /** Of one registered domain, as DMARC's relaxed alignment has it (RFC 7489, 3.1). */
  private static boolean aligned(@Nullable String identity, String from) {
    if (identity == null) {
      return false;
    }
    String domain = domain(identity);
    String registered = registered(domain);
    return domain.equals(from) || (registered != null && registered.equals(registered(from)));
  }

  private static String domain(String identity) {
    return identity.substring(identity.lastIndexOf('@') + 1);
  }

  private static @Nullable String registered(String domain) {
    HttpUrl url = HttpUrl.parse("http://" + domain + "/");
    return url == null ? null : url.topPrivateDomain();
  }

  private static @Nullable Outcome outcome(String part) {
    String[] words = part.strip().split("\\s+", -1);
    int equals = words[0].indexOf('=');
    return equals < 0
        ? null
        : new Outcome(
            words[0].substring(0, equals).split("/", 2)[0],
            words[0].substring(equals + 1),
            List.of(words).subList(1, words.length));
  }

  /** Between the semicolons, without comments and quotation marks. */
  private static List<String> parts(String header) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int comments = 0;
    boolean quoted = false;
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"' && comments == 0) {
        quoted = !quoted;
      } else if (quoted) {
        // A space or a semicolon in quotation marks separates nothing: no such value is a domain.
        part.append(c == ';' || Character.isWhitespace(c) ? '?' : c);
      } else if (c == '(') {
        comments++;
      } else if (c == ')' && comments > 0) {
        comments--;
      } else if (comments == 0 && c == ';') {
        parts.add(part.toString());
        part.setLength(0);
      } else if (comments == 0) {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }
}
