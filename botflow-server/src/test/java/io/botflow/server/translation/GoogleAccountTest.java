package io.botflow.server.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.botflow.server.config.ConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Future.State;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a stub of Google's token server, which judges what it is shown. */
class GoogleAccountTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final AtomicInteger status = new AtomicInteger(200);
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private KeyPair keys;
  private Path file;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/token",
        exchange -> {
          asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] body =
              "{\"access_token\": \"token-%d\", \"expires_in\": 3599, \"token_type\": \"Bearer\"}"
                  .formatted(asked.size())
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status.get(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
    file = folder.resolve("google.json");
    Files.writeString(
        file,
        """
        {"type": "service_account", "project_id": "shop-1",
         "client_email": "bots@shop-1.iam.gserviceaccount.com",
         "private_key": "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n",
         "token_uri": "http://127.0.0.1:%d/token"}
        """
            .formatted(
                Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()),
                server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aTokenIsAskedForWithASignedTextAndUsedUntilItEnds() throws Exception {
    GoogleAccount account = GoogleAccount.read(file, now::get);

    assertThat(account.project()).isEqualTo("shop-1");
    assertThat(account.call()).isEqualTo("token-1");
    now.set(NOON.plus(Duration.ofMinutes(58)));
    assertThat(account.call()).isEqualTo("token-1");
    now.set(NOON.plus(Duration.ofMinutes(59)));
    assertThat(account.call()).isEqualTo("token-2");

    assertThat(asked.getFirst())
        .startsWith("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=");
    SignedJWT shown = SignedJWT.parse(asked.getFirst().replaceAll(".*assertion=", ""));
    assertThat(shown.verify(new RSASSAVerifier((RSAPublicKey) keys.getPublic()))).isTrue();
    assertThat(shown.getJWTClaimsSet().getIssuer())
        .isEqualTo("bots@shop-1.iam.gserviceaccount.com");
    assertThat(shown.getJWTClaimsSet().getStringClaim("scope"))
        .isEqualTo("https://www.googleapis.com/auth/cloud-translation");
    assertThat(shown.getJWTClaimsSet().getExpirationTime().toInstant())
        .isEqualTo(NOON.plus(Duration.ofHours(1)));
  }

  @Test
  void aKeyThatIsRefusedGivesNoToken() {
    status.set(400);
    assertThatThrownBy(() -> GoogleAccount.read(file, now::get).call())
        .isInstanceOf(IOException.class)
        .hasMessage("the key was refused (400)");
  }

  @Test
  void afterAFailureNobodyIsAskedForSomeSeconds() throws Exception {
    GoogleAccount account = GoogleAccount.read(file, now::get);
    status.set(503);
    assertThatThrownBy(account::call).hasMessage("the key was refused (503)");
    status.set(200);
    now.set(NOON.plusSeconds(9));
    assertThatThrownBy(account::call).hasMessage("the key was refused (503)");
    assertThat(asked).hasSize(1);
    now.set(NOON.plusSeconds(10));
    assertThat(account.call()).isEqualTo("token-2");
  }

  /** All who wait behind the one that asks read of its failure, and do not ask one by one. */
  @Test
  void manyWhoNeedATokenAtOnceAskOnce() throws Exception {
    GoogleAccount account = GoogleAccount.read(file, now::get);
    status.set(503);
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers =
          people.invokeAll(Collections.nCopies(20, (Callable<String>) account));
      assertThat(answers).allSatisfy(answer -> assertThat(answer.state()).isEqualTo(State.FAILED));
    }
    assertThat(asked).hasSize(1);
  }

  @Test
  void aFileThatIsNoKeyKeepsTheServerFromStarting() throws Exception {
    Files.writeString(file, "{\"project_id\": \"shop-1\", \"private_key\": \"canary\"}");
    assertThatThrownBy(() -> GoogleAccount.read(file, now::get))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("BOTFLOW_TRANSLATION_GOOGLE_KEY_FILE")
        .hasMessageNotContaining("canary");
  }
}
