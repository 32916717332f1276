package io.botflow.ai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiChatModelTest {
  private static final String PATH = "/v1/chat/completions";

  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());
  private final OpenAiChatModel model;

  OpenAiChatModelTest() {
    server.start();
    model =
        new OpenAiChatModel(new OpenAiSettings(server.baseUrl() + "/v1", "key-canary", "gpt-test"));
  }

  @AfterEach
  void stop() {
    model.close();
    server.stop();
  }

  @Test
  void asksAndReadsTheDocumentedShapes() {
    answer(okJson(completion("\"Yes, we ship.\"", "stop")));

    ChatReply reply = model.chat(request(null, 0.2));

    assertThat(reply)
        .isInstanceOfSatisfying(
            ChatReply.Answer.class,
            answer -> {
              assertThat(answer.text()).isEqualTo("Yes, we ship.");
              assertThat(answer.model()).isEqualTo("gpt-test-2026");
              assertThat(answer.inputTokens()).isEqualTo(19);
              assertThat(answer.outputTokens()).isEqualTo(10);
              assertThat(answer.attempts())
                  .singleElement()
                  .satisfies(
                      attempt -> {
                        assertThat(attempt.provider()).isEqualTo("localhost");
                        assertThat(attempt.failure()).isNull();
                      });
            });
    server.verify(
        1,
        postRequestedFor(urlEqualTo(PATH))
            .withHeader("Authorization", equalTo("Bearer key-canary"))
            .withRequestBody(
                equalToJson(
                    """
                    {"model": "gpt-test", "temperature": 0.2, "messages": [
                      {"role": "system", "content": "You help a shop."},
                      {"role": "user", "content": "Hello"},
                      {"role": "assistant", "content": "Hi!"},
                      {"role": "user", "content": "Do you ship?"}]}
                    """)));
  }

  @Test
  void asksForJsonThatFollowsTheSchema() {
    answer(okJson(completion("\"{\\\"city\\\": \\\"Utrecht\\\"}\"", "stop")));
    Map<String, Object> schema =
        Map.of(
            "type",
            "object",
            "properties",
            Map.of("city", Map.of("type", "string")),
            "required",
            List.of("city"),
            "additionalProperties",
            false);

    ChatReply reply = model.chat(request(schema, null));

    assertThat(reply)
        .isInstanceOfSatisfying(
            ChatReply.Answer.class, a -> assertThat(a.text()).isEqualTo("{\"city\": \"Utrecht\"}"));
    server.verify(
        postRequestedFor(urlEqualTo(PATH))
            .withRequestBody(
                equalToJson(
                    """
                    {"response_format": {"type": "json_schema", "json_schema": {
                      "name": "answer", "strict": true, "schema": {
                        "type": "object", "properties": {"city": {"type": "string"}},
                        "required": ["city"], "additionalProperties": false}}}}
                    """,
                    true,
                    true)));
  }

  @Test
  void textWhereJsonWasAskedForIsAFailure() {
    answer(okJson(completion("\"Utrecht, I think\"", "stop")));
    assertFailed(request(Map.of("type", "object"), null), false);
  }

  @ParameterizedTest
  @CsvSource({
    "400,false",
    "401,false",
    "404,false",
    "429,true",
    "500,true",
    "502,false",
    "503,true",
    "504,false"
  })
  void aStatusOfTheServerIsAFailureAfterOneRequest(int status, boolean retryable) {
    answer(
        aResponse()
            .withStatus(status)
            .withHeader("Retry-After", "1")
            .withBody("{\"error\": {\"message\": \"Do you ship?\", \"code\": null}}"));

    assertFailed(request(null, null), retryable);
  }

  @Test
  void anAccountWithoutCreditIsNotWorthAnotherTry() {
    answer(
        aResponse()
            .withStatus(429)
            .withBody("{\"error\": {\"message\": \"no\", \"code\": \"insufficient_quota\"}}"));
    assertFailed(request(null, null), false);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aCutConnectionIsAFailureAfterOneRequest(Fault fault) {
    answer(aResponse().withFault(fault));
    // It may have been done and paid.
    assertFailed(request(null, null), false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<html>busy</html>", "[]", "{}", "{\"choices\": []}", "{\"choices\": [{}]}", ""})
  void nonsenseIsAFailureAfterOneRequest(String body) {
    answer(okJson(body));
    assertFailed(request(null, null), false);
  }

  @Test
  void aRefusalIsAFailureThatStays() {
    answer(okJson(completion("null", "content_filter")));
    assertFailed(request(null, null), false);
  }

  @Test
  void aHangingServerEndsWithinTheTimeout() {
    answer(okJson(completion("\"late\"", "stop")).withFixedDelay(20_000));
    assertEndsInTime();
  }

  @Test
  void aTricklingServerEndsWithinTheTimeout() {
    answer(okJson(completion("\"late\"", "stop")).withChunkedDribbleDelay(40, 20_000));
    assertEndsInTime();
  }

  @Test
  void aServerThatIsAwayIsAFailure() {
    server.stop();
    assertThat(model.chat(request(null, null)))
        .isInstanceOfSatisfying(
            ChatReply.Failed.class, failed -> assertThat(failed.retryable()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "api.openai.com", "ftp://host/v1", "http://", "http://a b/"})
  void anAddressThatIsNoneIsRefused(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OpenAiSettings(address, null, "m"))
        .withMessageContaining("http");
  }

  @Test
  void settingsDoNotShowTheKey() {
    assertThat(OpenAiSettings.openAi("key-canary", "m").toString()).doesNotContain("canary");
  }

  private void assertEndsInTime() {
    long begin = System.nanoTime();
    assertFailed(request(null, null), false);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
  }

  private void assertFailed(ChatRequest request, boolean retryable) {
    assertThat(model.chat(request))
        .isInstanceOfSatisfying(
            ChatReply.Failed.class,
            failed -> {
              assertThat(failed.retryable()).as(failed.why()).isEqualTo(retryable);
              assertThat(failed.why()).doesNotContain("ship", "canary");
            });
    server.verify(1, postRequestedFor(urlEqualTo(PATH)));
  }

  private void answer(ResponseDefinitionBuilder response) {
    server.stubFor(post(urlEqualTo(PATH)).willReturn(response));
  }

  private static ChatRequest request(
      @Nullable Map<String, Object> schema, @Nullable Double temperature) {
    return new ChatRequest(
        null,
        temperature,
        "You help a shop.",
        List.of(
            new ChatRequest.Message(ChatRequest.Role.CUSTOMER, "Hello"),
            new ChatRequest.Message(ChatRequest.Role.BOT, "Hi!"),
            new ChatRequest.Message(ChatRequest.Role.CUSTOMER, "Do you ship?")),
        schema,
        Duration.ofSeconds(2));
  }

  /** The shape of "The chat completion object" in OpenAI's API reference. */
  private static String completion(String content, String finish) {
    return """
        {"id": "chatcmpl-1", "object": "chat.completion", "created": 1741570283,
         "model": "gpt-test-2026",
         "choices": [{"index": 0, "message": {"role": "assistant", "content": %s,
           "refusal": null, "annotations": []}, "logprobs": null, "finish_reason": "%s"}],
         "usage": {"prompt_tokens": 19, "completion_tokens": 10, "total_tokens": 29,
           "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0}},
         "service_tier": "default"}
        """
        .formatted(content, finish);
  }
}
