package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Embedded signup as the network does it: codes that end after 30 seconds, tokens, and what tokens
 * may do. Guarded by its monitor.
 */
final class SetupDesk {
  private static final Duration CODE_LIFE = Duration.ofSeconds(30);

  private record Code(String phoneNumberId, Instant ends) {}

  private record App(String id, String secret) {}

  private final SandboxNetwork network;
  private final Map<String, Code> codes = new HashMap<>();
  private App app = new App("sandbox-app", "sandbox-app-secret");

  SetupDesk(SandboxNetwork network) {
    this.network = network;
  }

  /** A customer has gone through the browser's part: their number is there, and a code for it. */
  synchronized ObjectNode signup(JsonNode body, SandboxNumber number) {
    app =
        new App(body.path("app_id").asText(app.id()), body.path("app_secret").asText(app.secret()));
    network.begin(number);
    String code = random("CODE");
    codes.put(code, new Code(number.phoneNumberId(), network.clock().instant().plus(CODE_LIFE)));
    return JsonNodeFactory.instance
        .objectNode()
        .put("code", code)
        .put("phone_number_id", number.phoneNumberId())
        .put("waba_id", number.wabaId())
        .put("app_id", app.id());
  }

  /** {@code GET /oauth/access_token}: a code is good once. */
  synchronized Reply exchange(Map<String, String> query) {
    boolean known =
        app.id().equals(query.get("client_id")) && app.secret().equals(query.get("client_secret"));
    if (!known) {
      return Reply.refusal(new GraphRefusal(400, 101, "Error validating client secret.", null));
    }
    Code code = codes.remove(query.getOrDefault("code", ""));
    if (code == null || !network.clock().instant().isBefore(code.ends())) {
      return Reply.refusal(
          new GraphRefusal(400, 100, "This authorization code has expired.", "code", 36007));
    }
    String token = random("TOKEN");
    network
        .number(code.phoneNumberId())
        .ifPresent(number -> network.register(number.withAccessToken(token)));
    return Reply.json(
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("access_token", token)
            .put("token_type", "bearer"));
  }

  /** {@code GET /debug_token}: only the app itself may ask. */
  synchronized Reply debug(Request request) {
    if (!(app.id() + "|" + app.secret()).equals(request.token())) {
      return Reply.refusal(GraphRefusal.token());
    }
    String token = request.query().getOrDefault("input_token", "");
    Optional<SandboxNumber> number = network.numberOfToken(token);
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode data = root.putObject("data");
    data.put("app_id", app.id()).put("is_valid", number.isPresent()).put("expires_at", 0);
    ArrayNode scopes = data.putArray("scopes");
    ArrayNode granular = data.putArray("granular_scopes");
    if (number.isPresent()) {
      for (String scope :
          new String[] {"whatsapp_business_management", "whatsapp_business_messaging"}) {
        scopes.add(scope);
        granular.addObject().put("scope", scope).putArray("target_ids").add(number.get().wabaId());
      }
    }
    return Reply.json(200, root);
  }

  /** The apps that get an account's webhooks. */
  synchronized ObjectNode subscriptions(boolean subscribed) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode data = root.putArray("data");
    if (subscribed) {
      data.addObject()
          .putObject("whatsapp_business_api_data")
          .put("id", app.id())
          .put("name", "Sandbox app");
    }
    return root;
  }

  private static String random(String kind) {
    return "SANDBOX-"
        + kind
        + "-"
        + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
  }
}
