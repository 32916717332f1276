package io.botflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One person's phone in a sandbox that runs in another process. Safe for several threads. */
final class SandboxLink {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration QUICK = Duration.ofSeconds(10);

  private final String address;
  private final String phone;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

  SandboxLink(String address, String phone) {
    this.address = address;
    this.phone = phone;
  }

  String address() {
    return address;
  }

  /** The business numbers in the network. */
  List<String> numbers() throws IOException, InterruptedException {
    List<String> numbers = new ArrayList<>();
    get("/sandbox/numbers", Duration.ZERO)
        .forEach(number -> numbers.add(number.path("phone_number_id").asText()));
    numbers.sort(String::compareTo);
    return numbers;
  }

  void say(String number, String text) throws IOException, InterruptedException {
    post("say", JsonNodeFactory.instance.objectNode().put("to", number).put("text", text));
  }

  void tap(String number, String choice) throws IOException, InterruptedException {
    post("tap", JsonNodeFactory.instance.objectNode().put("to", number).put("choice", choice));
  }

  /** The number of the newest message on the phone; 0 where there is none. */
  long newest() throws IOException, InterruptedException {
    long newest = 0;
    for (JsonNode message : messages(0, Duration.ZERO)) {
      newest = Math.max(newest, message.path("sequence").asLong());
    }
    return newest;
  }

  /** The messages after one, waiting for the first when there is none yet. */
  JsonNode messages(long after, Duration wait) throws IOException, InterruptedException {
    return get(
        "/sandbox/phones/%s/messages?after=%d&wait=%d".formatted(phone, after, wait.toSeconds()),
        wait);
  }

  private JsonNode get(String path, Duration wait) throws IOException, InterruptedException {
    return answer(HttpRequest.newBuilder(URI.create(address + path)).timeout(QUICK.plus(wait)));
  }

  private void post(String verb, ObjectNode body) throws IOException, InterruptedException {
    answer(
        HttpRequest.newBuilder(URI.create(address + "/sandbox/phones/" + phone + "/" + verb))
            .timeout(QUICK)
            .POST(BodyPublishers.ofString(body.toString())));
  }

  private JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("the sandbox answered " + response.statusCode());
    }
    return JSON.readTree(response.body());
  }
}
