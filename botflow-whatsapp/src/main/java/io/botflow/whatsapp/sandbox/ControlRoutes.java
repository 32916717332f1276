package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The paths under {@code /sandbox}, by which another process plays people and looks at messages.
 */
final class ControlRoutes {
  /** The longest that a request for messages may wait, in seconds. */
  private static final int MAX_WAIT_SECONDS = 60;

  private final SandboxNetwork network;
  private final ScenarioRoutes scenarios;
  private final String baseUrl;

  ControlRoutes(SandboxNetwork network, SetupDesk setup, String baseUrl) {
    this.network = network;
    this.scenarios = new ScenarioRoutes(network, setup);
    this.baseUrl = baseUrl;
  }

  /** Answers a request below {@code /sandbox}. */
  Reply handle(Request request) throws InterruptedException {
    try {
      return switch (request.part(1)) {
        case "" -> Reply.json(200, summary());
        case "numbers" -> numbers(request);
        case "phones" -> phone(request);
        case "messages" -> Reply.json(200, messages(network.log().after(number(request, "after"))));
        case "doubles" -> Reply.json(200, doubles());
        case "callback-data" ->
            Reply.json(
                200,
                JsonNodeFactory.instance
                    .objectNode()
                    .put("accepted", network.log().acceptedWith(request.part(2))));
        default -> scenarios.handle(request);
      };
    } catch (IllegalArgumentException | IllegalStateException e) {
      return problem(400, String.valueOf(e.getMessage()));
    }
  }

  private Reply numbers(Request request) {
    if (request.is("POST") && !request.part(2).isEmpty()) {
      return scenarios.number(request);
    }
    if (request.is("POST")) {
      JsonNode body = GraphRoutes.parse(request.body());
      SandboxNumber number = number(body);
      network.register(number);
      ObjectNode answer = describe(number);
      if (number.callbackUrl() != null) {
        String challenge = Long.toUnsignedString(System.nanoTime());
        answer.put("verified", network.webhooks().verify(number, challenge));
      }
      return Reply.json(200, answer);
    }
    ArrayNode answer = JsonNodeFactory.instance.arrayNode();
    network.numbers().forEach(number -> answer.add(describe(number)));
    return Reply.json(200, answer);
  }

  private Reply phone(Request request) throws InterruptedException {
    if (request.part(2).isEmpty()) {
      return problem(404, "name a phone number: /sandbox/phones/15551234567/say");
    }
    SandboxPhone phone = network.phone(request.part(2));
    JsonNode body = GraphRoutes.parse(request.body());
    if (request.is("GET") && request.part(3).equals("messages")) {
      long wait = Math.min(number(request, "wait"), MAX_WAIT_SECONDS);
      return Reply.json(
          200, messages(phone.receivedAfter(number(request, "after"), Duration.ofSeconds(wait))));
    }
    if (!request.is("POST")) {
      return problem(405, "use POST");
    }
    String business = body.path("to").textValue();
    if (business != null) {
      phone.talkTo(business);
    }
    return switch (request.part(3)) {
      case "say" -> sent(phone.say(required(body, "text")));
      case "tap" -> sent(phone.tap(required(body, "choice")));
      case "location" ->
          sent(
              phone.sendLocation(
                  body.path("latitude").asDouble(),
                  body.path("longitude").asDouble(),
                  body.path("name").textValue()));
      case "image" ->
          sent(
              phone.sendImage(
                  Base64.getDecoder().decode(required(body, "base64")),
                  body.path("mime_type").asText("image/jpeg"),
                  body.path("caption").textValue()));
      case "message" -> sent(phone.send(objectAt(body, "message")));
      default -> problem(404, "a phone can say, tap, location, image, message");
    };
  }

  private ObjectNode summary() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("graph", baseUrl);
    answer.put("accepted", network.log().acceptedCount());
    answer.put("doubled", network.log().doubledCount());
    ObjectNode refused = answer.putObject("refused");
    network.log().refusedByCode().forEach((code, count) -> refused.put(code.toString(), count));
    WebhookCounts counts = network.webhooks().counts();
    answer
        .putObject("webhooks")
        .put("delivered", counts.delivered())
        .put("retried", counts.retried())
        .put("given_up", counts.givenUp())
        .put("dropped", counts.dropped())
        .put("pending", counts.pending());
    ArrayNode numbers = answer.putArray("numbers");
    network.numbers().forEach(number -> numbers.add(describe(number)));
    return answer;
  }

  private ObjectNode doubles() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    network.log().doubles().forEach(answer::put);
    return answer;
  }

  static SandboxNumber number(JsonNode body) {
    SandboxNumber plain = SandboxNumber.of(required(body, "phone_number_id"));
    String callback = body.path("callback_url").textValue();
    return new SandboxNumber(
        plain.phoneNumberId(),
        body.path("waba_id").asText(plain.wabaId()),
        body.path("display_phone_number").asText(plain.displayPhoneNumber()),
        body.has("app_secret") ? body.path("app_secret").textValue() : plain.appSecret(),
        body.path("verify_token").asText(plain.verifyToken()),
        body.path("access_token").textValue(),
        callback == null ? null : URI.create(callback));
  }

  private static ObjectNode describe(SandboxNumber number) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("phone_number_id", number.phoneNumberId())
        .put("waba_id", number.wabaId())
        .put("display_phone_number", number.displayPhoneNumber())
        .put("callback_url", number.callbackUrl() == null ? null : number.callbackUrl().toString());
  }

  private static ArrayNode messages(List<SandboxMessage> messages) {
    ArrayNode answer = JsonNodeFactory.instance.arrayNode();
    for (SandboxMessage message : messages) {
      ObjectNode node = answer.addObject();
      node.put("sequence", message.sequence()).put("id", message.id());
      node.put("phone_number_id", message.phoneNumberId()).put("to", message.to());
      node.put("type", message.type()).put("text", message.text());
      node.put("at", message.at().toString());
      ArrayNode choices = node.putArray("choices");
      for (SandboxMessage.Choice choice : message.choices()) {
        choices
            .addObject()
            .put("id", choice.id())
            .put("title", choice.title())
            .put("description", choice.description());
      }
      node.set("body", message.body());
    }
    return answer;
  }

  private static Reply sent(String id) {
    return Reply.json(200, JsonNodeFactory.instance.objectNode().put("id", id));
  }

  static Reply problem(int status, String text) {
    return Reply.json(status, JsonNodeFactory.instance.objectNode().put("problem", text));
  }

  static String required(JsonNode body, String key) {
    String value = body.path(key).asText();
    if (value.isEmpty()) {
      throw new IllegalArgumentException("'" + key + "' is missing");
    }
    return value;
  }

  private static ObjectNode objectAt(JsonNode body, String key) {
    if (body.path(key) instanceof ObjectNode node) {
      return node;
    }
    throw new IllegalArgumentException("'" + key + "' must be an object");
  }

  static long number(Request request, String key) {
    @Nullable String value = request.query().get(key);
    return value == null ? 0 : Long.parseLong(value);
  }
}
