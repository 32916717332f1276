package io.botflow.server.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.TreeSet;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What may be called. Immutable and thread-safe.
 *
 * @param plainHttp whether {@code http://} is allowed to everybody's hosts
 * @param ports that may be called
 * @param permits of the operator; what they name is free of all the rules here
 * @param proxy through which every call goes, as {@code http://host:port}; null for none. It
 *     decides then what names lead to, and has to refuse inner addresses itself
 */
public record OutboundRules(
    boolean plainHttp, List<Integer> ports, List<Permit> permits, @Nullable URI proxy) {
  /** HTTPS and its usual second port. */
  public static final List<Integer> DEFAULT_PORTS = List.of(443, 8443);

  /** HTTPS to public addresses. */
  public static final OutboundRules DEFAULT =
      new OutboundRules(false, DEFAULT_PORTS, List.of(), null);

  /** Longer addresses are refused by many servers, and no person writes them. */
  private static final int MAX_URL = 8 * 1024;

  /** Copies the lists. */
  public OutboundRules {
    ports = List.copyOf(ports);
    permits = List.copyOf(permits);
  }

  /**
   * The same, with the hosts, addresses and ranges that these texts name.
   *
   * @throws IllegalArgumentException where a text names none
   */
  public OutboundRules permitting(List<String> texts) {
    return new OutboundRules(plainHttp, ports, texts.stream().map(Permit::parse).toList(), proxy);
  }

  /** What an address means, or why it may not be called. */
  sealed interface Reading {
    /** It may be called as far as its text tells. */
    record Url(HttpUrl url) implements Reading {}

    /** Why not, for the author of a flow. */
    record Refused(String why) implements Reading {}
  }

  /** Reads what a tenant wrote. */
  Reading read(String text) {
    if (text.length() > MAX_URL) {
      return new Reading.Refused("the address is longer than " + MAX_URL + " characters");
    }
    // Programs read these in different ways, which is how checks are passed.
    if (text.chars().anyMatch(c -> c <= ' ' || c == 0x7f || c == '\\')) {
      return new Reading.Refused("the address holds a blank, a backslash or a control character");
    }
    if (!text.regionMatches(true, 0, "https://", 0, 8)
        && !text.regionMatches(true, 0, "http://", 0, 7)) {
      return new Reading.Refused("an address begins with https://");
    }
    HttpUrl url = HttpUrl.parse(text);
    if (url == null) {
      return new Reading.Refused("the address cannot be read");
    }
    String why = refusal(url);
    return why == null ? new Reading.Url(url) : new Reading.Refused(why);
  }

  /** Why it may not be called; null where its text tells nothing against it. */
  @Nullable String refusal(HttpUrl url) {
    if (!url.encodedUsername().isEmpty() || !url.encodedPassword().isEmpty()) {
      return "the address holds a user name or password; use a credential or a header";
    }
    String host = url.host();
    if (HostText.isOddNumber(host)) {
      return "write the address of a host as four numbers, such as 198.51.100.7, or as a name";
    }
    int port = url.port();
    if (permits.stream().anyMatch(permit -> permit.names(host, port))) {
      return null;
    }
    InetAddress literal = HostText.literal(host);
    if (literal != null) {
      String kind = SpecialAddresses.kind(literal);
      if (kind != null) {
        return host + " is " + kind + ", which only the operator can allow (outbound.allow)";
      }
    } else if (HostText.isInside(host)) {
      return host + " is a name of an inner network; the operator can allow it (outbound.allow)";
    }
    if (!url.isHttps() && !plainHttp) {
      return "http:// is not encrypted; write https://, or have the operator allow it"
          + " (outbound.plain_http)";
    }
    return ports.contains(port)
        ? null
        : "port " + port + " is none of those that may be called: " + new TreeSet<>(ports);
  }

  /**
   * Why a host may not be called at the address to which it leads; null where it may. The address
   * is not repeated: it would tell a stranger about the inner network.
   */
  @Nullable String refusal(String host, InetAddress address, int port) {
    String kind = SpecialAddresses.kind(address);
    return kind == null || permits.stream().anyMatch(permit -> permit.reaches(host, address, port))
        ? null
        : host + " leads to " + kind + ", which only the operator can allow (outbound.allow)";
  }
}
