package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static io.botflow.server.TestServer.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.server.faults.Until;
import io.botflow.whatsapp.sandbox.SandboxPhone;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What customers sent can be looked at, and files can be sent to them. */
class MediaApiTest {
  private static final byte[] PICTURE = {
    (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3, 4
  };
  private static final byte[] LETTER = "%PDF-1.4 letter".getBytes(StandardCharsets.US_ASCII);

  @TempDir private static Path folder;

  private static @Nullable ApiPeople people;
  private static String admin = "";
  private static String agent = "";
  private static String stranger = "";

  @BeforeAll
  static void open() throws Exception {
    people = new ApiPeople(Map.of("BOTFLOW_MEDIA_DIRECTORY", folder.resolve("media").toString()));
    UUID shop = ONE.bot().organization();
    admin = people().member(people().signedUp("anna"), shop, "admin");
    agent = people().member(people().signedUp("clara"), shop, "agent");
    stranger = people().member(people().signedUp("tom"), TWO.bot().organization(), "owner");
  }

  @AfterAll
  static void close() {
    people().close();
  }

  private static ApiPeople people() {
    return Objects.requireNonNull(people);
  }

  private static HttpResponse<byte[]> bytes(
      String method, String path, String token, byte[] body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(people().server.url + path))
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            .header("Authorization", "Bearer " + token);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return people().server.http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static HttpResponse<byte[]> get(String path, String token, String... headers)
      throws Exception {
    return bytes("GET", path, token, new byte[0], headers);
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static SandboxPhone phone(String number) {
    return people().server.network.phone(number).talkTo(ONE.phoneNumberId());
  }

  private static String conversation(String phone) throws Exception {
    String list = "/api/conversations?search=" + phone;
    return "/api/conversations/"
        + Talk.until(people(), agent, list, page -> page.get("data").size() == 1)
            .at("/data/0/id")
            .asText();
  }

  /** The medium of the newest message of the customer, once it is fetched. */
  private static String received(String phone) throws Exception {
    JsonNode page =
        Talk.until(
            people(),
            agent,
            conversation(phone) + "/messages",
            found ->
                found.findValues("media").stream()
                    .anyMatch(media -> media.at("/0/state").asText().equals("stored")));
    return "/api/media/"
        + page.findValues("media").stream()
            .filter(media -> !media.isEmpty())
            .findFirst()
            .orElseThrow()
            .at("/0/id")
            .asText();
  }

  private static HttpResponse<byte[]> upload(byte[] file, String type) throws Exception {
    return bytes("POST", "/api/media?filename=letter.pdf", agent, file, "Content-Type", type);
  }

  @Test
  void aPictureIsShownInItsOrganisationAloneWholeOrInPart() throws Exception {
    phone("31600000501").sendMedia("image", PICTURE, "image/png", "look");
    String path = received("31600000501");

    HttpResponse<byte[]> whole = get(path, agent);
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(PICTURE);
    assertThat(header(whole, "Content-Type")).isEqualTo("image/png");
    assertThat(header(whole, "Content-Disposition")).startsWith("inline");
    assertThat(header(whole, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(whole, "Content-Security-Policy")).contains("sandbox");
    assertThat(header(whole, "Cache-Control")).isEqualTo("no-store");
    HttpResponse<byte[]> part = get(path, agent, "Range", "bytes=8-9");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(new byte[] {1, 2});
    assertThat(header(part, "Content-Range")).isEqualTo("bytes 8-9/12");
    assertThat(get(path, agent, "Range", "bytes=-2").body()).isEqualTo(new byte[] {3, 4});
    assertThat(get(path, agent, "Range", "bytes=10-99").body()).isEqualTo(new byte[] {3, 4});
    assertThat(get(path, agent, "Range", "bytes=12-").statusCode()).isEqualTo(416);
    for (String nonsense : new String[] {"bytes=-", "bytes=x", "lines=1-2", "bytes=1-2,4-5"}) {
      assertThat(get(path, agent, "Range", nonsense).body()).as(nonsense).isEqualTo(PICTURE);
    }

    assertThat(get(path, stranger).statusCode()).isEqualTo(404);
    assertThat(people().send("DELETE", path, agent, "").statusCode()).isEqualTo(403);
    assertThat(people().send("DELETE", path, stranger, "").statusCode()).isEqualTo(404);
    people().good("DELETE", path, admin, "");
    assertThat(get(path, agent).statusCode()).isEqualTo(404);
    assertThat(people().good("GET", "/api/audit-log", admin, "").toString())
        .contains("media.deleted");
  }

  @Test
  void aPageThatACustomerSentIsNeverShownAsOne() throws Exception {
    byte[] page = "<html><script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
    phone("31600000502").sendMedia("document", page, "text/html", null);

    HttpResponse<byte[]> answer = get(received("31600000502"), agent);

    assertThat(answer.body()).isEqualTo(page);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/octet-stream");
    assertThat(header(answer, "Content-Disposition")).startsWith("attachment");
  }

  @Test
  void anUploadIsSentToTheCustomerAndStaysInSight() throws Exception {
    SandboxPhone phone = phone("31600000503");
    phone.say("hello");
    String conversation = conversation("31600000503");
    HttpResponse<byte[]> kept = upload(LETTER, "application/pdf");
    assertThat(kept.statusCode()).isEqualTo(201);
    String id = ApiPeople.JSON.readTree(kept.body()).get("id").asText();

    JsonNode said =
        people()
            .good(
                "POST",
                conversation + "/messages",
                agent,
                "{\"media\": {\"kind\": \"document\", \"uploadId\": \"%s\"}}".formatted(id));

    assertThat(said.at("/data/0/media/0/id").asText()).isEqualTo(id);
    assertThat(said.at("/data/0/media/0/filename").asText()).isEqualTo("letter.pdf");
    assertThat(get("/api/media/" + id, agent).body()).isEqualTo(LETTER);
    assertThat(get("/api/media/" + id, stranger).statusCode()).isEqualTo(404);
    Until.holds(
        "the customer has the letter",
        Duration.ofSeconds(60),
        () ->
            phone.received().stream()
                .anyMatch(message -> message.toString().contains("letter.pdf")));
    assertThat(
            people()
                .send(
                    "POST",
                    conversation + "/messages",
                    agent,
                    "{\"media\": {\"kind\": \"image\", \"uploadId\": \"%s\"}}".formatted(id))
                .statusCode())
        .as("a letter is no picture")
        .isEqualTo(400);
    people().good("DELETE", "/api/media/" + id, admin, "");
    assertThat(get("/api/media/" + id, agent).statusCode()).isEqualTo(404);
  }

  @Test
  void whatTheNetworkWouldNotTakeIsNotKept() throws Exception {
    assertThat(upload(LETTER, "text/html").statusCode()).isEqualTo(400);
    assertThat(upload(LETTER, "image/png").statusCode()).as("it is no picture").isEqualTo(400);
    assertThat(upload(Arrays.copyOf(PICTURE, 6 * 1024 * 1024), "image/png").statusCode())
        .as("5 MB at most")
        .isEqualTo(400);
    assertThat(
            bytes("POST", "/api/media?filename=..%2Fx", agent, LETTER, "Content-Type", "text/plain")
                .statusCode())
        .isEqualTo(400);
    HttpResponse<byte[]> empty =
        bytes("POST", "/api/media", agent, new byte[0], "Content-Type", "application/pdf");
    assertThat(empty.statusCode()).isEqualTo(400);
  }
}
