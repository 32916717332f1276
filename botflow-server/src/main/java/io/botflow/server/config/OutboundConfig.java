package io.botflow.server.config;

import io.botflow.server.outbound.OutboundLimits;
import io.botflow.server.outbound.OutboundRules;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What tenants' flows may call, and for how long.
 *
 * @param rules which addresses
 * @param limits how much a call may take
 */
public record OutboundConfig(OutboundRules rules, OutboundLimits limits) {

  static OutboundConfig read(Settings settings) {
    boolean plainHttp =
        settings
            .about("let flows call every public host without encryption")
            .flag("outbound.plain_http", false);
    List<Integer> ports =
        settings
            .about("the ports that flows may call")
            .numbers("outbound.ports", OutboundRules.DEFAULT_PORTS, 1, 65_535);
    List<String> allow =
        settings
            .about(
                "hosts (`erp.example.com`, `*.example.com`), addresses and ranges (`10.1.0.0/16`) that"
                    + " flows may call whatever the other rules say, each also with `:port`")
            .list("outbound.allow");
    String proxy =
        settings
            .about(
                "a proxy for all calls of flows; it has to refuse inner addresses itself, since it looks"
                    + " names up by itself")
            .url("outbound.proxy");
    Duration total =
        settings
            .about("how long one call of a flow may take with all its redirects")
            .duration("outbound.timeout", OutboundLimits.DEFAULT.total(), Duration.ofMillis(100));
    OutboundRules rules =
        new OutboundRules(plainHttp, ports, List.of(), proxy == null ? null : URI.create(proxy));
    try {
      rules = rules.permitting(allow);
    } catch (IllegalArgumentException e) {
      settings.problem(
          "BOTFLOW_OUTBOUND_ALLOW has to name hosts, addresses or ranges, such as erp.example.com,"
              + " 10.1.2.3:8080 or 10.1.0.0/16");
    }
    if (proxy != null && proxy.startsWith("https")) {
      settings.problem("BOTFLOW_OUTBOUND_PROXY has to begin with http://");
    }
    return new OutboundConfig(rules, OutboundLimits.DEFAULT.withTotal(total));
  }
}
