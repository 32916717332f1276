package io.botflow.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelUser;
import io.botflow.message.Consent;
import io.botflow.message.MessageContent;
import io.botflow.message.Option;
import io.botflow.message.OutboundMessage;
import io.botflow.message.Purpose;
import io.botflow.spi.Lease;
import io.botflow.spi.Pace;
import io.botflow.spi.Relation;
import io.botflow.spi.SendResult;
import io.botflow.spi.SendResult.Scope;
import io.botflow.spi.Sending;
import io.botflow.whatsapp.sandbox.GraphRefusal;
import io.botflow.whatsapp.sandbox.NetworkRules;
import io.botflow.whatsapp.sandbox.SandboxAttempt;
import io.botflow.whatsapp.sandbox.SandboxFault;
import io.botflow.whatsapp.sandbox.SandboxMessage;
import io.botflow.whatsapp.sandbox.SandboxNumber;
import io.botflow.whatsapp.sandbox.SandboxOptions;
import io.botflow.whatsapp.sandbox.WhatsAppSandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WhatsAppChannelTest {
  private static final ChannelAddress FROM = new ChannelAddress("whatsapp", "111");
  private static final ChannelUser ANN = ChannelUser.ofPhone("15550001111");
  private static final MessageContent HELLO = new MessageContent.Text("Hello");

  private WhatsAppSandbox sandbox;
  private GraphApi api;
  private WhatsAppChannel channel;

  @BeforeEach
  void start() {
    NetworkRules open = new NetworkRules(NetworkRules.ServiceWindow.IGNORED, 0, false, false);
    sandbox = WhatsAppSandbox.start(SandboxOptions.DEFAULT.withRules(open));
    sandbox.register(SandboxNumber.of("111").withAccessToken("token"));
    api = new GraphApi(GraphSettings.DEFAULT.withBaseUrl(sandbox.baseUrl()));
    channel = channel("token");
  }

  @AfterEach
  void stop() {
    api.close();
    sandbox.close();
  }

  private WhatsAppChannel channel(String token) {
    return new WhatsAppChannel(
        api,
        address ->
            address.account().equals("111")
                ? Optional.of(new WhatsAppAccount(Endpoint.META, "111", token))
                : Optional.empty());
  }

  private static Sending sending(ChannelAddress from, MessageContent content, long leaseNanos) {
    UUID id = UUID.randomUUID();
    return new Sending(
        id,
        id,
        id,
        id,
        from,
        ANN,
        new OutboundMessage(content),
        1,
        1,
        new Relation(Instant.now(), new Consent.Standing(true, false, Instant.EPOCH), false, null),
        Lease.from(Instant.now(), Duration.ofNanos(leaseNanos)));
  }

  private static Sending sending(MessageContent content) {
    return sending(FROM, content, Duration.ofMinutes(1).toNanos());
  }

  /** Whoever calls it: a host's own code cannot send what the rules forbid. */
  @Test
  void nothingForbiddenReachesTheNetworkWhoeverHandsItOver() {
    Sending open = sending(HELLO);
    Sending closed = with(open, Relation.heardAt(Instant.now().minus(Duration.ofHours(25))));
    Sending offer =
        with(
            sending(new MessageContent.Template("offer", "en", List.of())),
            Relation.heardAt(Instant.now()));

    assertThat(channel.send(closed)).isInstanceOf(SendResult.Withheld.class);
    assertThat(channel.send(offer))
        .isInstanceOfSatisfying(
            SendResult.Rejected.class,
            rejected -> assertThat(rejected.problem().code()).isEqualTo("no_opt_in"));
    assertThat(channel.send(open))
        .isInstanceOfSatisfying(
            SendResult.Accepted.class,
            accepted -> assertThat(accepted.category()).isEqualTo("service"));
    assertThat(sandbox.acceptedCount()).isEqualTo(1);
    assertThat(sandbox.refusedByCode()).isEmpty();
  }

  @Test
  void aTemplateThatDoesNotFitTheRegistryIsRefusedBeforeItLeaves() {
    ApprovedTemplates approved =
        new ApprovedTemplates() {
          @Override
          public Purpose purpose(ChannelAddress from, MessageContent.Template template) {
            return Purpose.UTILITY;
          }

          @Override
          public List<String> problems(ChannelAddress from, MessageContent.Template template) {
            return template.name().equals("order") ? List.of() : List.of("There is no such one.");
          }
        };
    WhatsAppChannel knowing = channel.withTemplates(approved);

    assertThat(knowing.send(sending(new MessageContent.Template("gone", "en", List.of()))))
        .isInstanceOfSatisfying(
            SendResult.Rejected.class,
            rejected -> {
              assertThat(rejected.problem().code()).isEqualTo("template_mismatch");
              assertThat(rejected.problem().advice()).contains("There is no such one.");
            });
    assertThat(knowing.send(sending(new MessageContent.Template("order", "en", List.of()))))
        .isInstanceOfSatisfying(
            SendResult.Accepted.class,
            accepted -> assertThat(accepted.category()).isEqualTo("utility"));
  }

  private static Sending with(Sending sending, Relation relation) {
    return new Sending(
        sending.id(),
        sending.organization(),
        sending.channel(),
        sending.conversation(),
        sending.from(),
        sending.to(),
        sending.message(),
        sending.number(),
        sending.attempt(),
        relation,
        sending.lease());
  }

  @Test
  void sendsEveryKindOfMessageAsTheNetworkWantsIt() throws Exception {
    MessageSchema schema = MessageSchema.load();
    sandbox.onMessage(
        attempt -> assertThat(schema.problems(attempt.body())).as("%s", attempt).isEmpty());
    for (MessageContent content : SampleMessages.all()) {
      Sending sending = sending(content);
      SendResult result = channel.send(sending);
      assertThat(result).as("%s", content).isInstanceOf(SendResult.Accepted.class);
      SandboxMessage arrived = sandbox.phone("15550001111").await(Duration.ofSeconds(10));
      assertThat(arrived.callbackData()).isEqualTo(sending.id().toString());
      assertThat(((SendResult.Accepted) result).messageId()).isEqualTo(arrived.id());
    }
    assertThat(sandbox.hookFailures()).isEmpty();
    assertThat(sandbox.refusedByCode()).isEmpty();
  }

  @Test
  void sendsOneRequestWhereAnOrdinaryClientRepeatsIt() throws Exception {
    assertThat(channel.send(sending(HELLO))).isInstanceOf(SendResult.Accepted.class);
    sandbox.faults().next(1, new SandboxFault.CutAfterAccepting());
    Sending cut = sending(HELLO);
    assertThat(channel.send(cut)).isInstanceOf(SendResult.Unknown.class);
    assertThat(sandbox.acceptedWith(cut.id().toString())).isOne();

    OkHttpClient ordinary = new OkHttpClient();
    postOrdinarily(ordinary, "first");
    sandbox.faults().next(1, new SandboxFault.CutAfterAccepting());
    postOrdinarily(ordinary, "second");
    assertThat(sandbox.acceptedWith("second")).as("what this test guards against").isEqualTo(2);
    ordinary.connectionPool().evictAll();
  }

  private void postOrdinarily(OkHttpClient client, String reference) throws Exception {
    byte[] body = WhatsAppJson.bytes(MessagePayload.of(ANN, new OutboundMessage(HELLO), reference));
    Request request =
        new Request.Builder()
            .url(sandbox.baseUrl() + "/v26.0/111/messages")
            .header("Authorization", "Bearer token")
            .post(RequestBody.create(body, MediaType.get("application/json")))
            .build();
    try (Response response = client.newCall(request).execute()) {
      assertThat(response.code()).isEqualTo(200);
      response.body().bytes();
    }
  }

  @Test
  void keepsToMetasPaceUnlessToldOtherwise() {
    assertThat(channel.pace()).isEqualTo(new Pace(80, Duration.ofSeconds(6), 45));

    Pace raised = new Pace(1_000, Duration.ofSeconds(6), 45);
    assertThat(channel.withPace(raised).pace()).isEqualTo(raised);
    assertThat(channel.withPace(raised).send(sending(HELLO)))
        .isInstanceOf(SendResult.Accepted.class);
  }

  @Test
  void tellsDoubtFromRefusal() {
    sandbox.faults().next(1, new SandboxFault.CutBeforeAccepting());
    sandbox.faults().next(1, new SandboxFault.Garbled());
    sandbox.faults().next(1, new SandboxFault.ServerError());
    for (int i = 0; i < 3; i++) {
      assertThat(channel.send(sending(HELLO))).isInstanceOf(SendResult.Unknown.class);
    }
    sandbox.faults().next(1, SandboxFault.throughputExceeded());
    assertThat(channel.send(sending(HELLO)))
        .isInstanceOfSatisfying(
            SendResult.RetryAfter.class,
            retry -> assertThat(retry.scope()).isEqualTo(Scope.NUMBER));
    sandbox.faults().next(1, SandboxFault.pairRateExceeded());
    assertThat(channel.send(sending(HELLO)))
        .isInstanceOfSatisfying(
            SendResult.RetryAfter.class,
            retry -> assertThat(retry.scope()).isEqualTo(Scope.CONTACT));
    assertThat(channel("wrong").send(sending(HELLO)))
        .isInstanceOfSatisfying(
            // The message is kept until the owner connects the number again.
            SendResult.RetryAfter.class,
            kept -> {
              assertThat(kept.problem().code()).isEqualTo("190");
              assertThat(kept.problem().advice()).contains("Connect the number again");
              assertThat(kept.scope()).isEqualTo(Scope.ACCOUNT);
            });
  }

  @Test
  void givesUpAtTheDeadlineWithoutKnowing() {
    GraphApi hasty =
        new GraphApi(
            GraphSettings.DEFAULT
                .withBaseUrl(sandbox.baseUrl())
                .withTimeout(Duration.ofMillis(300)));
    sandbox.faults().next(1, new SandboxFault.Slow(Duration.ofSeconds(5)));
    WhatsAppAccount account = new WhatsAppAccount(Endpoint.META, "111", "token");
    assertThat(
            hasty.post(
                account, "messages", MessagePayload.of(ANN, new OutboundMessage(HELLO), null)))
        .isInstanceOf(GraphAnswer.Uncertain.class);
    hasty.close();
  }

  @Test
  void knowsThatNothingWasSentWithoutAConnection() {
    sandbox.close();
    assertThat(channel.send(sending(HELLO)))
        .isInstanceOfSatisfying(
            SendResult.RetryAfter.class,
            retry -> {
              assertThat(retry.problem().code()).isEqualTo("not_sent");
              assertThat(retry.scope()).isEqualTo(Scope.MESSAGE);
            });
  }

  @Test
  void sendsNothingOnceTheLeaseIsOver() {
    assertThat(channel.send(sending(HELLO))).isInstanceOf(SendResult.Accepted.class);
    assertThat(channel.send(sending(FROM, HELLO, -1))).isInstanceOf(SendResult.RetryAfter.class);
    assertThat(sandbox.acceptedCount()).isOne();
  }

  @Test
  void rejectsWhatCannotBeSentWithoutAskingTheNetwork() {
    assertThat(channel.send(sending(new ChannelAddress("whatsapp", "222"), HELLO, 1_000_000_000)))
        .isInstanceOfSatisfying(
            SendResult.Rejected.class,
            rejected -> assertThat(rejected.scope()).isEqualTo(Scope.ACCOUNT));
    for (MessageContent content :
        List.of(
            new MessageContent.Text("x".repeat(5000)),
            new MessageContent.Text(""),
            new MessageContent.Tap("1", "x"))) {
      assertThat(channel.send(sending(content))).isInstanceOf(SendResult.Rejected.class);
    }
    assertThat(sandbox.acceptedCount()).isZero();
    assertThat(sandbox.refusedByCode()).isEmpty();
  }

  @Test
  void saysThatTheNumberHasToBeAskedForWhereAnIdWillNotDo() {
    GraphRefusal noIds = new GraphRefusal(400, 131062, "(#131062) Recipient not allowed", "BSUID");
    sandbox.faults().next(1, new SandboxFault.Refused(noIds));
    assertThat(channel.send(sending(new MessageContent.Template("login", "en", List.of()))))
        .isInstanceOfSatisfying(
            SendResult.Rejected.class,
            rejected -> {
              assertThat(rejected.problem().advice()).contains("Ask for the number");
              assertThat(GraphErrors.of(rejected.problem().code()).orElseThrow().action())
                  .isEqualTo(GraphErrorRule.Action.IDENTIFY);
            });
    assertThat(channel.send(sending(new MessageContent.ContactRequest("May we call you?"))))
        .isInstanceOf(SendResult.Accepted.class);
  }

  @Test
  void sendsTextThatWasCutInTheMiddleOfACharacter() throws Exception {
    assertThat(channel.send(sending(new MessageContent.Text("cut \uD83D"))))
        .isInstanceOf(SendResult.Accepted.class);
    assertThat(sandbox.phone("15550001111").await(Duration.ofSeconds(10)).text())
        .isEqualTo("cut ?");
  }

  @Test
  void degradesAMenuThatDoesNotFit() throws Exception {
    List<Option> four =
        List.of(
            new Option("1", "A"), new Option("2", "B"), new Option("3", "C"), new Option("4", "D"));
    channel.send(sending(new MessageContent.Buttons("Which?", null, null, four)));
    SandboxMessage arrived = sandbox.phone("15550001111").await(Duration.ofSeconds(10));
    assertThat(arrived.body().at("/interactive/type").asText()).isEqualTo("list");
    assertThat(arrived.choices()).hasSize(4);
  }

  @Test
  void showsTypingAndSwallowsFailures() {
    List<SandboxAttempt> seen = new CopyOnWriteArrayList<>();
    sandbox.onMessage(seen::add);
    channel.typing(FROM, ANN, "wamid.1");
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).body().has("typing_indicator")).isTrue();
    channel.typing(new ChannelAddress("whatsapp", "222"), ANN, "wamid.1");
    sandbox.close();
    channel.typing(FROM, ANN, "wamid.1");
  }

  @Test
  void reaches360dialogWithoutVersionAndNumber() {
    sandbox.register(SandboxNumber.of("111").withAccessToken("key"));
    WhatsAppChannel dialog360 =
        new WhatsAppChannel(
            api, address -> Optional.of(new WhatsAppAccount(Endpoint.DIALOG_360, "111", "key")));
    assertThat(dialog360.send(sending(HELLO))).isInstanceOf(SendResult.Accepted.class);
  }
}
