package io.botflow.server.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that are nobody's on the public Internet, or that lead to others: IANA's
 * special-purpose registries (RFC 6890, as of October 2026), and what clouds put elsewhere. Java's
 * own {@code isSiteLocalAddress} and its like know a few of them only.
 */
final class SpecialAddresses {
  private static final List<Map.Entry<AddressRange, String>> RANGES =
      List.of(
          range("0.0.0.0/8", "an address of this network"),
          range("10.0.0.0/8", "a private address"),
          range("100.64.0.0/10", "an address of a provider's inner network"),
          range("127.0.0.0/8", "a loopback address"),
          range("169.254.0.0/16", "a link-local address"),
          range("172.16.0.0/12", "a private address"),
          range("192.0.0.0/24", "a reserved address"),
          range("192.0.2.0/24", "an address for documentation"),
          range("192.31.196.0/24", "a reserved address"),
          range("192.52.193.0/24", "a reserved address"),
          range("192.88.99.0/24", "an address of a relay"),
          range("192.168.0.0/16", "a private address"),
          range("192.175.48.0/24", "a reserved address"),
          range("198.18.0.0/15", "an address for benchmarks"),
          range("198.51.100.0/24", "an address for documentation"),
          range("203.0.113.0/24", "an address for documentation"),
          // Azure answers every machine of its own from here.
          range("168.63.129.16/32", "an address of the cloud's own services"),
          range("224.0.0.0/4", "a multicast address"),
          range("240.0.0.0/4", "a reserved address"),
          range("::/128", "an address of this network"),
          range("::1/128", "a loopback address"),
          range("64:ff9b::/96", "a translated IPv4 address"),
          range("64:ff9b:1::/48", "a translated IPv4 address"),
          range("2001::/32", "a tunnelled IPv4 address"),
          range("2001::/23", "a reserved address"),
          range("2001:db8::/32", "an address for documentation"),
          range("2002::/16", "a tunnelled IPv4 address"),
          range("2620:4f:8000::/48", "a reserved address"),
          range("3fff::/20", "an address for documentation"),
          range("fc00::/7", "a private address"),
          range("fe80::/10", "a link-local address"),
          range("fec0::/10", "a private address"),
          range("ff00::/8", "a multicast address"));

  /** All that IANA has given out for the public Internet (RFC 4291, 2.4). */
  private static final AddressRange PUBLIC_V6 = AddressRange.parse("2000::/3");

  private SpecialAddresses() {}

  /** What kind of address it is, for people; null where it is a public one. */
  static @Nullable String kind(InetAddress address) {
    for (Map.Entry<AddressRange, String> range : RANGES) {
      if (range.getKey().contains(address)) {
        return range.getValue();
      }
    }
    return address instanceof Inet6Address && !PUBLIC_V6.contains(address)
        ? "no public address"
        : null;
  }

  private static Map.Entry<AddressRange, String> range(String range, String kind) {
    return Map.entry(AddressRange.parse(range), kind);
  }
}
