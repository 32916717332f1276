package io.botflow.server.outbound;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A place that the operator lets flows call although the rules would refuse it. A named host may
 * have any address.
 */
sealed interface Permit {

  /** Port of a permit that is for all of them. */
  int ANY_PORT = -1;

  /** Whether it is for that host, as its text stands. */
  boolean names(String host, int port);

  /** Whether it is for that host at that address. */
  boolean reaches(String host, InetAddress address, int port);

  /**
   * A name, or with {@code *.} in front all names below it.
   *
   * @param name in lower case
   */
  record Named(String name, int port) implements Permit {
    @Override
    public boolean names(String host, int at) {
      String given = HostText.name(host);
      boolean same = name.startsWith("*.") ? given.endsWith(name.substring(1)) : given.equals(name);
      return same && (port == ANY_PORT || port == at);
    }

    @Override
    public boolean reaches(String host, InetAddress address, int at) {
      return names(host, at);
    }
  }

  /** Every host with an address in the range. */
  record InRange(AddressRange range, int port) implements Permit {
    @Override
    public boolean names(String host, int at) {
      InetAddress literal = HostText.literal(host);
      return literal != null && reaches(host, literal, at);
    }

    @Override
    public boolean reaches(String host, InetAddress address, int at) {
      return range.contains(address) && (port == ANY_PORT || port == at);
    }
  }

  /**
   * Reads {@code host}, {@code *.host}, an address or a range, each also with {@code :port}; an
   * IPv6 address with a port stands in brackets.
   *
   * @throws IllegalArgumentException where it is none of these
   */
  static Permit parse(String text) {
    String host = text;
    int port = ANY_PORT;
    int colon = text.lastIndexOf(':');
    boolean bracketed = text.startsWith("[");
    if (colon >= 0 && (bracketed ? text.charAt(colon - 1) == ']' : text.indexOf(':') == colon)) {
      host = text.substring(0, colon);
      port = Integer.parseInt(text.substring(colon + 1));
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("no such port: " + text);
      }
    }
    AddressRange range = range(bracketed ? host.replaceAll("[\\[\\]]", "") : host);
    if (range != null) {
      return new InRange(range, port);
    }
    String name = HostText.name(host);
    if (!name.matches("(?:\\*\\.)?[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*") || HostText.isOddNumber(name)) {
      throw new IllegalArgumentException("no host: " + text);
    }
    return new Named(name, port);
  }

  private static @Nullable AddressRange range(String host) {
    return host.indexOf('/') >= 0 || HostText.literal(host) != null
        ? AddressRange.parse(host)
        : null;
  }
}
