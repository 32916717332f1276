package io.botflow.ai.translation;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.botflow.spi.Payer;
import io.botflow.spi.Translator;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a stub in the form that Google's reference of {@code translateText} shows. */
class GoogleTranslatorTest {
  private static final String PATH = "/v3/projects/shop-1/locations/global:translateText";
  private static final Payer PAYER = new Payer(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));

  private final WireMockServer google = new WireMockServer(wireMockConfig().dynamicPort());

  @BeforeEach
  void start() {
    google.start();
  }

  @AfterEach
  void stop() {
    google.stop();
  }

  @Test
  void textsComeBackInTheirOrderWithTheLanguageThatWasFound() {
    answers(
        """
        {"translations": [
          {"translatedText": "Hallo <span translate=\\"no\\">{{ name }}</span>,<br> dit&#39;s 3 &lt; 4",
           "detectedLanguageCode": "en"},
          {"translatedText": "Tot siens", "detectedLanguageCode": "en"}]}
        """);

    assertThat(translated(null, "Hello {{ name }},\nit's 3 < 4", "Goodbye"))
        .isEqualTo(
            new Translator.Done("en", List.of("Hallo {{ name }},\ndit's 3 < 4", "Tot siens")));
    google.verify(
        postRequestedFor(urlEqualTo(PATH))
            .withHeader("Authorization", equalTo("Bearer token-1"))
            .withRequestBody(
                equalToJson(
                    """
                    {"contents": ["Hello <span translate=\\"no\\">{{ name }}</span>,<br>it's 3 &lt; 4",
                      "Goodbye"],
                     "mimeType": "text/html", "targetLanguageCode": "af"}
                    """)));
  }

  @Test
  void theLanguageIsToldWhereItIsKnown() {
    answers("{\"translations\": [{\"translatedText\": \"Hallo\"}]}");

    assertThat(translated("en", "Hello")).isEqualTo(new Translator.Done("en", List.of("Hallo")));
    google.verify(
        postRequestedFor(urlEqualTo(PATH))
            .withRequestBody(equalToJson("{\"sourceLanguageCode\": \"en\"}", true, true)));
  }

  @Test
  void whatGoogleCannotDoIsSaidAndNothingIsAskedTwice() {
    google.stubFor(
        post(PATH)
            .willReturn(
                WireMock.jsonResponse(
                    "{\"error\": {\"code\": 403, \"status\": \"PERMISSION_DENIED\"}}", 403)));
    assertThat(translated("en", "Hello"))
        .isEqualTo(new Translator.Failed("Google answered 403 PERMISSION_DENIED"));
    google.verify(1, postRequestedFor(urlEqualTo(PATH)));

    google.stubFor(post(PATH).willReturn(WireMock.aResponse().withFault(Fault.EMPTY_RESPONSE)));
    assertThat(translated("en", "Hello"))
        .isEqualTo(new Translator.Failed("Google was not reached: IOException"));

    answers("not json");
    assertThat(translated("en", "Hello"))
        .isEqualTo(new Translator.Failed("Google did not answer in its documented form"));
    answers("{\"translations\": []}");
    assertThat(translated("en", "Hello"))
        .isEqualTo(new Translator.Failed("Google translated 0 of 1"));
    answers("{\"translations\": [{\"translatedText\": \"Hallo {{ naam }}\"}]}");
    assertThat(translated("en", "Hello {{ name }}"))
        .isEqualTo(new Translator.Failed("Google changed what stands in double braces"));
  }

  @Test
  void withoutATokenNobodyIsAskedAndTheReasonIsSaid() {
    assertThat(failed(new IllegalStateException("the key was refused")))
        .isEqualTo(
            new Translator.Failed("there is no access token for Google: the key was refused"));
    assertThat(failed(new IOException("the key was refused (400)")))
        .isEqualTo(
            new Translator.Failed(
                "there is no access token for Google: the key was refused (400)"));
    assertThat(failed(new InterruptedException())).isEqualTo(new Translator.Failed("interrupted"));
    assertThat(Thread.interrupted()).as("whoever stops the thread is still heard").isTrue();
    google.verify(0, postRequestedFor(urlEqualTo(PATH)));
  }

  private Translator.Translation failed(Exception withoutToken) {
    return new GoogleTranslator(
            URI.create(google.baseUrl()),
            "shop-1",
            "global",
            () -> {
              throw withoutToken;
            })
        .translate(PAYER, List.of("Hello"), "en", "af");
  }

  @Test
  void manyTextsGoInSeveralRequests() {
    String page = "x".repeat(9_000);
    answers("{\"translations\": [{\"translatedText\": \"a\"}, {\"translatedText\": \"b\"}]}");

    assertThat(translated("en", Collections.nCopies(4, page).toArray(String[]::new)))
        .isEqualTo(new Translator.Done("en", List.of("a", "b", "a", "b")));
    google.verify(2, postRequestedFor(urlEqualTo(PATH)));
  }

  @Test
  void aTextCountsAsLongAsItIsSent() {
    String names = "{{a}}".repeat(500);
    answers("{\"translations\": [{\"translatedText\": \"%s\"}]}".formatted(names));

    assertThat(translated("en", names, names))
        .as("2,500 characters each, and 16,000 with their marks")
        .isEqualTo(new Translator.Done("en", List.of(names, names)));
    google.verify(2, postRequestedFor(urlEqualTo(PATH)));
  }

  private void answers(String json) {
    google.stubFor(post(PATH).willReturn(okJson(json)));
  }

  private Translator.Translation translated(@Nullable String from, String... texts) {
    return new GoogleTranslator(URI.create(google.baseUrl()), "shop-1", "global", () -> "token-1")
        .translate(PAYER, Arrays.asList(texts), from, "af");
  }
}
