package io.botflow.server.http;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a browser is, as far as we can know: who is limited together. */
public final class ClientAddress {
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
  private static final int LONGEST = 64;

  private ClientAddress() {}

  /**
   * The address that limits count by; of IPv6 the first 64 bits, which one customer of a network
   * has to himself.
   *
   * @param forwarded the header {@code X-Forwarded-For}, or null
   * @param remote who holds the other end of the connection
   * @param proxies how many proxies of the operator's own stand between, each of which adds to the
   *     header whom it saw; what came before is the visitor's invention
   */
  public static String of(@Nullable String forwarded, String remote, int proxies) {
    String found = remote;
    if (proxies > 0 && forwarded != null) {
      List<String> path = List.of(COMMA.split(forwarded.strip(), -1));
      found = path.get(Math.max(0, path.size() - proxies));
    }
    return network(found.length() > LONGEST ? found.substring(0, LONGEST) : found);
  }

  private static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    String bare = address.startsWith("[") ? address.substring(1).split("]", 2)[0] : address;
    String[] parts = bare.split(":", -1);
    StringBuilder first = new StringBuilder();
    for (int i = 0; i < Math.min(4, parts.length); i++) {
      if (parts[i].isEmpty()) {
        break;
      }
      first.append(parts[i]).append(':');
    }
    return first.append(':').toString();
  }
}
