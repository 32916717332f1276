package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import io.botflow.server.sso.DomainRecordsOfTests;
import io.botflow.server.sso.OidcProvider;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Single sign-on with a provider of an organisation's own, over real HTTP. */
class SingleSignOnTest {
  private static final String DOMAIN = "shop.example";
  private static final String EVE = "eve@" + DOMAIN;

  private final DomainRecordsOfTests records = new DomainRecordsOfTests();

  @Test
  void whoeverTheProviderKnowsJoinsInTheirRole() throws Exception {
    try (OidcProvider provider = new OidcProvider();
        ApiPeople people = start(provider)) {
      String shop = connected(people, provider, "owner", DOMAIN);
      JsonNode session = logIn(people, provider, person("1", EVE, "groups", List.of("x", "desk")));
      assertThat(session.has("refreshToken")).as("in a cookie").isFalse();
      String token = session.get("accessToken").asText();
      JsonNode me = people.good("GET", "/api/auth/me", token, "");
      assertThat(me.get("email").asText()).isEqualTo(EVE);
      assertThat(me.get("name").asText()).isEqualTo("Eve Example");
      assertThat(me.get("organization").asText()).isEqualTo(shop);
      assertThat(role(people, token, shop, EVE)).as("by the claim").isEqualTo("agent");
      JsonNode other = logIn(people, provider, person("2", "zoe@" + DOMAIN));
      assertThat(role(people, other.get("accessToken").asText(), shop, "zoe@" + DOMAIN))
          .as("the usual one")
          .isEqualTo("viewer");

      JsonNode again = logIn(people, provider, person("1", "eve.new@" + DOMAIN));
      assertThat(
              people.good("GET", "/api/auth/me", again.get("accessToken").asText(), "").get("id"))
          .as("the same person by another address of the domain")
          .isEqualTo(me.get("id"));
      assertThat(tryLogIn(people, provider, person("3", EVE)).body())
          .as("the address was given to somebody else, who is not the same person")
          .contains("sso-failed");
      assertThat(
              TestDatabase.rows(
                  people.address, "sso_connections", "select client_secret from sso_connections"))
          .singleElement()
          .asString()
          .startsWith("sealed:")
          .doesNotContain(OidcProvider.SECRET);
    }
  }

  @Test
  void aProviderSpeaksForItsDomainAloneAndOnlyOnceThatIsProved() throws Exception {
    try (OidcProvider provider = new OidcProvider();
        ApiPeople people = start(provider)) {
      String victim = people.signedUp("victim");
      connected(people, provider, "owner", DOMAIN);
      for (Map<String, Object> forged :
          List.of(
              person("1", "victim@example.org"),
              person("1", "victim@example.org@" + DOMAIN),
              person("1", "victim@evil-" + DOMAIN),
              person("1", "eve@sub." + DOMAIN),
              person("1", EVE, "email_verified", false),
              person("1", EVE, "email_verified", "true"),
              person("1", ""),
              person("1", EVE, "email", List.of(EVE)))) {
        HttpResponse<String> answer = tryLogIn(people, provider, forged);
        assertThat(answer.statusCode()).as(forged.toString()).isEqualTo(401);
        assertThat(answer.body()).as(forged.toString()).contains("sso-failed");
      }
      people.good("GET", "/api/auth/me", victim, "");

      String thief = people.signedUp("thief");
      String other = people.founded(thief, "Thieves");
      String sso = "/api/organizations/" + other + "/sso";
      people.good("POST", sso, thief, settings(provider, "example.org"));
      assertThat(begin(people, "victim@example.org").body()).contains("no-sso");
      records.set("example.org", "v=spf1 -all", "botflow-verification=guess");
      assertThat(people.send("POST", sso + "/prove-domain", thief, "").body())
          .contains("domain-not-proved");
      people.good("POST", sso, thief, settings(provider, DOMAIN));
      JsonNode mine = people.good("GET", sso, thief, "");
      records.set(DOMAIN, mine.get("record").asText());
      assertThat(people.send("POST", sso + "/prove-domain", thief, "").body())
          .as("a domain is one organisation's")
          .contains("\"conflict\"");
    }
  }

  @Test
  void tokensThatAreNotGoodOpenNothing() throws Exception {
    try (OidcProvider provider = new OidcProvider();
        ApiPeople people = start(provider)) {
      connected(people, provider, "owner", DOMAIN);
      Map<String, UnaryOperator<JWTClaimsSet.Builder>> wrong = new LinkedHashMap<>();
      wrong.put("another issuer", claims -> claims.issuer("https://evil.example"));
      wrong.put("another audience", claims -> claims.audience("somebody-else"));
      wrong.put("no audience", claims -> claims.audience((String) null));
      wrong.put("another nonce", claims -> claims.claim("nonce", "guess"));
      wrong.put("no nonce", claims -> claims.claim("nonce", null));
      wrong.put(
          "an end that has passed",
          claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600))));
      wrong.put("no end", claims -> claims.expirationTime(null));
      wrong.put("no subject", claims -> claims.subject(null));
      for (Map.Entry<String, UnaryOperator<JWTClaimsSet.Builder>> each : wrong.entrySet()) {
        provider.saying(each.getValue());
        assertThat(tryLogIn(people, provider, person("1", EVE)).body())
            .as(each.getKey())
            .contains("sso-failed");
      }
      provider.saying(UnaryOperator.identity());
      provider.signingWithItsOwnKey(false);
      assertThat(tryLogIn(people, provider, person("1", EVE)).body())
          .as("a key that the provider does not publish")
          .contains("sso-failed");
      provider.signingWithItsOwnKey(true);
      logIn(people, provider, person("1", EVE));
    }
  }

  @Test
  void aLogInComesBackOnceToTheBrowserThatBeganIt() throws Exception {
    try (OidcProvider provider = new OidcProvider();
        ApiPeople people = start(provider)) {
      connected(people, provider, "owner", DOMAIN);
      HttpResponse<String> begun = begin(people, EVE);
      String url = url(begun);
      assertThat(url)
          .startsWith(provider.issuer() + "/authorize?")
          .contains("response_type=code", "code_challenge_method=S256", "login_hint=eve%40");
      assertThat(begun.headers().firstValue("Set-Cookie").orElseThrow())
          .contains("HttpOnly", "SameSite=Strict", "Path=/api/auth/sso");
      Map<String, String> back = provider.logIn(url, person("1", EVE));
      assertThat(complete(people, back, "").body()).as("no browser").contains("invalid-token");
      assertThat(complete(people, back, "botflow_sso=guess").body())
          .as("another browser")
          .contains("invalid-token");
      HttpResponse<String> elsewhere =
          people.send(
              "POST",
              "/api/auth/sso/complete",
              null,
              body(back),
              "Cookie",
              cookie(begun),
              "Origin",
              "https://evil.example");
      assertThat(elsewhere.body()).contains("foreign-page");
      assertThat(complete(people, back, cookie(begun)).statusCode()).isEqualTo(200);
      assertThat(complete(people, back, cookie(begun)).body()).contains("invalid-token");

      HttpResponse<String> second = begin(people, EVE);
      Map<String, String> mixed = new HashMap<>(provider.logIn(url(second), person("1", EVE)));
      mixed.put("code", "guess");
      assertThat(complete(people, mixed, cookie(second)).body()).contains("sso-failed");
      assertThat(begin(people, "nobody@elsewhere.example").body()).contains("no-sso");
      assertThat(people.server.get("/sso").body()).contains("/sso.js");
    }
  }

  @Test
  void whatIsSetUpHasToBeAProviderAndNotInside() throws Exception {
    try (OidcProvider provider = new OidcProvider();
        ApiPeople people = start(provider)) {
      String owner = people.signedUp("owner");
      String sso = "/api/organizations/" + people.founded(owner, "Shop") + "/sso";
      for (String issuer :
          List.of(
              "http://169.254.169.254",
              "http://localhost:1",
              "https://127.0.0.1",
              provider.issuer() + "/elsewhere",
              "ftp://example.org",
              "https://user:pw@example.org",
              "https://example.org?x=1",
              "nonsense")) {
        HttpResponse<String> answer =
            people.send(
                "POST", sso, owner, settings(provider, DOMAIN).replace(provider.issuer(), issuer));
        assertThat(answer.body()).as(issuer).contains("\"/issuer\"");
      }
      assertThat(people.send("GET", sso, owner, "").statusCode()).isEqualTo(404);
      assertThat(
              people
                  .send("POST", sso, owner, settings(provider, DOMAIN).replace("viewer", "owner"))
                  .body())
          .as("nobody becomes an owner by a claim")
          .contains("/usualRole");
    }
  }

  private ApiPeople start(OidcProvider provider) throws Exception {
    return new ApiPeople(Map.of("BOTFLOW_OUTBOUND_ALLOW", provider.allowed()), records.asModule());
  }

  private String connected(ApiPeople people, OidcProvider provider, String name, String domain)
      throws Exception {
    String owner = people.signedUp(name);
    String shop = people.founded(owner, "Shop");
    String sso = "/api/organizations/" + shop + "/sso";
    JsonNode set = people.good("POST", sso, owner, settings(provider, domain));
    assertThat(set.toString()).doesNotContain(OidcProvider.SECRET);
    assertThat(begin(people, "eve@" + domain).body()).contains("no-sso");
    records.set(domain, set.get("record").asText());
    assertThat(people.good("POST", sso + "/prove-domain", owner, "").has("provedAt")).isTrue();
    return shop;
  }

  private static String settings(OidcProvider provider, String domain) {
    return """
        {"issuer": "%s", "clientId": "%s", "clientSecret": "%s", "domain": "%s",
         "usualRole": "viewer", "roleClaim": "groups", "roles": {"desk": "agent", "boss": "admin"}}
        """
        .formatted(provider.issuer(), OidcProvider.CLIENT, OidcProvider.SECRET, domain);
  }

  private static Map<String, Object> person(String subject, String email, Object... more) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("sub", subject);
    claims.put("email", email);
    claims.put("email_verified", true);
    claims.put("name", "Eve Example");
    for (int i = 0; i < more.length; i += 2) {
      claims.put((String) more[i], more[i + 1]);
    }
    return claims;
  }

  private static HttpResponse<String> begin(ApiPeople people, String email) throws Exception {
    return people.send(
        "POST",
        "/api/auth/sso",
        null,
        "{\"email\":\"%s\"}".formatted(email),
        "Origin",
        people.server.url);
  }

  private static String url(HttpResponse<String> begun) throws Exception {
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
    return ApiPeople.JSON.readTree(begun.body()).get("url").asText();
  }

  private static String cookie(HttpResponse<String> begun) {
    return begun.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0];
  }

  private static String body(Map<String, String> back) {
    return "{\"code\":\"%s\",\"state\":\"%s\"}".formatted(back.get("code"), back.get("state"));
  }

  private static HttpResponse<String> complete(
      ApiPeople people, Map<String, String> back, String cookie) throws Exception {
    return people.send(
        "POST",
        "/api/auth/sso/complete",
        null,
        body(back),
        "Cookie",
        cookie,
        "Origin",
        people.server.url);
  }

  private static HttpResponse<String> tryLogIn(
      ApiPeople people, OidcProvider provider, Map<String, Object> person) throws Exception {
    HttpResponse<String> begun = begin(people, EVE);
    return complete(people, provider.logIn(url(begun), person), cookie(begun));
  }

  private static JsonNode logIn(ApiPeople people, OidcProvider provider, Map<String, Object> person)
      throws Exception {
    HttpResponse<String> answer = tryLogIn(people, provider, person);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return ApiPeople.JSON.readTree(answer.body());
  }

  private static String role(ApiPeople people, String token, String shop, String email)
      throws Exception {
    for (JsonNode member :
        people.good("GET", "/api/organizations/" + shop + "/members", token, "").get("data")) {
      if (member.get("email").asText().equals(email)) {
        return member.get("role").asText();
      }
    }
    return "none";
  }
}
