package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static io.botflow.server.TestServer.text;
import static io.botflow.server.TestServer.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.inject.AbstractModule;
import com.google.inject.multibindings.OptionalBinder;
import com.sun.net.httpserver.HttpServer;
import io.botflow.spi.EmbeddingModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an organisation knows: written and read over HTTP, and said by its bot. */
class KnowledgeApiTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String BASE = "/api/knowledge-base";

  /** Some tests ask again and again until something is done. */
  private static final String REQUESTS = "BOTFLOW_HTTP_REQUESTS_PER_MINUTE";

  private static final Map<String, String> OFTEN = Map.of(REQUESTS, "1000000");

  private static final String FLOW =
      """
      {"botflow": 1, "id": "help", "nodes": [
        {"id": "start", "type": "trigger", "data": {"config": {"on": "any_message"}}},
        {"id": "help", "type": "ai_response", "data": {"config": {
          "instructions": "Help.", "knowledge": {"citations": true}}}},
        {"id": "ask", "type": "end", "data": {"config": {"text": "A person will answer."}}},
        {"id": "end", "type": "end", "data": {"config": {}}}],
       "edges": [
        {"id": "e1", "source": "start", "target": "help"},
        {"id": "e2", "source": "help", "target": "end"},
        {"id": "e3", "source": "help", "sourceHandle": "uncertain", "target": "ask"}]}
      """;

  @Test
  void aBotAnswersFromAnArticleAndSaysWhich() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String owner = ownerOfOne(people);
      people
          .server
          .server
          .deployments()
          .publish(ONE.bot().organization(), ONE.bot().bot(), TestFlows.read(FLOW), true);
      JsonNode article =
          people.good(
              "POST",
              BASE,
              owner,
              """
              {"title": "How long does delivery take?", "text": "Two to three working days.",
               "language": "en", "category": "orders"}
              """);

      assertThat(said(people, 1, "how long does the delivery take"))
          .endsWith("\n\nTwo to three working days.\n\n\u2022 How long does delivery take?");
      assertThat(said(people, 2, "do you sell elephants")).endsWith("A person will answer.");
      assertThat(
              people.good("GET", BASE + "/unanswered", owner, "").at("/data/0/question").asText())
          .isEqualTo("do you sell elephants");

      String path = BASE + "/" + article.get("id").asText();
      assertThat(
              people
                  .send("PATCH", path, owner, "{\"text\":\"A week.\"}", "If-Match", "\"old\"")
                  .statusCode())
          .isEqualTo(412);
      people.good("PATCH", path, owner, "{\"text\":\"A week.\"}");
      assertThat(said(people, 3, "how long does the delivery take"))
          .contains("A week.\n\n\u2022 How");
      people.good("DELETE", path, owner, "");
      assertThat(said(people, 4, "how long does the delivery take"))
          .endsWith("A person will answer.");

      String stranger = people.signedUp("stranger");
      String elsewhere = people.inside(stranger, people.founded(stranger, "Other"));
      assertThat(search(people, elsewhere, "delivery").get("passages")).isEmpty();
      assertThat(people.good("GET", BASE + "/unanswered", elsewhere, "").get("data")).isEmpty();
    }
  }

  @Test
  void articlesThatContradictEachOtherAreReported() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String owner = ownerOfOne(people);
      people.good(
          "POST",
          BASE,
          owner,
          """
          {"title": "Delivery", "text": "We deliver within three working days.", "language": "en"}
          """);
      assertThat(people.good("GET", BASE + "/contradictions", owner, "").get("contradictions"))
          .isEmpty();
      people.good(
          "POST",
          BASE,
          owner,
          """
          {"title": "How long does delivery take?", "text": "Delivery takes 7 days.",
           "language": "en"}
          """);

      JsonNode found = people.good("GET", BASE + "/contradictions", owner, "");
      assertThat(found.get("contradictions")).hasSize(1);
      assertThat(found.at("/contradictions/0/differences"))
          .isEqualTo(
              ApiPeople.JSON.readTree(
                  "[{\"of\": \"days\", \"one\": [\"3\"], \"other\": [\"7\"]}]"));
      assertThat(found.at("/contradictions/0/one/title").asText()).isEqualTo("Delivery");
    }
  }

  @Test
  void filesAreReadAndThoseThatCannotBeSayWhy() throws Exception {
    try (ApiPeople people = new ApiPeople(TestDatabase.fresh(), OFTEN)) {
      String owner = ownerOfOne(people);
      JsonNode table =
          uploaded(people, owner, "faq.csv", "question,answer\nWhen are you open?,From 9 to 18\n");
      JsonNode ready = read(people, owner, table);
      assertThat(ready.get("state").asText()).isEqualTo("ready");
      assertThat(ready.get("articles").asInt()).isEqualTo(1);
      assertThat(search(people, owner, "when are you open").at("/passages/0/text").asText())
          .isEqualTo("From 9 to 18");
      assertThat(search(people, owner, "when are you open").get("answered").asBoolean()).isTrue();

      JsonNode strange =
          read(people, owner, uploaded(people, owner, "a.bin", "\u0000\u0001\u0002"));
      assertThat(strange.get("state").asText()).isEqualTo("failed");
      assertThat(strange.get("why").asText()).contains("PDF, DOCX and CSV");

      HttpResponse<String> wrong =
          people.send(
              "POST",
              BASE + "/sources/file",
              owner,
              "{\"name\":\"a.md\",\"content\":\"no base64!\"}");
      assertThat(wrong.body()).contains("/content");

      String source = BASE + "/sources/" + table.get("id").asText();
      assertThat(people.send("POST", source + "/read-again", owner, "").statusCode())
          .as("a file stays what it was")
          .isEqualTo(409);
      people.good("DELETE", source, owner, "");
      assertThat(search(people, owner, "when are you open").get("passages")).isEmpty();
    }
  }

  @Test
  void aWebsiteIsReadAsFarAsItAllows() throws Exception {
    List<String> asked = Collections.synchronizedList(new ArrayList<>());
    HttpServer website = website(asked);
    int port = website.getAddress().getPort();
    Map<String, String> settings =
        Map.of(
            "BOTFLOW_OUTBOUND_ALLOW",
            "127.0.0.1:" + port,
            "BOTFLOW_KNOWLEDGE_CRAWL_PAUSE",
            "PT0.001S",
            REQUESTS,
            "1000000");
    try (ApiPeople people = new ApiPeople(TestDatabase.fresh(), settings)) {
      String owner = ownerOfOne(people);
      JsonNode site =
          people.good(
              "POST",
              BASE + "/sources/website",
              owner,
              "{\"address\":\"http://127.0.0.1:%d/\",\"language\":\"en\"}".formatted(port));
      JsonNode ready = read(people, owner, site);

      assertThat(ready.get("state").asText()).as(ready.toString()).isEqualTo("ready");
      assertThat(ready.get("articles").asInt()).isEqualTo(1);
      assertThat(asked).contains("/robots.txt", "/delivery").doesNotContain("/private/prices");
      assertThat(
              search(people, owner, "how long does delivery take").at("/passages/0/text").asText())
          .isEqualTo("It takes two days.");

      JsonNode inside =
          people.good(
              "POST",
              BASE + "/sources/website",
              owner,
              "{\"address\":\"http://169.254.169.254/\"}");
      assertThat(read(people, owner, inside).get("why").asText()).contains("not one that may be");
    } finally {
      website.stop(0);
    }
  }

  @Test
  void whatIsMeantIsFoundAndOnlyNewTextsAreEmbedded() throws Exception {
    var model = new Synonyms();
    AbstractModule embedding =
        new AbstractModule() {
          @Override
          protected void configure() {
            OptionalBinder.newOptionalBinder(binder(), EmbeddingModel.class)
                .setBinding()
                .toInstance(model);
          }
        };
    try (ApiPeople people = new ApiPeople(TestDatabase.fresh(), OFTEN, embedding)) {
      String owner = ownerOfOne(people);
      people.good("POST", BASE, owner, "{\"title\":\"Package\",\"text\":\"Arrives in two days.\"}");
      people.good("POST", BASE, owner, "{\"title\":\"Money\",\"text\":\"Pay by card.\"}");
      rest(people, owner);

      assertThat(search(people, owner, "my parcel").at("/passages/0/title").asText())
          .isEqualTo("Package");
      assertThat(model.asked).contains("Package", "Package\nArrives in two days.");
      model.asked.clear();
      people.good("POST", BASE, owner, "{\"title\":\"Hours\",\"text\":\"From nine.\"}");
      rest(people, owner);
      assertThat(model.asked).containsExactlyInAnyOrder("Hours", "Hours\nFrom nine.");
    }
  }

  /** A model that takes parcels for packages, and every other word for itself. */
  private static final class Synonyms implements EmbeddingModel {
    private static final int DIMENSION = 256;
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @Override
    public String id() {
      return "synonyms";
    }

    @Override
    public int dimension() {
      return DIMENSION;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      asked.addAll(texts);
      return texts.stream().map(Synonyms::vector).toList();
    }

    private static float[] vector(String text) {
      String[] words = text.toLowerCase(Locale.ROOT).replace("parcel", "package").split("\\W+", -1);
      float[] vector = new float[DIMENSION];
      for (String word : words) {
        vector[Math.floorMod(word.hashCode() * 31, DIMENSION)] += 1;
      }
      double length = 0;
      for (float value : vector) {
        length += value * value;
      }
      for (int i = 0; i < DIMENSION; i++) {
        vector[i] = (float) (vector[i] / Math.sqrt(length));
      }
      return vector;
    }
  }

  private static HttpServer website(List<String> asked) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    Map<String, String> pages =
        Map.of(
            "/robots.txt",
            "User-agent: *\nDisallow: /private/\n",
            "/sitemap.xml",
            """
            <?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            <url><loc>%s/delivery</loc></url><url><loc>%s/private/prices</loc></url>
            <url><loc>http://169.254.169.254/latest/meta-data/</loc></url></urlset>
            """
                .formatted(url, url),
            "/delivery",
            """
            <html><head><title>How long does delivery take?</title></head>
            <body><nav>Home</nav><p>It takes two days.</p></body></html>
            """);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(path);
          byte[] page = pages.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(
              page.length == 0 ? 404 : 200, page.length == 0 ? -1 : page.length);
          if (page.length > 0) {
            exchange.getResponseBody().write(page);
          }
          exchange.close();
        });
    server.start();
    return server;
  }

  private static JsonNode uploaded(ApiPeople people, String token, String name, String content)
      throws Exception {
    return people.good(
        "POST",
        BASE + "/sources/file",
        token,
        "{\"name\":\"%s\",\"content\":\"%s\"}"
            .formatted(
                name,
                Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8))));
  }

  /** The source once it is read. */
  private static JsonNode read(ApiPeople people, String token, JsonNode source) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      JsonNode now = people.good("GET", BASE + "/sources/" + source.get("id").asText(), token, "");
      if (!now.get("state").asText().equals("waiting")) {
        return now;
      }
    }
    throw new AssertionError("not read: " + source);
  }

  /** Waits until nothing is to be read or embedded. */
  private static void rest(ApiPeople people, String token) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (people.good("GET", BASE + "/report", token, "").get("working").asBoolean()) {
      assertThat(System.nanoTime()).as("it comes to rest").isLessThan(end);
    }
  }

  private static JsonNode search(ApiPeople people, String token, String question) throws Exception {
    return people.good(
        "POST", BASE + "/search", token, "{\"question\":\"%s\"}".formatted(question));
  }

  private static String said(ApiPeople people, int person, String what) throws Exception {
    String phone = "3160000002" + person;
    String body = webhook(List.of(text(ONE, phone, "wamid.k" + person, what)));
    assertThat(people.server.post(ONE, body).statusCode()).isEqualTo(200);
    return people.server.network.phone(phone).await(PATIENCE).text();
  }

  /** Somebody who owns the organisation of the number; an access token for it. */
  private static String ownerOfOne(ApiPeople people) throws Exception {
    String token = people.signedUp("ada");
    String id = people.good("GET", "/api/auth/me", token, "").get("id").asText();
    UUID organization = ONE.bot().organization();
    try (Connection connection = TestDatabase.connect(people.address);
        Statement statement = connection.createStatement()) {
      statement.execute("alter table botflow.organizations no force row level security");
      statement.execute(
          "update botflow.organizations set plan = 'enterprise' where id = '%s'"
              .formatted(organization));
      statement.execute("alter table botflow.organizations force row level security");
      statement.execute("alter table botflow.memberships no force row level security");
      statement.execute(
          "insert into botflow.memberships (org_id, user_id, role) values ('%s', '%s', 'owner')"
              .formatted(organization, id));
      statement.execute("alter table botflow.memberships force row level security");
    }
    return people.inside(token, organization.toString());
  }
}
