package io.botflow.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way that is known to make a server call what only it can reach. The canary listens on all
 * addresses of this machine, its port and plain HTTP are allowed: nothing but the guard stands
 * between. {@code PORT} is the canary's.
 */
class ForgedAddressesTest {
  /** The host as an address that somebody may have meant to hide. */
  private static final List<String> HOSTS =
      List.of(
          // IPv4, plain.
          "127.0.0.1",
          "127.0.0.2",
          "127.255.255.254",
          "0.0.0.0",
          "0.1.2.3",
          "10.0.0.1",
          "10.255.255.255",
          "100.64.0.1",
          "100.100.100.200",
          "100.127.255.254",
          "168.63.129.16",
          "169.254.169.254",
          "169.254.170.2",
          "172.16.0.1",
          "172.31.255.255",
          "192.0.0.192",
          "192.0.2.1",
          "192.88.99.1",
          "192.168.0.1",
          "192.168.255.255",
          "198.18.0.1",
          "198.19.255.255",
          "198.51.100.1",
          "203.0.113.1",
          "224.0.0.1",
          "239.255.255.250",
          "240.0.0.1",
          "255.255.255.255",
          // IPv4 in forms that inet_aton takes.
          "127.1",
          "127.0.1",
          "0",
          "2130706433",
          "017700000001",
          "0x7f000001",
          "0x7F.1",
          "0x7f.0x0.0x0.0x1",
          "0177.0.0.1",
          "0177.0.0.01",
          "127.0.0.01",
          "127.0.0.001",
          "127.0.0.1.",
          "127.0.0.256",
          "2852039166",
          "0xa9fea9fe",
          "0251.0376.0251.0376",
          "169.254.43518",
          // The same digits in other scripts.
          "\uFF11\uFF12\uFF17.0.0.1",
          "\u2460\u2461\u2466.\u24EA.\u24EA.\u2460",
          "127\u30020\u30020\u30021",
          "\uFF10",
          // IPv6.
          "[::]",
          "[::1]",
          "[0:0:0:0:0:0:0:1]",
          "[0000:0000:0000:0000:0000:0000:0000:0001]",
          "[::127.0.0.1]",
          "[::7f00:1]",
          "[::ffff:127.0.0.1]",
          "[::ffff:7f00:1]",
          "[0:0:0:0:0:ffff:7f00:1]",
          "[::ffff:10.0.0.1]",
          "[::ffff:169.254.169.254]",
          "[::ffff:0:127.0.0.1]",
          "[64:ff9b::127.0.0.1]",
          "[64:ff9b::a9fe:a9fe]",
          "[64:ff9b:1::7f00:1]",
          "[100::1]",
          "[2001::1]",
          "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
          "[2001:10::1]",
          "[2001:db8::1]",
          "[2002:7f00:1::]",
          "[2002:a9fe:a9fe::1]",
          "[3fff::1]",
          "[5f00::1]",
          "[fc00::1]",
          "[fd00:ec2::254]",
          "[fd20:ce::254]",
          "[fe80::1]",
          "[fe80::1%25lo]",
          "[fe80::1%lo]",
          "[fec0::1]",
          "[ff02::1]",
          "[4000::1]",
          // Names of inner networks.
          "localhost",
          "LOCALHOST",
          "localhost.",
          "localhost.localdomain",
          "ip6-localhost",
          "canary.localhost",
          "\uFF4C\uFF4F\uFF43\uFF41\uFF4C\uFF48\uFF4F\uFF53\uFF54",
          "lo\u00ADcalhost",
          "metadata",
          "metadata.google.internal",
          "metadata.google.internal.",
          "instance-data.ec2.internal",
          "kubernetes.default.svc.cluster.local",
          "router.lan",
          "host.docker.internal",
          "1.0.0.127.in-addr.arpa",
          // Names of the outside that lead inside.
          "loopback.example",
          "mapped.example",
          "metadata.example",
          "private.example",
          "v6.example",
          "unique-local.example",
          "nat64.example",
          "everywhere.example",
          "several.example");

  /** Addresses that are more than a host. */
  private static final List<String> URLS =
      List.of(
          "http://shop.example@127.0.0.1:PORT/",
          "http://shop.example:secret@127.0.0.1:PORT/",
          "http://127.0.0.1:PORT@127.0.0.1:PORT/",
          "http://shop.example%40127.0.0.1:PORT/",
          "http://@127.0.0.1:PORT/",
          "http://127.0.0.1:PORT#@shop.example/",
          "http://127.0.0.1:PORT?@shop.example/",
          "http://127.0.0.1:PORT\\@shop.example/",
          "http:\\\\127.0.0.1:PORT\\",
          "http://shop.example\\.127.0.0.1:PORT/",
          "http:/127.0.0.1:PORT/",
          "http:127.0.0.1:PORT/",
          "http:///127.0.0.1:PORT/",
          "//127.0.0.1:PORT/",
          "127.0.0.1:PORT",
          " http://127.0.0.1:PORT/",
          "http://127.0.0.1\t:PORT/",
          "http://127.0.0.1\r\n:PORT/",
          "ht\ntp://127.0.0.1:PORT/",
          "http://127.0.0.1:PORT/\r\nHost: shop.example",
          "http://127.0.0.1%00.shop.example:PORT/",
          "http://127%2e0%2e0%2e1:PORT/",
          "http://%31%32%37.0.0.1:PORT/",
          "http://[::1]%23.shop.example:PORT/",
          "http://[::1%5d:PORT/",
          "http://[127.0.0.1]:PORT/",
          "http://127.0.0.1:+PORT/",
          "http://127.0.0.1:0PORT/",
          "HTTP://127.0.0.1:PORT/",
          "hTtPs://127.0.0.1:PORT/",
          "gopher://127.0.0.1:PORT/_GET",
          "file:///etc/passwd",
          "jar:http://127.0.0.1:PORT/x!/",
          "ftp://127.0.0.1:PORT/",
          "ws://127.0.0.1:PORT/",
          "unix:///var/run/docker.sock",
          "data:text/plain,hello",
          "url:http://127.0.0.1:PORT/",
          "javascript:fetch('http://127.0.0.1:PORT/')",
          "https://public.example:22/",
          "https://public.example:25/",
          "https://public.example:5432/",
          "https://public.example:6379/",
          "https://public.example:0/",
          "https://public.example:65536/",
          "");

  private static final NameServer NAMES = new NameServer();
  private static LocalPeer canary;
  private static OutboundHttp http;

  @BeforeAll
  static void open() throws Exception {
    NAMES
        .name("loopback.example", List.of("127.0.0.1"))
        .name("mapped.example", List.of("::ffff:127.0.0.1"))
        .name("metadata.example", List.of("169.254.169.254"))
        .name("private.example", List.of("10.0.0.1"))
        .name("v6.example", List.of("::1"))
        .name("unique-local.example", List.of("fd00::1"))
        .name("nat64.example", List.of("64:ff9b::7f00:1"))
        .name("everywhere.example", List.of("0.0.0.0"))
        .name("several.example", List.of("127.0.0.1", "::1", "10.0.0.1"))
        .name("localhost", List.of("127.0.0.1"));
    canary = new LocalPeer();
    http =
        new OutboundHttp(
            new OutboundRules(true, List.of(canary.port(), 80, 443), List.of(), null),
            OutboundLimits.DEFAULT,
            NAMES);
  }

  @AfterAll
  static void close() throws Exception {
    http.close();
    canary.close();
  }

  static Stream<String> addresses() {
    List<String> addresses = new ArrayList<>(URLS);
    for (String host : HOSTS) {
      addresses.add("http://" + host + ":PORT/");
    }
    return addresses.stream();
  }

  @Test
  void thereAreMoreThanSixty() {
    assertThat(addresses().distinct()).hasSizeGreaterThan(150);
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void nothingOnThisMachineIsReached(String address) {
    String url = address.replace("PORT", Integer.toString(canary.port()));

    OutboundResult result = http.call(Calls.get(url));

    assertThat(result)
        .isInstanceOfSatisfying(
            OutboundResult.Refused.class, refused -> assertThat(refused.why()).isNotBlank());
    assertThat(canary.connections()).isEmpty();
  }

  /** The same without the look at the text, as if it had been deceived: the socket's own holds. */
  @ParameterizedTest
  @MethodSource("hosts")
  void theSocketItselfRefusesEveryAddress(String host) throws Exception {
    InetAddress address = InetAddress.getByName(host);

    try (var socket = new GuardedSockets(OutboundRules.DEFAULT).createSocket()) {
      assertThat(
              catchThrowable(
                  () -> socket.connect(new InetSocketAddress(address, canary.port()), 1)))
          .isInstanceOf(RefusedAddress.class);
    }
    assertThat(canary.connections()).isEmpty();
  }

  static Stream<String> hosts() {
    return HOSTS.stream().filter(host -> HostText.literal(host) != null);
  }
}
