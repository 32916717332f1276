package io.botflow.whatsapp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ControlRoutesTest {
  private static final String BUTTONS =
      "{'messaging_product':'whatsapp','to':'1555','type':'interactive','interactive':{"
          + "'type':'button','body':{'text':'Sure?'},'action':{'buttons':["
          + "{'type':'reply','reply':{'id':'y','title':'Yes'}}]}}}";

  @Test
  void letsAnotherProcessPlayAPerson() throws Exception {
    try (WebhookInbox business = new WebhookInbox();
        WhatsAppSandbox sandbox = WhatsAppSandbox.start()) {
      GraphCaller curl = new GraphCaller(sandbox.baseUrl(), null);
      JsonNode registered =
          curl.post(
                  "/sandbox/numbers",
                  "{'phone_number_id':'111','callback_url':'" + business.url() + "'}")
              .body();
      assertThat(registered.path("verified").asBoolean()).isTrue();
      assertThat(curl.post("/sandbox/phones/1555/say", "{'text':'hi'}").status()).isEqualTo(200);
      assertThat(GraphCaller.JSON.readTree(business.next().body()).toString()).contains("\"hi\"");
      curl.post("/v26.0/111/messages", BUTTONS);
      JsonNode received = curl.get("/sandbox/phones/1555/messages?after=0&wait=5").body();
      assertThat(received.at("/0/text").asText()).isEqualTo("Sure?");
      assertThat(received.at("/0/choices/0/title").asText()).isEqualTo("Yes");
      assertThat(curl.post("/sandbox/phones/1555/tap", "{'choice':'1'}").status()).isEqualTo(200);
      assertThat(curl.post("/sandbox/phones/1555/tap", "{'choice':'Maybe'}").status())
          .isEqualTo(400);
      assertThat(curl.get("/sandbox/messages").body()).hasSize(1);
      assertThat(curl.get("/sandbox").body().path("accepted").asInt()).isOne();
    }
  }

  @Test
  void setsFaultsAndCountsDoubles() throws Exception {
    try (WhatsAppSandbox sandbox = WhatsAppSandbox.start()) {
      GraphCaller curl = new GraphCaller(sandbox.baseUrl(), null);
      curl.post("/sandbox/numbers", "{'phone_number_id':'111'}");
      curl.post("/sandbox/faults", "{'fault':'pair_rate'}");
      String text =
          "{'messaging_product':'whatsapp','to':'1','text':{'body':'x'},"
              + "'biz_opaque_callback_data':'a b'}";
      assertThat(curl.post("/v26.0/111/messages", text).code()).isEqualTo(131056);
      curl.post("/v26.0/111/messages", text);
      curl.post("/v26.0/111/messages", text);
      assertThat(curl.get("/sandbox/doubles").body().path("a b").asInt()).isEqualTo(2);
      assertThat(curl.get("/sandbox/callback-data/a%20b").body().path("accepted").asInt())
          .isEqualTo(2);
      assertThat(curl.post("/sandbox/faults", "{'fault':'nonsense'}").status()).isEqualTo(400);
      assertThat(curl.get("/sandbox/nothing").status()).isEqualTo(404);
    }
  }
}
