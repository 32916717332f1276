package io.botflow.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.server.TestNumber;
import io.botflow.whatsapp.Signature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** One POST of Meta's with any number of messages for any numbers. */
final class Webhook {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ObjectNode body = JsonNodeFactory.instance.objectNode();

  Webhook() {
    body.put("object", "whatsapp_business_account");
    body.putArray("entry").addObject().put("id", "waba").putArray("changes");
  }

  static Webhook of(TestNumber number, String from, String id, Instant at, String text) {
    return new Webhook().with(number, from, id, at, text);
  }

  Webhook with(TestNumber number, String from, String id, Instant at, String text) {
    ObjectNode change = body.withArray("/entry/0/changes").addObject().put("field", "messages");
    ObjectNode value = change.putObject("value").put("messaging_product", "whatsapp");
    value
        .putObject("metadata")
        .put("display_phone_number", "15550783881")
        .put("phone_number_id", number.phoneNumberId());
    value
        .putArray("contacts")
        .addObject()
        .put("wa_id", from)
        .putObject("profile")
        .put("name", "Ada");
    value
        .putArray("messages")
        .addObject()
        .put("from", from)
        .put("id", id)
        .put("timestamp", Long.toString(at.getEpochSecond()))
        .put("type", "text")
        .putObject("text")
        .put("body", text);
    return this;
  }

  byte[] bytes() {
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Posts it to a server, signed as the number's app signs. */
  HttpResponse<String> post(int port, TestNumber number) throws IOException, InterruptedException {
    byte[] bytes = bytes();
    URI address = URI.create("http://127.0.0.1:" + port + number.path());
    return HTTP.send(
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header(Signature.HEADER, Signature.sign(bytes, number.appSecret()))
            .POST(BodyPublishers.ofByteArray(bytes))
            .build(),
        BodyHandlers.ofString());
  }

  /** Posts it until it is taken, as Meta does. */
  void deliver(int port, TestNumber number) throws Exception {
    Until.holds(
        "the webhook is taken",
        PATIENCE,
        () -> {
          int status = post(port, number).statusCode();
          assertThat(status).isIn(200, 503);
          return status == 200;
        });
  }
}
