package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Graph API's paths, and 360dialog's, which are the same without version and number.
 *
 * <p>A request that no rule of this sandbox knows gets the answer that Meta gives for an object
 * that does not exist.
 */
final class GraphRoutes {
  private static final Pattern VERSION = Pattern.compile("v[0-9]{1,3}\\.[0-9]");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SandboxNetwork network;
  private final SendRoute send;
  private final MediaRoutes media;

  GraphRoutes(SandboxNetwork network, String baseUrl) {
    this.network = network;
    this.send = new SendRoute(network);
    this.media = new MediaRoutes(network, baseUrl);
  }

  Reply handle(Request request) throws InterruptedException {
    if (VERSION.matcher(request.part(0)).matches()) {
      return graph(request, request.part(1), request.part(2));
    }
    if (request.part(0).equals("media-download")) {
      return media.download(request, request.part(1));
    }
    return dialog360(request);
  }

  private Reply graph(Request request, String id, String edge) throws InterruptedException {
    Optional<SandboxNumber> number = network.number(id);
    if (number.isPresent()) {
      return isAllowed(request, number.get())
          ? ofNumber(request, number.get(), edge)
          : Reply.refusal(GraphRefusal.token());
    }
    if (!anyTokenFits(request)) {
      return Reply.refusal(GraphRefusal.token());
    }
    if (network.hasAccount(id)) {
      return ofAccount(request, id, edge);
    }
    if (edge.isEmpty()) {
      return media.object(request, id);
    }
    return Reply.refusal(GraphRefusal.unknownObject(id));
  }

  private Reply ofNumber(Request request, SandboxNumber number, String edge)
      throws InterruptedException {
    if (edge.equals("messages") && request.is("POST")) {
      return send.handle(number, request.body());
    }
    if (edge.equals("media") && request.is("POST")) {
      return media.upload(request);
    }
    if (edge.isEmpty() && request.is("GET")) {
      return Reply.json(200, describe(number));
    }
    if (edge.isEmpty() && request.is("POST")) {
      JsonNode settings = parse(request.body()).path("webhook_configuration");
      return override(List.of(number), settings);
    }
    return Reply.refusal(GraphRefusal.unknownObject(number.phoneNumberId()));
  }

  private Reply ofAccount(Request request, String wabaId, String edge) {
    List<SandboxNumber> own =
        network.numbers().stream().filter(number -> number.wabaId().equals(wabaId)).toList();
    if (edge.equals("message_templates")) {
      return request.is("POST")
          ? network.templates().create(wabaId, parse(request.body()))
          : Reply.json(200, network.templates().list(wabaId));
    }
    if (edge.equals("phone_numbers") && request.is("GET")) {
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      own.forEach(number -> answer.withArray("data").add(describe(number)));
      return Reply.json(200, answer);
    }
    if (edge.equals("subscribed_apps") && request.is("POST")) {
      return override(own, parse(request.body()));
    }
    return Reply.refusal(GraphRefusal.unknownObject(wabaId));
  }

  /** Points numbers at another callback, after the callback has shown that it knows the token. */
  private Reply override(List<SandboxNumber> numbers, JsonNode settings) {
    String url = settings.path("override_callback_uri").asText();
    if (url.isEmpty()) {
      return Reply.success();
    }
    for (SandboxNumber number : numbers) {
      SandboxNumber changed = number.withCallback(URI.create(url));
      if (settings.has("verify_token")) {
        changed = changed.withVerifyToken(settings.path("verify_token").asText());
      }
      if (!network.webhooks().verify(changed, Long.toString(System.nanoTime()))) {
        return Reply.refusal(
            new GraphRefusal(
                400, 2200, "(#2200) Callback verification failed", "the challenge was not echoed"));
      }
      network.register(changed);
    }
    return Reply.success();
  }

  private Reply dialog360(Request request) throws InterruptedException {
    Optional<SandboxNumber> number = network.numberOfToken(request.token());
    if (number.isEmpty()) {
      return Reply.text(
          401, "application/json", "{\"meta\":{\"developer_message\":\"Invalid api key\"}}");
    }
    String path = request.part(0);
    if (path.equals("messages") || path.equals("media")) {
      return ofNumber(request, number.get(), path);
    }
    if (request.path().size() == 1) {
      return media.object(request, path);
    }
    if (request.path().equals(List.of("v1", "configs", "templates"))) {
      String wabaId = number.get().wabaId();
      if (request.is("POST")) {
        return network.templates().create(wabaId, parse(request.body()));
      }
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      answer.set("waba_templates", network.templates().list(wabaId).get("data"));
      return Reply.json(200, answer);
    }
    return Reply.refusal(GraphRefusal.unknownObject(path));
  }

  private boolean anyTokenFits(Request request) {
    return network.numbers().stream().anyMatch(number -> isAllowed(request, number));
  }

  private static boolean isAllowed(Request request, SandboxNumber number) {
    return number.accessToken() == null || number.accessToken().equals(request.token());
  }

  private static ObjectNode describe(SandboxNumber number) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", number.phoneNumberId())
        .put("display_phone_number", number.displayPhoneNumber())
        .put("verified_name", "Sandbox business")
        .put("quality_rating", "GREEN")
        .put("platform_type", "CLOUD_API");
  }

  /** The body as JSON; missing when it is none. */
  static JsonNode parse(byte[] body) {
    try {
      JsonNode node = JSON.readTree(body);
      return node == null ? MissingNode.getInstance() : node;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
