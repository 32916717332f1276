package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.message.ChannelAddress;
import io.botflow.spi.BotRef;
import io.botflow.store.jdbc.Deployments;
import io.botflow.whatsapp.Signature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Customers write over WhatsApp, and people find it in the inbox. */
final class Talk {
  private static final String SECRET = "secret-canary-3";

  private Talk() {}

  /**
   * Connects a number to an organisation's bot and lets somebody write to it.
   *
   * @param name of the number's, which is its own
   * @return the conversation as the inbox lists it
   */
  static JsonNode conversation(
      ApiPeople people, String organization, String bot, String token, String name)
      throws Exception {
    UUID channel = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    TestNumber number =
        new TestNumber(Long.toString(channel.getMostSignificantBits() >>> 8), SECRET);
    BotRef ref = new BotRef(UUID.fromString(organization), UUID.fromString(bot), channel);
    Deployments deployments = people.server.server.deployments();
    deployments.connect(ref, new ChannelAddress("whatsapp", number.phoneNumberId()), "Shop");
    deployments.whatsApp(
        ref,
        new Deployments.WhatsAppAccount(null, "token-canary", SECRET, TestNumber.VERIFY_TOKEN));
    byte[] body =
        TestServer.webhook(
                List.of(TestServer.text(number, "27820000077", "wamid." + channel, "hello")))
            .getBytes(StandardCharsets.UTF_8);
    assertThat(
            people
                .server
                .post("/api/webhooks/whatsapp/" + channel, body, Signature.sign(body, SECRET))
                .statusCode())
        .isEqualTo(200);
    return until(people, token, "/api/conversations", list -> list.at("/data/0").has("lastMessage"))
        .at("/data/0");
  }

  /** What the API answers, once it is so. */
  static JsonNode until(ApiPeople people, String token, String path, Predicate<JsonNode> so)
      throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    CountDownLatch never = new CountDownLatch(1);
    JsonNode answer = people.good("GET", path, token, "");
    while (!so.test(answer)) {
      assertThat(System.nanoTime()).as("%s: %s", path, answer).isLessThan(end);
      // Requests are counted: who asks without a pause is refused.
      assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
      answer = people.good("GET", path, token, "");
    }
    return answer;
  }
}
