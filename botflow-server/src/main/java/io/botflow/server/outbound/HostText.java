package io.botflow.server.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the text of a host tells before anything is looked up. */
final class HostText {
  /** Four numbers from 0 to 255 without leading zeros: the one form that everybody reads alike. */
  private static final Pattern FOUR_NUMBERS =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.|$)){4}(?<!\\.)");

  /** A host whose last part is a number is an address to some programs (WHATWG URL, 3.5). */
  private static final Pattern LAST_PART_IS_NUMBER =
      Pattern.compile("(?:.*\\.)?(?:\\d+|0[xX][0-9a-fA-F]*)\\.*");

  /**
   * Names that never leave an organisation's own network: RFC 6761, RFC 6762, RFC 8375, ICANN's
   * {@code .internal} of 2024 (which the clouds' metadata services use), and what routers and
   * clusters hand out.
   */
  private static final Set<String> INSIDE =
      Set.of(
          "localhost",
          "local",
          "localdomain",
          "internal",
          "intranet",
          "private",
          "corp",
          "home",
          "lan",
          "arpa",
          "onion",
          "invalid",
          "test");

  private HostText() {}

  /** The address that a host is the usual text of; null where it is a name or an odd form. */
  static @Nullable InetAddress literal(String host) {
    String bare = host.startsWith("[") && host.endsWith("]") ? bare(host) : host;
    boolean v6 = bare.indexOf(':') >= 0 && bare.matches("[0-9a-fA-F:.]+");
    if (!v6 && !FOUR_NUMBERS.matcher(bare).matches()) {
      return null;
    }
    try {
      // Of these characters nothing is looked up.
      return InetAddress.getByName(bare);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static String bare(String host) {
    return host.substring(1, host.length() - 1);
  }

  /** Whether it is a number that some programs take for an address: {@code 127.1}, {@code 0x7f}. */
  static boolean isOddNumber(String host) {
    return LAST_PART_IS_NUMBER.matcher(host).matches() && !FOUR_NUMBERS.matcher(host).matches();
  }

  /** Whether the name belongs to an inner network, whatever it leads to. */
  static boolean isInside(String host) {
    String name = name(host);
    int dot = name.lastIndexOf('.');
    // A name without a dot is completed with the search list of this machine.
    return dot < 0 || INSIDE.contains(name.substring(dot + 1));
  }

  /** The name in the form in which names are compared. */
  static String name(String host) {
    int end = host.length();
    while (end > 0 && host.charAt(end - 1) == '.') {
      end--;
    }
    return host.substring(0, end).toLowerCase(Locale.ROOT);
  }
}
