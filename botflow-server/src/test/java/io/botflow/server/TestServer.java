package io.botflow.server;

import com.google.inject.Module;
import io.botflow.server.config.ServerConfig;
import io.botflow.store.jdbc.DatabaseAddress;
import io.botflow.whatsapp.Signature;
import io.botflow.whatsapp.sandbox.NetworkRules;
import io.botflow.whatsapp.sandbox.SandboxOptions;
import io.botflow.whatsapp.sandbox.WhatsAppSandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server with two numbers, a database of its own, and the sandbox as its network. */
final class TestServer implements AutoCloseable {
  static final TestNumber ONE = new TestNumber("106540352242922", "secret-canary-1");

  /** Of another organisation, but of the same app. */
  static final TestNumber TWO = new TestNumber("106540352242923", "secret-canary-1");

  /** Of another organisation and app. */
  static final TestNumber OTHER_APP = new TestNumber("106540352242924", "secret-canary-2");

  /** For a machine that runs other tests as well, and is slow now and then. */
  static final Map<String, String> PATIENT = Map.of("BOTFLOW_DATABASE_INGEST_WAIT", "PT20S");

  /** Without the service window: some tests post webhooks by themselves. */
  final WhatsAppSandbox network =
      WhatsAppSandbox.start(
          SandboxOptions.DEFAULT.withRules(
              new NetworkRules(NetworkRules.ServiceWindow.IGNORED, 0, false, false)));

  final HttpClient http = HttpClient.newHttpClient();
  final BotFlowServer server;
  final String url;

  TestServer(Map<String, String> database) {
    this(database, Map.of());
  }

  TestServer(Map<String, String> database, Map<String, String> more, Module... additions) {
    Map<String, String> environment = new HashMap<>(database);
    environment.put("BOTFLOW_HTTP_HOST", "127.0.0.1");
    environment.put("BOTFLOW_HTTP_PORT", "0");
    environment.put("BOTFLOW_WHATSAPP_GRAPH_URL", network.baseUrl());
    environment.putAll(more);
    server = BotFlowServer.open(ServerConfig.read(environment), additions);
    for (TestNumber number : List.of(ONE, TWO, OTHER_APP)) {
      number.deploy(server.deployments());
    }
    server.start();
    url = "http://127.0.0.1:" + server.port();
    for (TestNumber number : List.of(ONE, TWO, OTHER_APP)) {
      network.register(number.inSandbox(url));
    }
  }

  static TestServer onFreshDatabase() throws Exception {
    DatabaseAddress address = TestDatabase.fresh();
    return new TestServer(TestDatabase.environment(address, TestDatabase.port(address)), PATIENT);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(TestNumber number, String body)
      throws IOException, InterruptedException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return post(number, bytes, Signature.sign(bytes, number.appSecret()));
  }

  HttpResponse<String> post(TestNumber number, byte[] body, @Nullable String signature)
      throws IOException, InterruptedException {
    return post(number.path(), body, signature);
  }

  HttpResponse<String> post(String path, byte[] body, @Nullable String signature)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).POST(BodyPublishers.ofByteArray(body));
    if (signature != null) {
      request.header(Signature.HEADER, signature);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** A webhook with one change for each message, in Meta's shape. */
  static String webhook(List<String> changes) {
    return """
        {"object": "whatsapp_business_account", "entry": [{"id": "waba", "changes": [%s]}]}
        """
        .formatted(String.join(",", changes));
  }

  static String text(TestNumber number, String from, String id, String text) {
    return """
        {"field": "messages", "value": {"messaging_product": "whatsapp",
          "metadata": {"display_phone_number": "15550783881", "phone_number_id": "%s"},
          "contacts": [{"profile": {"name": "Ada"}, "wa_id": "%s"}],
          "messages": [{"from": "%s", "id": "%s", "timestamp": "%d", "type": "text",
            "text": {"body": "%s"}}]}}
        """
        .formatted(number.phoneNumberId(), from, from, id, System.currentTimeMillis() / 1000, text);
  }

  static String reaction(TestNumber number, String from, String about, String emoji) {
    return """
        {"field": "messages", "value": {"messaging_product": "whatsapp",
          "metadata": {"display_phone_number": "15550783881", "phone_number_id": "%s"},
          "contacts": [{"profile": {"name": "Ada"}, "wa_id": "%s"}],
          "messages": [{"from": "%s", "id": "%s-reaction", "timestamp": "%d", "type": "reaction",
            "reaction": {"message_id": "%s", "emoji": "%s"}}]}}
        """
        .formatted(
            number.phoneNumberId(),
            from,
            from,
            about,
            System.currentTimeMillis() / 1000,
            about,
            emoji);
  }

  @Override
  public void close() {
    server.close();
    network.close();
    http.close();
  }
}
