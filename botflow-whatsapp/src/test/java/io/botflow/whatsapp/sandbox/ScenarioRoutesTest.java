package io.botflow.whatsapp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.whatsapp.Webhook;
import io.botflow.whatsapp.WebhookReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything by HTTP, as a developer in any language has it. */
class ScenarioRoutesTest {
  private static final String PATH = "/v26.0/111/messages";
  private static final String TEXT =
      "{'messaging_product':'whatsapp','to':'27820000001','text':{'body':'x'}}";
  private static final String OTHER = TEXT.replace("27820000001", "27820000002");
  private static final String TEMPLATE =
      "{'messaging_product':'whatsapp','to':'27820000001','type':'template','template':"
          + "{'name':'order','language':{'code':'en_US'},'components':[{'type':'body',"
          + "'parameters':[{'type':'text','text':'12'}]}]}}";
  private static final String CREATE =
      "{'name':'order','language':'en_US','category':'UTILITY','components':[{'type':'BODY',"
          + "'text':'Your order {{1}} is on its way.','example':{'body_text':[['12']]}}]}";

  private final WhatsAppSandbox sandbox = WhatsAppSandbox.start();
  private final GraphCaller curl = new GraphCaller(sandbox.baseUrl(), null);
  private WebhookInbox business;

  @BeforeEach
  void start() throws Exception {
    business = new WebhookInbox();
    curl.post(
        "/sandbox/numbers", "{'phone_number_id':'111','callback_url':'" + business.url() + "'}");
  }

  @AfterEach
  void close() {
    business.close();
    sandbox.close();
  }

  private void open(String person) throws Exception {
    curl.post("/sandbox/phones/" + person + "/say", "{'text':'hi'}");
    business.next();
  }

  private JsonNode value() throws Exception {
    return GraphCaller.JSON.readTree(business.next().body()).at("/entry/0/changes/0/value");
  }

  @Test
  void anyErrorForOneContactOrNumberAndSoOften() throws Exception {
    open("27820000001");
    open("27820000002");
    curl.post(
        "/sandbox/faults",
        "{'code':131026,'count':2,'contact':'27820000001','details':'no WhatsApp'}");
    curl.post("/sandbox/faults", "{'code':131031,'number':'another'}");

    assertThat(curl.post(PATH, OTHER).status()).isEqualTo(200);
    GraphCaller.Answer refused = curl.post(PATH, TEXT);
    assertThat(refused.code()).isEqualTo(131026);
    assertThat(refused.body().at("/error/error_data/details").asText()).isEqualTo("no WhatsApp");
    assertThat(curl.post(PATH, TEXT).code()).isEqualTo(131026);
    assertThat(curl.post(PATH, TEXT).status()).isEqualTo(200);
  }

  @Test
  void anErrorThatComesLaterAsAStatus() throws Exception {
    open("27820000001");
    curl.post("/sandbox/faults", "{'code':131049,'as':'status'}");

    assertThat(curl.post(PATH, TEXT).status()).isEqualTo(200);
    JsonNode status = value().at("/statuses/0");
    assertThat(status.path("status").asText()).isEqualTo("failed");
    assertThat(status.at("/errors/0/code").asInt()).isEqualTo(131049);
    assertThat(curl.get("/sandbox/phones/27820000001/messages").body()).isEmpty();
    assertThat(curl.get("/sandbox/billing").body().path("messages")).isEmpty();
  }

  @Test
  void anyAnswerAsAnErrorOf360dialogsOwn() throws Exception {
    open("27820000001");
    curl.post(
        "/sandbox/faults",
        "{'fault':'answer','http_status':403,'body':{'meta':{'developer_message':'blocked'}}}");
    GraphCaller.Answer answer = curl.post(PATH, TEXT);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body().at("/meta/developer_message").asText()).isEqualTo("blocked");
    assertThat(curl.post(PATH, TEXT).status()).isEqualTo(200);
  }

  @Test
  void ratesAsMetaHasThem() throws Exception {
    open("27820000001");
    open("27820000002");
    curl.post("/sandbox/statuses", "{'statuses':[]}");
    JsonNode rules = curl.post("/sandbox/rules", "{'pair_limit':true}").body();
    assertThat(rules.path("service_window").asText()).isEqualTo("fails_later");

    for (int i = 0; i < 45; i++) {
      assertThat(curl.post(PATH, TEXT).status()).isEqualTo(200);
    }
    assertThat(curl.post(PATH, TEXT).code()).isEqualTo(131056);
    assertThat(curl.post(PATH, OTHER).status()).isEqualTo(200);
    curl.post("/sandbox/clock", "{'advance':'PT6S'}");
    assertThat(curl.post(PATH, TEXT).status()).isEqualTo(200);

    curl.post("/sandbox/rules", "{'pair_limit':false,'messages_per_second':1}");
    assertThat(curl.post(PATH, TEXT).status()).isEqualTo(200);
    assertThat(curl.post(PATH, OTHER).code()).isEqualTo(130429);
    assertThat(curl.post("/sandbox/rules", "{'service_window':'odd'}").status()).isEqualTo(400);
  }

  @Test
  void timeClosesTheWindow() throws Exception {
    open("27820000001");
    curl.post("/sandbox/rules", "{'service_window':'refused'}");

    assertThat(curl.post(PATH, TEXT).status()).isEqualTo(200);
    curl.post("/sandbox/clock", "{'advance':'PT24H'}");
    assertThat(curl.post(PATH, TEXT).code()).isEqualTo(131047);
    assertThat(curl.post("/sandbox/clock", "{'advance':'-PT1H'}").status()).isEqualTo(400);
    assertThat(curl.post("/sandbox/clock", "{'advance':'soon'}").status()).isEqualTo(400);
  }

  @Test
  void statusesDoubledReversedLostAndChosen() throws Exception {
    open("27820000001");
    curl.post(
        "/sandbox/statuses", "{'statuses':['sent','delivered'],'doubled':true,'reversed':true}");
    curl.post(PATH, TEXT);
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      seen.add(value().at("/statuses/0/status").asText());
    }
    assertThat(seen).containsExactly("delivered", "delivered", "sent", "sent");
    curl.post("/sandbox/statuses", "{'lost':1}");
    curl.post(PATH, TEXT);
    assertThat(sandbox.awaitWebhooks(java.time.Duration.ofSeconds(10))).isTrue();
    assertThat(business.waiting()).isZero();
    assertThat(curl.post("/sandbox/statuses", "{'lost':2}").status()).isEqualTo(400);
  }

  @Test
  void aTemplateIsReviewedByHand() throws Exception {
    curl.post("/sandbox/rules", "{'known_templates_only':true}");
    curl.post("/sandbox/templates", "{'review':'by_hand'}");
    GraphCaller.Answer created = curl.post("/v26.0/waba-111/message_templates", CREATE);
    assertThat(created.body().path("status").asText()).isEqualTo("PENDING");
    String id = created.body().path("id").asText();
    assertThat(curl.post(PATH, TEMPLATE).code()).isEqualTo(132001);

    curl.post("/sandbox/templates/" + id, "{'status':'APPROVED'}");
    byte[] body = business.next().body();
    JsonNode value = GraphCaller.JSON.readTree(body).at("/entry/0/changes/0/value");
    assertThat(value.path("event").asText()).isEqualTo("APPROVED");
    assertThat(value.path("message_template_id").isIntegralNumber()).isTrue();
    assertThat(value.path("message_template_language").asText()).isEqualTo("en-US");
    assertThat(((Webhook.Read) new WebhookReader().read(body, "111")).events())
        .singleElement()
        .isInstanceOf(io.botflow.message.ChannelEvent.TemplateChanged.class);
    assertThat(curl.post(PATH, TEMPLATE).status()).isEqualTo(200);

    curl.post("/sandbox/templates/" + id, "{'status':'PAUSED','reason':'quality'}");
    assertThat(curl.post(PATH, TEMPLATE).code()).isEqualTo(132015);
    curl.post("/sandbox/templates/" + id, "{'status':'DISABLED'}");
    assertThat(curl.post(PATH, TEMPLATE).code()).isEqualTo(132016);
    JsonNode changed =
        curl.post(
                "/sandbox/templates/" + id,
                "{'status':'APPROVED','category':'MARKETING','quality':'YELLOW'}")
            .body();
    assertThat(changed.path("category").asText()).isEqualTo("MARKETING");
    assertThat(curl.post("/sandbox/templates/none", "{'status':'APPROVED'}").status())
        .isEqualTo(400);
  }

  @Test
  void templatesAreToldToTheAppWhateverAddressANumberHasOfItsOwn() throws Exception {
    try (WebhookInbox own = new WebhookInbox()) {
      String callback =
          "{'webhook_configuration':{'override_callback_uri':'URL',"
              + "'verify_token':'sandbox-verify-token'}}";
      assertThat(curl.post("/v26.0/111", callback.replace("URL", own.url().toString())).status())
          .isEqualTo(200);
      curl.post("/sandbox/phones/27820000001/say", "{'text':'hi'}");
      assertThat(new String(own.next().body(), java.nio.charset.StandardCharsets.UTF_8))
          .contains("hi");
      curl.post("/sandbox/templates", "{'review':'by_hand'}");
      String id = curl.post("/v26.0/waba-111/message_templates", CREATE).body().path("id").asText();
      curl.post("/sandbox/templates/" + id, "{'status':'APPROVED'}");
      assertThat(value().path("event").asText()).isEqualTo("APPROVED");

      curl.post("/v26.0/111", callback.replace("URL", ""));
      curl.post("/sandbox/phones/27820000001/say", "{'text':'again'}");
      assertThat(value().at("/messages/0/text/body").asText()).isEqualTo("again");
    }
  }

  @Test
  void aTemplateIsReviewedAfterATime() throws Exception {
    curl.post("/sandbox/templates", "{'review':'after','seconds':3600}");
    curl.post("/v26.0/waba-111/message_templates", CREATE);
    assertThat(curl.post(PATH, TEMPLATE).code()).isEqualTo(132001);
    curl.post("/sandbox/clock", "{'advance':'PT1H'}");

    assertThat(value().path("event").asText()).isEqualTo("APPROVED");
    assertThat(curl.post(PATH, TEMPLATE).status()).isEqualTo(200);
  }

  @Test
  void aBadTemplateIsRefusedWithMetasSubcodes() throws Exception {
    String path = "/v26.0/waba-111/message_templates";

    assertThat(subcode(path, CREATE.replace(" is on its way.", ""))).isEqualTo(2388299);
    assertThat(subcode(path, CREATE.replace("Your order", "x".repeat(1024)))).isEqualTo(2388040);
    assertThat(curl.post(path, CREATE.replace("'order'", "'Order'")).code()).isEqualTo(100);
    assertThat(curl.post(path, CREATE.replace("'category':'UTILITY',", "")).code())
        .isEqualTo(131008);
  }

  private int subcode(String path, String body) throws Exception {
    return curl.post(path, body).body().at("/error/error_subcode").asInt();
  }

  @Test
  void whatMessagesCostIsOnTheBillAndInTheStatuses() throws Exception {
    curl.post(
        "/sandbox/billing",
        """
        {"currency": "ZAR", "serviceChargedFrom": "2020-01-01",
         "freeServiceMessagesPerMonth": 1, "freeEntryPointHours": 72,
         "markets": [{"market": "All", "rates": {"marketing": "0.70", "utility": "0.14",
           "authentication": "0.15", "service": "0.10"}}]}
        """);
    curl.post("/sandbox/statuses", "{'statuses':['delivered']}");
    open("27820000001");
    curl.post("/v26.0/waba-111/message_templates", CREATE);
    curl.post(PATH, TEXT);
    curl.post(PATH, TEXT);
    curl.post(PATH, TEMPLATE);

    List<String> pricing = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      JsonNode told = value().at("/statuses/0/pricing");
      pricing.add(told.path("type").asText() + " " + told.path("category").asText());
    }
    assertThat(pricing)
        .containsExactly("free_customer_service service", "regular service", "regular utility");
    JsonNode bill = curl.get("/sandbox/billing?after=1").body();
    assertThat(bill.path("total").asText()).isEqualTo("0.24");
    assertThat(bill.path("messages")).hasSize(2);
    assertThat(bill.at("/by_category/utility").asText()).isEqualTo("0.14");
  }

  @Test
  void anAdvertisementMakesMessagesFree() throws Exception {
    curl.post("/sandbox/statuses", "{'statuses':['delivered']}");
    curl.post(
        "/sandbox/phones/27820000001/message",
        "{'message':{'type':'text','text':{'body':'hi'},'referral':{'source_type':'ad',"
            + "'source_url':'https://example.com'}}}");
    business.next();
    curl.post(PATH, TEMPLATE);

    assertThat(value().at("/statuses/0/pricing/type").asText()).isEqualTo("free_entry_point");
  }

  @Test
  void withoutPaymentOnlyTheFreeOnesArrive() throws Exception {
    curl.post("/sandbox/numbers/111", "{'payment':false}");
    curl.post("/sandbox/statuses", "{'statuses':['delivered']}");
    open("27820000001");
    curl.post(PATH, TEXT);
    assertThat(value().at("/statuses/0/status").asText()).isEqualTo("delivered");

    assertThat(curl.post(PATH, TEMPLATE).status()).isEqualTo(200);
    assertThat(value().at("/statuses/0/errors/0/code").asInt()).isEqualTo(131042);
  }

  @Test
  void aNumberThatIsNotRegisteredSendsNothing() throws Exception {
    open("27820000001");
    curl.post("/sandbox/numbers/111", "{'registered':false}");
    assertThat(curl.post(PATH, TEXT).code()).isEqualTo(133010);
    curl.post("/v26.0/111/register", "{'messaging_product':'whatsapp','pin':'123456'}");
    assertThat(curl.post(PATH, TEXT).status()).isEqualTo(200);
  }

  @Test
  void tooManyMediaErrorsAt360dialogBlockTheNumber() throws Exception {
    curl.post("/sandbox/numbers", "{'phone_number_id':'222','access_token':'key'}");
    java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient();
    java.net.http.HttpRequest missing =
        java.net.http.HttpRequest.newBuilder(java.net.URI.create(sandbox.baseUrl() + "/12345"))
            .header("D360-API-KEY", "key")
            .build();
    for (int i = 0; i < 20; i++) {
      assertThat(
              client
                  .send(missing, java.net.http.HttpResponse.BodyHandlers.discarding())
                  .statusCode())
          .isEqualTo(400);
    }
    assertThat(
            client.send(missing, java.net.http.HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(403);
    curl.post("/sandbox/clock", "{'advance':'PT30M'}");
    assertThat(
            client.send(missing, java.net.http.HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(400);
  }
}
