package io.botflow.server.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.botflow.server.config.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The access tokens of a Google service account, which it gets for a text signed with its key (RFC
 * 7523, and developers.google.com/identity/protocols/oauth2/service-account). A token is used until
 * a minute before its end. One asks at a time, and after a failure nobody for some seconds: while
 * Google does not answer, nobody waits longer than the one who asks. Thread-safe.
 */
final class GoogleAccount implements Callable<String> {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-translation";
  private static final Duration LIFE = Duration.ofHours(1);
  private static final Duration SPARE = Duration.ofMinutes(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final int OK = 200;

  private final String project;
  private final String email;
  private final URI server;
  private final PrivateKey key;
  private final InstantSource clock;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Known known = new Known("", Instant.MIN);
  private @Nullable Failure last;

  private record Known(String token, Instant end) {}

  private record Failure(String why, Instant end) {}

  private GoogleAccount(
      String project, String email, URI server, PrivateKey key, InstantSource clock) {
    this.project = project;
    this.email = email;
    this.server = server;
    this.key = key;
    this.clock = clock;
  }

  /**
   * The account of a key file, as Google's console gives it out.
   *
   * @throws ConfigurationException where it is none
   */
  static GoogleAccount read(Path file, InstantSource clock) {
    try {
      JsonNode json = JSON.readTree(Files.readString(file));
      String pem = json.path("private_key").asText().replaceAll("-----[A-Z ]+-----|\\s", "");
      return new GoogleAccount(
          given(json, "project_id"),
          given(json, "client_email"),
          URI.create(given(json, "token_uri")),
          KeyFactory.getInstance("RSA")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem))),
          clock);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      // The reason would repeat parts of the file.
      throw new ConfigurationException(
          List.of(
              "BOTFLOW_TRANSLATION_GOOGLE_KEY_FILE: %s is not the readable key of a Google service account (JSON with project_id, client_email, private_key and token_uri)"
                  .formatted(file)));
    }
  }

  private static String given(JsonNode json, String field) {
    String text = json.path(field).asText();
    if (text.isBlank()) {
      throw new IllegalArgumentException("without " + field);
    }
    return text;
  }

  /** The project that pays. */
  String project() {
    return project;
  }

  /**
   * The token of the moment.
   *
   * @throws IOException where Google was not reached or gave none
   */
  @Override
  public String call() throws IOException, InterruptedException, JOSEException {
    Known used = known;
    if (clock.instant().isBefore(used.end)) {
      return used.token;
    }
    if (!asking.tryLock(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("its token server does not answer");
    }
    try {
      return askOnce();
    } finally {
      asking.unlock();
    }
  }

  private String askOnce() throws IOException, InterruptedException, JOSEException {
    Instant now = clock.instant();
    if (now.isBefore(known.end)) {
      return known.token;
    }
    if (last != null && now.isBefore(last.end)) {
      throw new IOException(last.why);
    }
    try {
      known = ask(now);
    } catch (IOException e) {
      String why = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
      last = new Failure(why, clock.instant().plus(PAUSE));
      throw new IOException(why, e);
    }
    return known.token;
  }

  private Known ask(Instant now) throws IOException, InterruptedException, JOSEException {
    HttpRequest request =
        HttpRequest.newBuilder(server)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="
                        + assertion(now)))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    JsonNode json = answer.statusCode() == OK ? JSON.readTree(answer.body()) : null;
    if (json == null || json.path("access_token").asText().isEmpty()) {
      throw new IOException("the key was refused (" + answer.statusCode() + ")");
    }
    return new Known(
        json.path("access_token").asText(),
        now.plusSeconds(json.path("expires_in").asLong()).minus(SPARE));
  }

  private String assertion(Instant now) throws JOSEException {
    SignedJWT signed =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.RS256),
            new JWTClaimsSet.Builder()
                .issuer(email)
                .audience(server.toString())
                .claim("scope", SCOPE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build());
    signed.sign(new RSASSASigner(key));
    return signed.serialize();
  }
}
