package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.botflow.server.config.ServerConfig;
import io.botflow.server.http.PortTakenException;
import io.botflow.store.jdbc.DatabaseAddress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperationsTest {

  @Test
  void saysHowItIsAndNothingMore() throws Exception {
    try (TestServer server = TestServer.onFreshDatabase()) {
      assertThat(server.get("/health/live").body()).isEqualTo("{\"status\":\"up\"}");
      assertThat(server.get("/health/ready").body())
          .isEqualTo(
              "{\"status\":\"up\",\"running\":\"up\",\"database\":\"up\",\"worker\":\"up\"}");

      var phone = server.network.phone("31600000001").talkTo(TestServer.ONE.phoneNumberId());
      phone.say("hello");
      phone.await(Duration.ofSeconds(30));
      assertThat(server.network.awaitWebhooks(Duration.ofSeconds(10))).isTrue();
      assertThat(metricsWithReplies(server))
          .contains("botflow_turns_total{attempt=\"first\"} 1.0")
          .contains("botflow_replies_total{result=\"accepted\"}")
          .contains("botflow_webhook_answer_seconds_bucket{outcome=\"accepted\"")
          .contains("botflow_outbox{state=\"held\"} 0.0")
          .contains("jvm_memory_used_bytes")
          .doesNotContain("31600000001", "canary");

      assertThat(server.get("/schema/flow.json").body()).contains("\"$schema\"", "ai_response");

      HttpResponse<String> unknown = server.get("/no/such/path");
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(unknown.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(unknown.body())
          .isEqualTo(
              "{\"type\":\"urn:botflow:problem:unknown-route\",\"title\":\"There is nothing at this"
                  + " address\",\"status\":404,\"code\":\"unknown-route\"}");
      assertThat(unknown.headers().map()).doesNotContainKeys("server", "x-powered-by");
      assertThat(unknown.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(unknown.headers().firstValue("Content-Security-Policy")).isPresent();

      HttpResponse<String> method =
          server.http.send(
              HttpRequest.newBuilder(URI.create(server.url + "/health/live"))
                  .POST(BodyPublishers.noBody())
                  .build(),
              BodyHandlers.ofString());
      assertThat(method.statusCode()).isEqualTo(405);
      assertThat(method.body()).contains("method-not-allowed");

      portIsTaken(server.server.port());
    }
  }

  /** A phone may show an answer before the server has noted that it was taken. */
  private static String metricsWithReplies(TestServer server) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    String metrics = server.get("/metrics").body();
    while (!metrics.contains("botflow_replies_total") && System.nanoTime() < end) {
      metrics = server.get("/metrics").body();
    }
    return metrics;
  }

  private static void portIsTaken(int port) throws Exception {
    DatabaseAddress address = TestDatabase.fresh();
    Map<String, String> environment =
        new HashMap<>(TestDatabase.environment(address, TestDatabase.port(address)));
    environment.put("BOTFLOW_HTTP_HOST", "127.0.0.1");
    environment.put("BOTFLOW_HTTP_PORT", Integer.toString(port));
    try (BotFlowServer second = BotFlowServer.open(ServerConfig.read(environment))) {
      assertThatExceptionOfType(PortTakenException.class)
          .isThrownBy(second::start)
          .withMessageContaining("Port " + port + " on 127.0.0.1 is taken");
    }
  }

  @Test
  void whatIsSetUpWronglyIsToldWithoutAStackTrace() throws Exception {
    assertThat(run(Map.of("BOTFLOW_PORT", "80")))
        .isEqualTo("BOTFLOW_PORT is no setting of BotFlow");
    assertThat(run(Map.of("BOTFLOW_DATABASE_URL", "postgres://127.0.0.1:1/none")))
        .startsWith("Cannot reach the database jdbc:postgresql://127.0.0.1:1/none")
        .doesNotContain("\tat ");
  }

  private static String run(Map<String, String> environment) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int code = ServerMain.run(environment, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    assertThat(code).isEqualTo(2);
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }
}
