package io.botflow.whatsapp.sandbox;

import static io.botflow.whatsapp.sandbox.ControlRoutes.problem;
import static io.botflow.whatsapp.sandbox.ControlRoutes.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.botflow.whatsapp.pricing.PriceTable;
import io.botflow.whatsapp.sandbox.NetworkRules.ServiceWindow;
import io.botflow.whatsapp.sandbox.SandboxFaults.StatusFaults;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The paths under {@code /sandbox} that set a scene: faults, rules, time, statuses, reviews of
 * templates, signups and prices.
 */
final class ScenarioRoutes {
  private final SandboxNetwork network;
  private final SetupDesk setup;

  ScenarioRoutes(SandboxNetwork network, SetupDesk setup) {
    this.network = network;
    this.setup = setup;
  }

  Reply handle(Request request) {
    JsonNode body = GraphRoutes.parse(request.body());
    return switch (request.part(1)) {
      case "faults" -> faults(request, body);
      case "rules" -> rules(body);
      case "statuses" -> statuses(request, body);
      case "clock" -> clock(request, body);
      case "templates" -> templates(request, body);
      case "signup" -> Reply.json(200, setup.signup(body, ControlRoutes.number(body)));
      case "billing" -> billing(request);
      default -> problem(404, "no such path");
    };
  }

  /** {@code POST /sandbox/numbers/{id}}: how far it is set up, and what people see of it. */
  Reply number(Request request) {
    String id = request.part(2);
    SandboxNumber number =
        network
            .number(id)
            .orElseThrow(() -> new IllegalArgumentException("no business number " + id));
    network.setup(id).change(GraphRoutes.parse(request.body()));
    return Reply.json(200, network.setup(id).describe(number));
  }

  private Reply faults(Request request, JsonNode body) {
    if (request.is("DELETE")) {
      network.faults().clear();
      return Reply.success();
    }
    SandboxFault fault = body.has("code") ? ofCode(body) : named(body);
    FaultScope scope =
        new FaultScope(body.path("number").textValue(), body.path("contact").textValue());
    if (body.has("probability")) {
      network.faults().withProbability(body.path("probability").asDouble(), fault, scope);
    } else {
      network.faults().next(body.path("count").asInt(1), fault, scope);
    }
    return Reply.success();
  }

  private static SandboxFault ofCode(JsonNode body) {
    GraphRefusal refusal =
        GraphRefusal.onRequest(
            body.path("http_status").asInt(400),
            body.path("code").asInt(),
            body.path("details").textValue());
    return switch (body.path("as").asText("answer")) {
      case "answer" -> new SandboxFault.Refused(refusal);
      case "status" -> new SandboxFault.FailsLater(refusal);
      default -> throw new IllegalArgumentException("'as' is answer or status");
    };
  }

  private static SandboxFault named(JsonNode body) {
    return switch (required(body, "fault")) {
      case "cut_after_accepting" -> new SandboxFault.CutAfterAccepting();
      case "cut_before_accepting" -> new SandboxFault.CutBeforeAccepting();
      case "server_error" -> new SandboxFault.ServerError();
      case "garbled" -> new SandboxFault.Garbled();
      case "answer" ->
          new SandboxFault.Answered(
              body.path("http_status").asInt(400), body.path("body").toString());
      case "throughput" -> SandboxFault.throughputExceeded();
      case "pair_rate" -> SandboxFault.pairRateExceeded();
      case "slow" -> new SandboxFault.Slow(Duration.ofMillis(body.path("millis").asLong(1000)));
      default -> throw new IllegalArgumentException("unknown fault");
    };
  }

  private Reply rules(JsonNode body) {
    NetworkRules now = network.rules();
    NetworkRules next =
        new NetworkRules(
            body.has("service_window")
                ? ServiceWindow.valueOf(
                    body.path("service_window").asText().toUpperCase(Locale.ROOT))
                : now.serviceWindow(),
            body.path("messages_per_second").asInt(now.messagesPerSecond()),
            body.path("pair_limit").asBoolean(now.pairLimit()),
            body.path("known_templates_only").asBoolean(now.knownTemplatesOnly()));
    network.rules(next);
    return Reply.json(
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("service_window", next.serviceWindow().name().toLowerCase(Locale.ROOT))
            .put("messages_per_second", next.messagesPerSecond())
            .put("pair_limit", next.pairLimit())
            .put("known_templates_only", next.knownTemplatesOnly()));
  }

  private Reply statuses(Request request, JsonNode body) {
    if (request.is("DELETE")) {
      network.faults().statuses(StatusFaults.NONE);
      network.statuses(network.statuses().withStatuses(WebhookOptions.DEFAULT.statuses()));
      return Reply.success();
    }
    if (body.has("statuses")) {
      List<String> names = new ArrayList<>();
      body.path("statuses").forEach(name -> names.add(name.asText()));
      network.statuses(network.statuses().withStatuses(names));
    }
    double lost = body.path("lost").asDouble(0);
    if (lost < 0 || lost > 1) {
      throw new IllegalArgumentException("'lost' is a share from 0 to 1");
    }
    network
        .faults()
        .statuses(
            new StatusFaults(
                Duration.ofMillis(body.path("delay_millis").asLong(0)),
                body.path("doubled").asBoolean(),
                body.path("reversed").asBoolean(),
                lost));
    return Reply.success();
  }

  private Reply clock(Request request, JsonNode body) {
    if (request.is("POST")) {
      try {
        network.advance(Duration.parse(required(body, "advance")));
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException("'advance' is a duration such as PT6M or P7D", e);
      }
    }
    return Reply.json(
        200,
        JsonNodeFactory.instance.objectNode().put("now", network.clock().instant().toString()));
  }

  private Reply templates(Request request, JsonNode body) {
    String id = request.part(2);
    if (!id.isEmpty()) {
      network.templates().change(id, body);
      return Reply.json(200, network.templates().get(id).orElseThrow());
    }
    network
        .templates()
        .reviewAfter(
            switch (required(body, "review")) {
              case "at_once" -> Duration.ZERO;
              case "by_hand" -> null;
              case "after" -> Duration.ofSeconds(body.path("seconds").asLong(60));
              default ->
                  throw new IllegalArgumentException("'review' is at_once, by_hand or after");
            });
    return Reply.success();
  }

  private Reply billing(Request request) {
    if (request.is("POST")) {
      network.billing().prices(PriceTable.read(request.body()));
    }
    return Reply.json(200, network.billing().bill(ControlRoutes.number(request, "after")));
  }
}
