package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final SetupDesk setup;
  private final SampleUploads uploads = new SampleUploads();

  GraphRoutes(SandboxNetwork network, SetupDesk setup, String baseUrl) {
    this.network = network;
    this.send = new SendRoute(network);
    this.media = new MediaRoutes(network, baseUrl);
    this.setup = setup;
  }

  Reply handle(Request request) throws InterruptedException {
    network.templates().tick();
    if (VERSION.matcher(request.part(0)).matches()) {
      return graph(request, request.part(1), request.part(2));
    }
    if (request.path().equals(MediaRoutes.ATTACHMENTS)) {
      return media.download(request);
    }
    return dialog360(request);
  }

  private Reply graph(Request request, String id, String edge) throws InterruptedException {
    if (id.equals("oauth") && edge.equals("access_token")) {
      return setup.exchange(request.query());
    }
    if (id.equals("debug_token")) {
      return setup.debug(request);
    }
    if (id.startsWith("upload:")) {
      return uploads.send(id, request);
    }
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
    if (edge.equals("uploads") && request.is("POST")) {
      return uploads.open(request.query());
    }
    Optional<ObjectNode> template = network.templates().get(id);
    if (template.isPresent() && edge.isEmpty()) {
      return request.is("POST")
          ? network.templates().edit(id, parse(request.body()))
          : Reply.json(200, template.get());
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
    NumberSetup own = network.setup(number.phoneNumberId());
    if (edge.isEmpty() && request.is("GET")) {
      return Reply.json(200, own.describe(number));
    }
    if (!request.is("POST")) {
      return Reply.refusal(GraphRefusal.unknownObject(number.phoneNumberId()));
    }
    return switch (edge) {
      case "" -> {
        JsonNode settings = parse(request.body()).path("webhook_configuration");
        own.ownCallback(!settings.path("override_callback_uri").asText().isEmpty());
        yield override(List.of(number), settings);
      }
      case "register" -> own.register(parse(request.body()), network.clock().instant());
      case "deregister" -> own.deregister();
      case "smb_app_data" ->
          Reply.json(200, JsonNodeFactory.instance.objectNode().put("request_id", "sandbox"));
      default -> Reply.refusal(GraphRefusal.unknownObject(number.phoneNumberId()));
    };
  }

  private Reply ofAccount(Request request, String wabaId, String edge) {
    List<SandboxNumber> own =
        network.numbers().stream().filter(number -> number.wabaId().equals(wabaId)).toList();
    if (edge.equals("message_templates")) {
      return templates(request, wabaId);
    }
    if (edge.equals("phone_numbers") && request.is("GET")) {
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      own.forEach(
          number ->
              answer.withArray("data").add(network.setup(number.phoneNumberId()).describe(number)));
      return Reply.json(200, answer);
    }
    if (edge.equals("subscribed_apps")) {
      return subscriptions(request, own);
    }
    return Reply.refusal(GraphRefusal.unknownObject(wabaId));
  }

  private Reply templates(Request request, String wabaId) {
    return switch (request.method()) {
      case "POST" -> network.templates().create(wabaId, parse(request.body()));
      case "DELETE" ->
          network
              .templates()
              .delete(
                  wabaId, request.query().getOrDefault("name", ""), request.query().get("hsm_id"));
      default -> Reply.json(200, network.templates().list(wabaId, request.query()));
    };
  }

  private Reply subscriptions(Request request, List<SandboxNumber> own) {
    if (request.is("GET")) {
      boolean subscribed =
          own.stream().anyMatch(one -> network.setup(one.phoneNumberId()).isSubscribed());
      return Reply.json(200, setup.subscriptions(subscribed));
    }
    boolean wanted = request.is("POST");
    Reply reply = wanted ? override(own, parse(request.body())) : Reply.success();
    if (reply instanceof Reply.Content content && content.status() == 200) {
      own.forEach(one -> network.setup(one.phoneNumberId()).subscribe(wanted));
    }
    return reply;
  }

  /** Points numbers at another callback, after the callback has shown that it knows the token. */
  private Reply override(List<SandboxNumber> numbers, JsonNode settings) {
    String url = settings.path("override_callback_uri").asText();
    if (url.isEmpty()) {
      numbers.forEach(
          one -> network.override(one.withCallback(network.appCallback(one.phoneNumberId()))));
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
      network.override(changed);
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
    if (path.equals("health_status")) {
      return Reply.json(200, network.setup(number.get().phoneNumberId()).health(number.get()));
    }
    if (request.path().size() == 1) {
      return media.objectOf360Dialog(request, path, number.get());
    }
    if (path.equals("v1") && request.part(1).equals("configs")) {
      return configs(request, number.get());
    }
    return Reply.refusal(GraphRefusal.unknownObject(path));
  }

  private Reply configs(Request request, SandboxNumber number) {
    if (request.part(2).equals("webhook")) {
      return webhook(request, number);
    }
    if (!request.part(2).equals("templates")) {
      return Reply.refusal(GraphRefusal.unknownObject(request.part(2)));
    }
    if (request.is("DELETE")) {
      return network.templates().delete(number.wabaId(), request.part(3), null);
    }
    if (request.is("POST")) {
      return network.templates().create(number.wabaId(), parse(request.body()));
    }
    ObjectNode list = network.templates().list(number.wabaId(), request.query());
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.set("waba_templates", list.get("data"));
    answer.set("total", list.get("total"));
    return Reply.json(200, answer);
  }

  /** 360dialog neither asks the address to prove itself nor signs: it sends the headers given. */
  private Reply webhook(Request request, SandboxNumber number) {
    if (request.is("POST")) {
      JsonNode body = parse(request.body());
      Map<String, String> headers = new LinkedHashMap<>();
      body.path("headers")
          .properties()
          .forEach(e -> headers.put(e.getKey(), e.getValue().asText()));
      network.setup(number.phoneNumberId()).webhookHeaders(headers);
      network.register(
          number.withAppSecret(null).withCallback(URI.create(body.path("url").asText())));
    }
    SandboxNumber now = network.number(number.phoneNumberId()).orElse(number);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    return Reply.json(
        200, answer.put("url", now.callbackUrl() == null ? "" : now.callbackUrl().toString()));
  }

  private boolean anyTokenFits(Request request) {
    return network.numbers().stream().anyMatch(number -> isAllowed(request, number));
  }

  private static boolean isAllowed(Request request, SandboxNumber number) {
    return number.accessToken() == null || number.accessToken().equals(request.token());
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
