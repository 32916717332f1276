package io.botflow.node;

import io.botflow.expression.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes addresses from templates: what a value holds is percent-encoded, so that it stays one
 * piece of the path or query, but for a value at the very beginning, which is the author's base
 * address.
 */
final class Urls {
  private Urls() {}

  static String of(Template url, Map<String, Template> query, TurnContext turn) {
    StringBuilder address = new StringBuilder(url.render(turn.scope(), Urls::encoded));
    char separator = address.indexOf("?") < 0 ? '?' : '&';
    for (Map.Entry<String, Template> parameter : query.entrySet()) {
      address
          .append(separator)
          .append(encode(parameter.getKey()))
          .append('=')
          .append(encode(turn.render(parameter.getValue())));
      separator = '&';
    }
    return address.toString();
  }

  private static String encoded(String value, int at) {
    return at == 0 ? value : encode(value);
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
