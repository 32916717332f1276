package io.botflow.whatsapp.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.testing.SettableClock;
import io.botflow.whatsapp.Endpoint;
import io.botflow.whatsapp.GraphApi;
import io.botflow.whatsapp.GraphSettings;
import io.botflow.whatsapp.WhatsAppAccount;
import io.botflow.whatsapp.onboarding.ConnectionStep.Kind;
import io.botflow.whatsapp.onboarding.ConnectionStep.State;
import io.botflow.whatsapp.sandbox.GraphCaller;
import io.botflow.whatsapp.sandbox.SandboxNumber;
import io.botflow.whatsapp.sandbox.SandboxOptions;
import io.botflow.whatsapp.sandbox.WebhookInbox;
import io.botflow.whatsapp.sandbox.WhatsAppSandbox;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connecting numbers of the sandbox, from the code to the first message. */
class EmbeddedSignupTest {
  private static final MetaApp APP = new MetaApp("app-1", "app-secret");

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T09:00:00Z"));
  private final WhatsAppSandbox sandbox =
      WhatsAppSandbox.start(SandboxOptions.DEFAULT.withClock(clock.withZone(ZoneOffset.UTC)));
  private final GraphApi api = new GraphApi(GraphSettings.DEFAULT.withBaseUrl(sandbox.baseUrl()));
  private final EmbeddedSignup signup = new EmbeddedSignup(api, APP);
  private final GraphCaller curl = new GraphCaller(sandbox.baseUrl(), null);

  @AfterEach
  void close() {
    api.close();
    sandbox.close();
  }

  /** What the browser hands over. */
  private SignupResult browser(boolean coexistence) throws Exception {
    JsonNode answer =
        curl.post(
                "/sandbox/signup",
                "{'phone_number_id':'111','waba_id':'waba-1','app_id':'app-1',"
                    + "'app_secret':'app-secret'}")
            .body();
    return new SignupResult(
        answer.path("code").asText(),
        answer.path("waba_id").asText(),
        answer.path("phone_number_id").asText(),
        coexistence);
  }

  private Map<Kind, State> states(String token, URI callback, @Nullable MetaApp app) {
    return new ConnectionCheck(api, clock)
            .check(
                new CheckedAccount(
                    new WhatsAppAccount(Endpoint.META, "111", token), "waba-1", callback, app))
            .stream()
            .collect(Collectors.toMap(ConnectionStep::kind, ConnectionStep::state));
  }

  private static String token(SignupOutcome outcome) {
    return Objects.requireNonNull(outcome.token());
  }

  private static List<String> done(SignupOutcome outcome) {
    return outcome.steps().stream()
        .filter(step -> step.result() instanceof SetupResult.Done)
        .map(SignupOutcome.Step::name)
        .toList();
  }

  @Test
  void connectsANumberAndSaysThatNothingIsMissing() throws Exception {
    try (WebhookInbox business = new WebhookInbox()) {
      Callback callback = Callback.create(business.url());
      business.verifyToken(callback.verifyToken());
      SignupOutcome outcome = signup.connect(browser(false), "123456", callback);

      assertThat(done(outcome)).containsExactly("exchange", "subscribe", "register");
      assertThat(outcome.isComplete()).isTrue();
      assertThat(outcome.toString()).doesNotContain(token(outcome));
      assertThat(states(token(outcome), business.url(), APP))
          .containsOnlyKeys(Kind.values())
          .allSatisfy((kind, state) -> assertThat(state).isEqualTo(State.DONE));

      sandbox.phone("27820000001").say("Hi!");
      assertThat(new String(business.next().body(), java.nio.charset.StandardCharsets.UTF_8))
          .contains("Hi!");
    }
  }

  @Test
  void aCodeIsGoodOnceAndForThirtySeconds() throws Exception {
    SignupResult late = browser(false);
    clock.advance(Duration.ofSeconds(30));
    SignupOutcome outcome = signup.connect(late, "123456", null);

    assertThat(outcome.token()).isNull();
    assertThat(outcome.steps())
        .singleElement()
        .satisfies(
            step ->
                assertThat(step.result())
                    .isInstanceOfSatisfying(
                        SetupResult.Refused.class,
                        refused -> assertThat(refused.text()).contains("30 seconds")));
    SignupResult once = browser(false);
    assertThat(signup.exchange(once.code())).isInstanceOf(SetupResult.Done.class);
    assertThat(signup.exchange(once.code())).isInstanceOf(SetupResult.Refused.class);
  }

  @Test
  void aCallbackThatDoesNotAnswerStopsTheSignup() throws Exception {
    SignupOutcome outcome =
        signup.connect(browser(false), "123456", Callback.create(URI.create("http://127.0.0.1:1")));

    assertThat(done(outcome)).containsExactly("exchange");
    assertThat(outcome.isComplete()).isFalse();
    assertThat(states(token(outcome), URI.create("http://127.0.0.1:1"), APP))
        .containsEntry(Kind.TOKEN, State.DONE)
        .containsEntry(Kind.SUBSCRIBED, State.MISSING)
        .containsEntry(Kind.REGISTERED, State.MISSING);
  }

  @Test
  void aNumberOfTheAppAsksForContactsAndHistoryInstead() throws Exception {
    SignupOutcome outcome = signup.connect(browser(true), "123456", null);

    assertThat(done(outcome)).containsExactly("exchange", "subscribe", "contacts", "history");
  }

  @Test
  void registeringKeepsThePinAndTheLimit() throws Exception {
    SignupOutcome outcome = signup.connect(browser(false), "123456", null);
    String token = token(outcome);

    assertThat(signup.register("111", token, "654321", null))
        .isInstanceOfSatisfying(
            SetupResult.Refused.class,
            refused -> assertThat(refused.error().code()).isEqualTo(133005));
    for (int i = 0; i < 8; i++) {
      assertThat(signup.register("111", token, "123456", "ZA"))
          .isInstanceOf(SetupResult.Done.class);
    }
    assertThat(signup.register("111", token, "123456", null))
        .isInstanceOfSatisfying(
            SetupResult.Refused.class, refused -> assertThat(refused.text()).contains("72 hours"));
    assertThatThrownBy(() -> signup.register("111", token, "12345", null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(signup.deregister("111", token)).isInstanceOf(SetupResult.Done.class);
    assertThat(states(token, URI.create("https://example.com"), APP))
        .containsEntry(Kind.REGISTERED, State.MISSING);
  }

  @Test
  void aNumberHasAnAddressOfItsOwnUntilItIsTakenAway() throws Exception {
    try (WebhookInbox business = new WebhookInbox()) {
      String token = token(signup.connect(browser(false), "123456", null));
      Callback callback = Callback.create(business.url());
      business.verifyToken(callback.verifyToken());

      assertThat(signup.override("111", token, callback)).isInstanceOf(SetupResult.Done.class);
      assertThat(states(token, business.url(), APP)).containsEntry(Kind.CALLBACK, State.DONE);
      assertThat(states(token, URI.create("https://other.example"), APP))
          .containsEntry(Kind.CALLBACK, State.MISSING);
      assertThat(signup.unsubscribe("waba-1", token)).isInstanceOf(SetupResult.Done.class);
      assertThat(states(token, business.url(), APP)).containsEntry(Kind.SUBSCRIBED, State.MISSING);
    }
  }

  @Test
  void theCheckSaysWhatIsWrongAndWhatToDo() throws Exception {
    String token = token(signup.connect(browser(false), "123456", null));
    curl.post(
        "/sandbox/numbers/111",
        "{'payment':false,'quality_rating':'RED','name_status':'DECLINED',"
            + "'messaging_limit':'TIER_250'}");
    URI callback = URI.create("https://example.com/hook");

    assertThat(states(token, callback, null))
        .containsEntry(Kind.SCOPES, State.UNKNOWN)
        .containsEntry(Kind.DISPLAY_NAME, State.MISSING)
        .containsEntry(Kind.QUALITY, State.ATTENTION)
        .containsEntry(Kind.LIMIT, State.ATTENTION)
        .containsEntry(Kind.PAYMENT, State.MISSING);
    List<ConnectionStep> wrong =
        new ConnectionCheck(api, clock)
            .check(
                new CheckedAccount(
                    new WhatsAppAccount(Endpoint.META, "111", "wrong"), "waba-1", callback, APP));
    assertThat(wrong.get(0))
        .isEqualTo(
            new ConnectionStep(
                Kind.TOKEN,
                State.MISSING,
                "The access token has ended or was taken back.",
                "Connect the number again."));
    assertThat(wrong)
        .filteredOn(step -> step.state() != State.DONE)
        .allSatisfy(step -> assertThat(step.next()).isNotEmpty());
  }

  @Test
  void connectsANumberOf360dialog() throws Exception {
    try (WebhookInbox business = new WebhookInbox()) {
      sandbox.register(SandboxNumber.of("222").withAccessToken("key"));
      Dialog360Setup setup = new Dialog360Setup(api);
      CheckedAccount account =
          new CheckedAccount(
              new WhatsAppAccount(Endpoint.DIALOG_360, "222", "key"),
              "waba-222",
              business.url(),
              null);
      ConnectionCheck check = new ConnectionCheck(api, clock);
      assertThat(check.check(account))
          .extracting(step -> step.kind() + " " + step.state())
          .containsExactly("TOKEN DONE", "CALLBACK MISSING", "PAYMENT DONE");

      String secret = Callback.secret();
      assertThat(setup.webhook("key", business.url(), Map.of("X-Secret", secret)))
          .isInstanceOf(SetupResult.Done.class);
      assertThat(setup.webhook("key")).contains(business.url());
      assertThat(check.check(account)).extracting(ConnectionStep::state).containsOnly(State.DONE);
      assertThat(setup.webhook("wrong", business.url(), Map.of()))
          .isInstanceOf(SetupResult.Refused.class);

      sandbox.phone("27820000001").talkTo("222").say("Hi!");
      WebhookInbox.Delivery delivery = business.next();
      assertThat(delivery.signature()).isNull();
      assertThat(delivery.headers().get("X-secret")).containsExactly(secret);
    }
  }

  @Test
  void secretsAreLongAndNotShown() {
    Callback callback = Callback.create(URI.create("https://example.com/hook"));

    assertThat(callback.verifyToken()).hasSize(43).isNotEqualTo(Callback.secret());
    assertThat(callback.toString()).doesNotContain(callback.verifyToken());
    assertThat(APP.toString()).doesNotContain("app-secret");
    assertThatThrownBy(
            () -> new Callback(URI.create("https://example.com/" + "x".repeat(200)), "t"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
