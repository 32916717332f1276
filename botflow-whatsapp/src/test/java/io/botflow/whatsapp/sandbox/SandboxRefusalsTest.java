package io.botflow.whatsapp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.whatsapp.sandbox.NetworkRules.ServiceWindow;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxRefusalsTest {
  private static final String PATH = "/v26.0/111/messages";
  private static final String TEXT =
      "{'messaging_product':'whatsapp','to':'1555','type':'text','text':{'body':'Hello'}}";
  private static final String TEMPLATE =
      "{'messaging_product':'whatsapp','to':'1555','type':'template','template':{'name':'hello',"
          + "'language':{'code':'en'},'components':[{'type':'body','parameters':["
          + "{'type':'text','text':'Ann'}]}]}}";

  private static WhatsAppSandbox start(SandboxOptions options) {
    WhatsAppSandbox sandbox = WhatsAppSandbox.start(options);
    sandbox.register(SandboxNumber.of("111").withAccessToken("token"));
    return sandbox;
  }

  private static NetworkRules rules(
      ServiceWindow window, int perSecond, boolean pairLimit, boolean knownTemplatesOnly) {
    return new NetworkRules(window, perSecond, pairLimit, knownTemplatesOnly);
  }

  @Test
  void refusesAWrongTokenAnUnknownNumberAndABrokenBody() throws Exception {
    try (WhatsAppSandbox sandbox = start(SandboxOptions.DEFAULT)) {
      GraphCaller.Answer wrong = new GraphCaller(sandbox.baseUrl(), "x").post(PATH, TEXT);
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(wrong.code()).isEqualTo(190);
      GraphCaller graph = new GraphCaller(sandbox.baseUrl(), "token");
      GraphCaller.Answer unknown = graph.post("/v26.0/222/messages", TEXT);
      assertThat(unknown.status()).isEqualTo(400);
      assertThat(unknown.code()).isEqualTo(100);
      assertThat(unknown.body().at("/error/error_subcode").asInt()).isEqualTo(33);
      assertThat(graph.post(PATH, "{broken").code()).isEqualTo(100);
      assertThat(graph.post(PATH, "{'to':'1'}").code()).isEqualTo(131008);
      assertThat(sandbox.refusedByCode()).containsEntry(131008, 1L);
      assertThat(sandbox.acceptedCount()).isZero();
    }
  }

  @Test
  void appliesThroughputAndPairLimits() throws Exception {
    SettableTime clock = new SettableTime();
    SandboxOptions options =
        SandboxOptions.DEFAULT
            .withClock(clock)
            .withRules(rules(ServiceWindow.IGNORED, 50, true, false));
    try (WhatsAppSandbox sandbox = start(options)) {
      GraphCaller graph = new GraphCaller(sandbox.baseUrl(), "token");
      for (int i = 0; i < 45; i++) {
        assertThat(graph.post(PATH, TEXT).status()).isEqualTo(200);
      }
      assertThat(graph.post(PATH, TEXT).code()).isEqualTo(131056);
      for (int i = 0; i < 4; i++) {
        assertThat(graph.post(PATH, TEXT.replace("1555", "1556")).status()).isEqualTo(200);
      }
      GraphCaller.Answer fast = graph.post(PATH, TEXT.replace("1555", "1557"));
      assertThat(fast.status()).isEqualTo(429);
      assertThat(fast.code()).isEqualTo(130429);
      clock.advance(Duration.ofSeconds(6));
      assertThat(graph.post(PATH, TEXT).status()).isEqualTo(200);
      assertThat(graph.post(PATH, TEXT).code()).isEqualTo(131056);
    }
  }

  @Test
  void closesTheServiceWindowAfterADay() throws Exception {
    SettableTime clock = new SettableTime();
    SandboxOptions options =
        SandboxOptions.DEFAULT
            .withClock(clock)
            .withRules(rules(ServiceWindow.REFUSED, 0, false, false));
    try (WhatsAppSandbox sandbox = start(options)) {
      GraphCaller graph = new GraphCaller(sandbox.baseUrl(), "token");
      assertThat(graph.post(PATH, TEXT).code()).isEqualTo(131047);
      assertThat(graph.post(PATH, TEMPLATE).status()).isEqualTo(200);
      sandbox.phone("1555").say("hi");
      assertThat(graph.post(PATH, TEXT).status()).isEqualTo(200);
      clock.advance(Duration.ofHours(24));
      assertThat(graph.post(PATH, TEXT).code()).isEqualTo(131047);
    }
  }

  @Test
  void reportsAClosedWindowByStatusAsMetaMostlyDoes() throws Exception {
    try (WebhookInbox business = new WebhookInbox();
        WhatsAppSandbox sandbox = start(SandboxOptions.DEFAULT)) {
      sandbox.register(
          SandboxNumber.of("111").withAccessToken("token").withCallback(business.url()));
      assertThat(new GraphCaller(sandbox.baseUrl(), "token").post(PATH, TEXT).status())
          .isEqualTo(200);
      JsonNode status =
          GraphCaller.JSON
              .readTree(business.next().body())
              .at("/entry/0/changes/0/value/statuses/0");
      assertThat(status.path("status").asText()).isEqualTo("failed");
      assertThat(status.at("/errors/0/code").asInt()).isEqualTo(131047);
      assertThat(sandbox.phone("1555").received()).isEmpty();
    }
  }

  @Test
  void knowsTheTemplatesThatWereCreated() throws Exception {
    SandboxOptions options =
        SandboxOptions.DEFAULT.withRules(rules(ServiceWindow.IGNORED, 0, false, true));
    try (WhatsAppSandbox sandbox = start(options)) {
      GraphCaller graph = new GraphCaller(sandbox.baseUrl(), "token");
      GraphCaller.Answer missing = graph.post(PATH, TEMPLATE);
      assertThat(missing.status()).isEqualTo(404);
      assertThat(missing.code()).isEqualTo(132001);
      String account = "/v26.0/waba-111/message_templates";
      assertThat(
              graph
                  .post(
                      account,
                      "{'name':'hello','language':'en','category':'UTILITY','components':"
                          + "[{'type':'BODY','text':'Hello {{1}}, welcome','example':{'body_text':[['Ann']]}}]}")
                  .status())
          .isEqualTo(200);
      assertThat(graph.get(account).body().at("/data/0/name").asText()).isEqualTo("hello");
      assertThat(graph.post(PATH, TEMPLATE).status()).isEqualTo(200);
      String without = TEMPLATE.replace("{'type':'text','text':'Ann'}", "");
      assertThat(graph.post(PATH, without).code()).isEqualTo(132000);
    }
  }

  @Test
  void failsWhereItIsTold() throws Exception {
    SandboxOptions options =
        SandboxOptions.DEFAULT.withRules(rules(ServiceWindow.IGNORED, 0, false, false));
    try (WhatsAppSandbox sandbox = start(options)) {
      GraphCaller graph = new GraphCaller(sandbox.baseUrl(), "token");
      sandbox.faults().next(1, new SandboxFault.CutAfterAccepting());
      sandbox.faults().next(1, new SandboxFault.CutBeforeAccepting());
      sandbox.faults().next(1, SandboxFault.throughputExceeded());
      for (int i = 0; i < 2; i++) {
        assertThat(catchThrowable(() -> graph.post(PATH, TEXT))).isInstanceOf(IOException.class);
      }
      assertThat(graph.post(PATH, TEXT).code()).isEqualTo(130429);
      assertThat(graph.post(PATH, TEXT).status()).isEqualTo(200);
      assertThat(sandbox.acceptedCount()).isEqualTo(2);
    }
  }

  @Test
  void sendsStatusesLateTwiceAndBackwards() throws Exception {
    SandboxOptions options =
        SandboxOptions.DEFAULT.withRules(rules(ServiceWindow.IGNORED, 0, false, false));
    try (WebhookInbox business = new WebhookInbox();
        WhatsAppSandbox sandbox = start(options)) {
      sandbox.register(
          SandboxNumber.of("111").withAccessToken("token").withCallback(business.url()));
      sandbox
          .faults()
          .statuses(new SandboxFaults.StatusFaults(Duration.ofMillis(5), true, true, 0));
      new GraphCaller(sandbox.baseUrl(), "token").post(PATH, TEXT);
      List<String> statuses = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        statuses.add(
            GraphCaller.JSON
                .readTree(business.next().body())
                .at("/entry/0/changes/0/value/statuses/0/status")
                .asText());
      }
      assertThat(statuses)
          .containsExactly("read", "read", "delivered", "delivered", "sent", "sent");
    }
  }

  @Test
  void keepsMediaBehindShortLivedLinks() throws Exception {
    SettableTime clock = new SettableTime();
    try (WhatsAppSandbox sandbox = start(SandboxOptions.DEFAULT.withClock(clock))) {
      GraphCaller graph = new GraphCaller(sandbox.baseUrl(), "token");
      String form =
          """
          --b
          Content-Disposition: form-data; name="messaging_product"

          whatsapp
          --b
          Content-Disposition: form-data; name="file"; filename="a.png"
          Content-Type: image/png

          PIXELS
          --b--
          """
              .replace("\n", "\r\n");
      GraphCaller.Answer uploaded =
          graph.post("/v26.0/111/media", "multipart/form-data; boundary=b", form);
      String id = uploaded.body().path("id").asText();
      GraphCaller.Answer described = graph.get("/v26.0/" + id);
      assertThat(described.body().path("mime_type").asText()).isEqualTo("image/png");
      String url = described.body().path("url").asText();
      HttpResponse<byte[]> file = graph.download(url);
      assertThat(new String(file.body(), StandardCharsets.UTF_8)).isEqualTo("PIXELS");
      assertThat(new GraphCaller(sandbox.baseUrl(), "x").download(url).statusCode()).isEqualTo(401);
      clock.advance(Duration.ofMinutes(5));
      assertThat(graph.download(url).statusCode()).isEqualTo(404);
      assertThat(
              graph
                  .post(
                      "/v26.0/111/media",
                      "multipart/form-data; boundary=b",
                      form.replace("image/png", "image/tiff"))
                  .code())
          .isEqualTo(100);
    }
  }

  @Test
  void speaks360dialogToo() throws Exception {
    SandboxOptions options =
        SandboxOptions.DEFAULT.withRules(rules(ServiceWindow.IGNORED, 0, false, false));
    try (WhatsAppSandbox sandbox = start(options)) {
      assertThat(new GraphCaller(sandbox.baseUrl(), "token").post("/messages", TEXT).status())
          .isEqualTo(200);
      assertThat(new GraphCaller(sandbox.baseUrl(), "x").post("/messages", TEXT).status())
          .isEqualTo(401);
    }
  }
}
