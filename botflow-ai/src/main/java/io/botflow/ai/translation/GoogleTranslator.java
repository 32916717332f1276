package io.botflow.ai.translation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.spi.Payer;
import io.botflow.spi.Translator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Lets Google Cloud Translation translate, by {@code translateText} of its REST interface, version
 * 3 (cloud.google.com/translate/docs/reference/rest/v3/projects.locations/translateText). What is
 * in double braces is marked as not to be translated, and has to come back as it was. Nothing is
 * asked twice. Thread-safe; a call takes 10 seconds at most for each 20,000 characters that are
 * sent.
 */
public final class GoogleTranslator implements Translator {
  /** Google's own server. */
  public static final URI GOOGLE = URI.create("https://translation.googleapis.com");

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Of a request, as marked; Google takes 30,000 code points and 1,024 texts. */
  private static final int MOST_CHARACTERS = 20_000;

  private static final int MOST_TEXTS = 1_000;
  private static final int OK = 200;

  private final URI address;
  private final Callable<String> token;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /**
   * A translator.
   *
   * @param server {@link #GOOGLE}, or one that speaks as it does
   * @param project the id of the Google Cloud project that pays
   * @param location {@code global}, or a region
   * @param token gives the access token of the moment, for the scope {@code
   *     https://www.googleapis.com/auth/cloud-translation}; an exception says that there is none
   */
  public GoogleTranslator(URI server, String project, String location, Callable<String> token) {
    this.address =
        server.resolve("/v3/projects/%s/locations/%s:translateText".formatted(project, location));
    this.token = token;
  }

  @Override
  public Translation translate(Payer payer, List<String> texts, @Nullable String from, String to) {
    List<String> translated = new ArrayList<>();
    String found = from;
    for (List<Text> part : parts(texts)) {
      switch (ask(part, from, to)) {
        case Failed failed -> {
          return failed;
        }
        case Done done -> {
          translated.addAll(done.texts());
          found = found == null ? done.from() : found;
        }
      }
    }
    return new Done(found, translated);
  }

  /** A text, and what Google gets of it, which is longer. */
  private record Text(String plain, String marked) {}

  /** As many texts together as a request takes; one that is longer goes alone. */
  private static List<List<Text>> parts(List<String> texts) {
    List<List<Text>> parts = new ArrayList<>();
    int characters = 0;
    for (String plain : texts) {
      Text text = new Text(plain, MarkedText.of(plain));
      if (parts.isEmpty()
          || parts.getLast().size() == MOST_TEXTS
          || characters + text.marked.length() > MOST_CHARACTERS) {
        parts.add(new ArrayList<>());
        characters = 0;
      }
      parts.getLast().add(text);
      characters += text.marked.length();
    }
    return parts;
  }

  private Translation ask(List<Text> texts, @Nullable String from, String to) {
    HttpRequest request;
    try {
      request =
          HttpRequest.newBuilder(address)
              .timeout(TIMEOUT)
              .header("Authorization", "Bearer " + token.call())
              .header("Content-Type", "application/json; charset=utf-8")
              .POST(HttpRequest.BodyPublishers.ofString(body(texts, from, to)))
              .build();
    } catch (InterruptedException e) {
      return interrupted();
    } catch (Exception e) {
      return new Failed("there is no access token for Google: " + e.getMessage());
    }
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == OK
          ? read(answer.body(), texts, from)
          : new Failed("Google answered " + answer.statusCode() + status(answer.body()));
    } catch (InterruptedException e) {
      return interrupted();
    } catch (IOException e) {
      return new Failed("Google was not reached: " + e.getClass().getSimpleName());
    }
  }

  private static Failed interrupted() {
    Thread.currentThread().interrupt();
    return new Failed("interrupted");
  }

  private static String body(List<Text> texts, @Nullable String from, String to) {
    ObjectNode body = JSON.createObjectNode();
    texts.forEach(text -> body.withArray("contents").add(text.marked));
    body.put("mimeType", "text/html");
    body.put("targetLanguageCode", to);
    if (from != null) {
      body.put("sourceLanguageCode", from);
    }
    return body.toString();
  }

  private static Translation read(String answer, List<Text> texts, @Nullable String from) {
    JsonNode translations;
    try {
      translations = JSON.readTree(answer).path("translations");
    } catch (JsonProcessingException e) {
      return new Failed("Google did not answer in its documented form");
    }
    if (translations.size() != texts.size()) {
      return new Failed("Google translated " + translations.size() + " of " + texts.size());
    }
    List<String> translated = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = MarkedText.plain(translations.get(i).path("translatedText").asText());
      if (!Expressions.same(texts.get(i).plain, text)) {
        return new Failed("Google changed what stands in double braces");
      }
      translated.add(text);
    }
    String detected = translations.path(0).path("detectedLanguageCode").asText();
    return new Done(from == null && !detected.isEmpty() ? detected : from, translated);
  }

  /** Google's word for it, such as PERMISSION_DENIED; nothing of its text, which repeats ours. */
  private static String status(String body) {
    try {
      String status = JSON.readTree(body).path("error").path("status").asText();
      return status.isEmpty() ? "" : " " + status;
    } catch (JsonProcessingException e) {
      return "";
    }
  }
}
