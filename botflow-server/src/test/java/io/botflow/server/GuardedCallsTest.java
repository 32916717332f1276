package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.botflow.flow.Flow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A flow on the real server calls what its customer writes, the worst that an author can do. */
class GuardedCallsTest {

  @Test
  void aFlowReachesWhatTheOperatorAllowsAndLeavesByItsErrorPortElsewhere() throws Exception {
    AtomicInteger seen = new AtomicInteger();
    AtomicInteger allowed = new AtomicInteger();
    HttpServer canary = listen(seen);
    HttpServer shop = listen(allowed);
    var database = TestDatabase.fresh();
    Map<String, String> more = new HashMap<>(TestServer.PATIENT);
    more.put("BOTFLOW_OUTBOUND_ALLOW", "127.0.0.1:" + shop.getAddress().getPort());
    try (TestServer server =
        new TestServer(TestDatabase.environment(database, TestDatabase.port(database)), more)) {
      TestServer.ONE.deploy(server.server.deployments(), calling());
      server.server.refreshFlows();
      var phone = server.network.phone("31600000009").talkTo(TestServer.ONE.phoneNumberId());

      phone.say(url(shop));
      assertThat(phone.await(Duration.ofSeconds(60)).text()).isEqualTo("got 200");
      phone.say(url(canary));
      assertThat(phone.await(Duration.ofSeconds(60)).text()).isEqualTo("no answer");
      phone.say("http://169.254.169.254/latest/meta-data/");
      assertThat(phone.await(Duration.ofSeconds(60)).text()).isEqualTo("no answer");

      assertThat(allowed).hasValue(1);
      assertThat(seen).hasValue(0);
    } finally {
      canary.stop(0);
      shop.stop(0);
    }
  }

  private static HttpServer listen(AtomicInteger seen) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          seen.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private static Flow calling() {
    return TestFlows.read(
        """
        {"botflow": 1, "id": "calling", "name": "Calling", "language": "en",
         "nodes": [
          {"id": "start", "type": "trigger", "data": {"config": {"on": "any_message"}}},
          {"id": "call", "type": "api_call", "data": {"config": {
            "url": "{{ message.text }}", "map": {"got": "response.status"}}}},
          {"id": "done", "type": "end", "data": {"config": {"text": "got {{ got }}"}}},
          {"id": "not", "type": "end", "data": {"config": {"text": "no answer"}}}],
         "edges": [
          {"id": "e1", "source": "start", "sourceHandle": "next", "target": "call"},
          {"id": "e2", "source": "call", "sourceHandle": "success", "target": "done"},
          {"id": "e3", "source": "call", "sourceHandle": "error", "target": "not"}]}
        """);
  }
}
