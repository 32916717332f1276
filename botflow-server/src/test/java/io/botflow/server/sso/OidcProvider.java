package io.botflow.server.sso;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * A provider as the specification has it: discovery, codes that are good once and bound to client,
 * address and verifier, signed tokens. What it says of a person can be made wrong.
 */
public final class OidcProvider implements AutoCloseable {
  public static final String CLIENT = "botflow";
  public static final String SECRET = "oidc-canary";

  private final HttpServer server;
  private final RSAKey key;
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();

  /** What is changed in the next token. */
  private volatile UnaryOperator<JWTClaimsSet.Builder> change = UnaryOperator.identity();

  private volatile RSAKey signing;

  private record Grant(Map<String, List<String>> asked, Map<String, Object> person) {}

  public OidcProvider() throws IOException, JOSEException {
    key = new RSAKeyGenerator(2048).keyID("one").generate();
    signing = key;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/.well-known/openid-configuration", this::metadata);
    server.createContext("/keys", exchange -> send(exchange, 200, keys()));
    server.createContext("/token", this::token);
    server.start();
  }

  public String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** As the setting that lets the server call it. */
  public String allowed() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Changes what the next tokens say. */
  public void saying(UnaryOperator<JWTClaimsSet.Builder> other) {
    change = other;
  }

  /** Signs with a key that it does not publish, or with its own again. */
  public void signingWithItsOwnKey(boolean own) throws JOSEException {
    signing = own ? key : new RSAKeyGenerator(2048).keyID("one").generate();
  }

  /** What a person's browser does at the provider; the parameters with which it is sent back. */
  public Map<String, String> logIn(String url, Map<String, Object> person) {
    Map<String, List<String>> asked = URLUtils.parseParameters(URI.create(url).getRawQuery());
    String code = UUID.randomUUID().toString();
    grants.put(code, new Grant(asked, person));
    return Map.of("code", code, "state", first(asked, "state"));
  }

  private static String first(Map<String, List<String>> parameters, String name) {
    return Objects.requireNonNull(parameters.get(name), name).getFirst();
  }

  private String keys() {
    return new JWKSet(key.toPublicJWK()).toString();
  }

  private void metadata(HttpExchange exchange) throws IOException {
    send(
        exchange,
        200,
        """
        {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
         "jwks_uri": "%1$s/keys", "response_types_supported": ["code"],
         "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"]}
        """
            .formatted(issuer()));
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, List<String>> sent = URLUtils.parseParameters(body);
    Grant grant = grants.remove(first(sent, "code"));
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    if (!basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 401, "{\"error\": \"invalid_client\"}");
    } else if (grant == null
        || !first(sent, "redirect_uri").equals(first(grant.asked(), "redirect_uri"))
        || !challenge(first(sent, "code_verifier"))
            .equals(first(grant.asked(), "code_challenge"))) {
      send(exchange, 400, "{\"error\": \"invalid_grant\"}");
    } else {
      Map<String, Object> answer = new HashMap<>();
      answer.put("access_token", UUID.randomUUID().toString());
      answer.put("token_type", "Bearer");
      answer.put("expires_in", 300);
      answer.put("id_token", idToken(grant));
      send(exchange, 200, new ObjectMapper().writeValueAsString(answer));
    }
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private String idToken(Grant grant) throws IOException {
    Instant now = Instant.now();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .audience(CLIENT)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
            .claim("nonce", first(grant.asked(), "nonce"));
    grant.person().forEach(claims::claim);
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(),
            change.apply(claims).build());
    try {
      token.sign(new RSASSASigner(signing));
    } catch (JOSEException e) {
      throw new IOException(e);
    }
    return token.serialize();
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
