package io.botflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelLimits;
import io.botflow.message.ChannelProblem;
import io.botflow.message.ChannelUser;
import io.botflow.message.Consent;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.runtime.InMemoryStore;
import io.botflow.runtime.Progress;
import io.botflow.runtime.TranscriptLine;
import io.botflow.spi.Channel;
import io.botflow.spi.ChannelRules;
import io.botflow.spi.Clearance;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import io.botflow.testing.RecordingChannel;
import io.botflow.testing.ScriptedChatModel;
import io.botflow.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a whole bot lets leave, whatever its nodes say. */
class LeavingTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final ChannelAddress BOT = RecordingChannel.ADDRESS;
  private static final ChannelUser ANNA = ChannelUser.ofPhone("27820000001");
  private static final String LINE =
      "You are talking to an automated assistant that uses artificial intelligence.\n\n";

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T12:00:00Z"));
  private final InMemoryStore store = new InMemoryStore(clock);
  private final RecordingChannel network = new RecordingChannel();
  private final ScriptedChatModel model = new ScriptedChatModel();
  private int messages;
  private @Nullable BotFlow bot;

  @AfterEach
  void stop() {
    if (bot != null) {
      bot.close();
    }
  }

  /** A network with a service window that knows no templates, and takes what stands before a /. */
  private record Windowed(RecordingChannel network) implements Channel {
    @Override
    public String name() {
      return network.name();
    }

    @Override
    public SendResult send(Sending sending) {
      return network.send(sending);
    }

    @Override
    public ChannelLimits limits() {
      return network.limits();
    }

    @Override
    public List<MessageContent> fit(MessageContent content) {
      return content instanceof MessageContent.Text text
          ? Pattern.compile("/").splitAsStream(text.body()).map(Windowed::text).toList()
          : List.of(content);
    }

    private static MessageContent text(String body) {
      return new MessageContent.Text(body);
    }

    @Override
    public ChannelRules rules() {
      return new ChannelRules(Duration.ofHours(24));
    }
  }

  private BotFlow start(String flow) {
    bot =
        BotFlow.builder()
            .flow(flow.replace('\'', '"'))
            .store(store)
            .channel(new Windowed(network))
            .model(model)
            .build();
    bot.start();
    return bot;
  }

  private void says(String text) {
    BotFlow running = Objects.requireNonNull(bot);
    running.receive(
        new ChannelEvent.Received(
            BOT,
            ANNA,
            new InboundMessage(
                "in-" + ++messages, new MessageContent.Text(text), clock.instant())));
    assertThat(running.awaitIdle(SOON)).isTrue();
  }

  private void later(Duration by) {
    clock.advance(by);
    assertThat(Objects.requireNonNull(bot).awaitIdle(SOON)).isTrue();
  }

  private UUID conversation() {
    return store.conversations().get(0).id();
  }

  private List<Progress> progress() {
    return store.transcript(conversation()).stream()
        .filter(TranscriptLine.Said.class::isInstance)
        .map(line -> ((TranscriptLine.Said) line).progress())
        .toList();
  }

  private static String flow(String settings, String nodes, String edges) {
    return "{'botflow':1,'id':'f','name':'f','language':'en','settings':{%s},'nodes':[{'id':'start','type':'trigger'},%s,{'id':'bye','type':'end'}],'edges':[%s]}"
        .formatted(settings, nodes, edges);
  }

  private static String node(String id, String type, String config) {
    return "{'id':'%s','type':'%s','data':{'config':{%s}}}".formatted(id, type, config);
  }

  private static String edge(String from, String to) {
    return "{'source':'%s','target':'%s'}".formatted(from, to);
  }

  private static String reminder(String settings, String extra) {
    return flow(
        settings,
        node("wait", "wait", "'duration':'PT30H'")
            + ","
            + node("remind", "message", "'text':'Your order is here.'" + extra),
        edge("start", "wait") + "," + edge("wait", "remind") + "," + edge("remind", "bye"));
  }

  @Test
  void aBotThatAsksAModelSaysSoInItsFirstWordsAndOnce() {
    start(
        flow(
            "'inactivity':'PT1H'",
            node("hi", "message", "'text':'Hello.'")
                + ","
                + node("ai", "ai_response", "'instructions':'Answer.'"),
            edge("start", "hi") + "," + edge("hi", "ai") + "," + edge("ai", "bye")));
    model.answers("We are open.", "Until five.");

    says("When are you open?");
    later(Duration.ofSeconds(2));
    says("Until when?");
    later(Duration.ofSeconds(2));

    assertThat(network.texts()).first().isEqualTo(LINE + "Hello.");
    assertThat(network.texts()).filteredOn(text -> text.startsWith(LINE)).hasSize(1);
    assertThat(network.texts()).contains("We are open.");
  }

  @Test
  void itSaysSoAgainUntilTheChannelTookIt() {
    start(
        flow(
            "'aiDisclosure':{'en':'I am a machine.'}",
            node("hi", "message", "'text':'Hello.'")
                + ","
                + node("ai", "ai_response", "'instructions':'Answer.'"),
            edge("start", "hi") + "," + edge("hi", "ai") + "," + edge("ai", "bye")));
    model.answers("We are open.");
    network.answer(
        new SendResult.Rejected(
            new ChannelProblem("131026", null, null), SendResult.Scope.MESSAGE));

    says("When are you open?");
    later(Duration.ofSeconds(2));

    assertThat(network.texts())
        .containsExactly("I am a machine.\n\nHello.", "I am a machine.\n\nWe are open.");
  }

  @Test
  void wordsOfTheirOwnGoBeforeAPictureAndABotWithoutAModelSaysNothing() {
    start(
        flow(
            "",
            node("pic", "message", "'media':{'kind':'image','url':'https://x.example/a.png'}")
                + ","
                + node("ai", "ai_response", "'instructions':'Answer.'"),
            edge("start", "pic") + "," + edge("pic", "ai") + "," + edge("ai", "bye")));
    model.answers("We are open.");

    says("hi");
    later(Duration.ofSeconds(2));

    assertThat(network.texts()).containsExactly(LINE.strip(), "[image]", "We are open.");
    assertThat(network.sendings().get(0).message().terms().disclosure()).isNotNull();
  }

  @Test
  void aMessageWithoutATemplateIsWithheldUntilTheCustomerWrites() {
    start(reminder("'inactivity':'P9D'", ""));
    says("hi");
    later(Duration.ofHours(31));

    assertThat(network.texts()).isEmpty();
    assertThat(progress()).containsExactly(Progress.WITHHELD);
    TranscriptLine.Said held = (TranscriptLine.Said) store.transcript(conversation()).get(1);
    assertThat(Objects.requireNonNull(held.problem()).advice()).contains("more than 24 hours ago");

    says("I am back");
    assertThat(network.texts()).containsExactly("Your order is here.");
    assertThat(progress()).containsExactly(Progress.SENT);
  }

  @Test
  void theNodesTemplateGoesBeforeTheBotsDefault() {
    start(
        reminder(
            "'inactivity':'P9D','defaultTemplate':{'name':'back','category':'utility'}",
            ",'windowTemplate':{'name':'shipped','category':'utility'}"));
    says("hi");
    later(Duration.ofHours(31));

    assertThat(network.texts()).containsExactly("[template shipped]");
  }

  @Test
  void theBotsDefaultGoesWhereTheNodeHasNone() {
    start(
        reminder("'inactivity':'P9D','defaultTemplate':{'name':'back','category':'utility'}", ""));
    says("hi");
    later(Duration.ofHours(31));

    assertThat(network.texts()).containsExactly("[template back]");
    assertThat(progress()).containsExactly(Progress.SENT);
  }

  @Test
  void whatIsWithheldHasFailedAfterItsTimeAlsoWhenNobodyWrites() {
    start(reminder("'inactivity':'P9D'", ""));
    says("hi");
    later(Duration.ofHours(31));
    assertThat(progress()).containsExactly(Progress.WITHHELD);

    later(Duration.ofDays(7));

    assertThat(progress()).containsExactly(Progress.FAILED);
  }

  private static final SendResult CLOSED =
      new SendResult.Withheld(new ChannelProblem("131047", null, null), Clearance.KEPT);

  @Test
  void aNetworkThatCountsTheWindowAsClosedGetsTheTemplateAtOnce() {
    start(
        reminder(
            "'inactivity':'P9D'", ",'windowTemplate':{'name':'shipped','category':'utility'}"));
    says("hi");
    later(Duration.ofHours(15));
    says("again");
    network.answer(CLOSED);
    later(Duration.ofHours(20));

    assertThat(network.texts()).containsExactly("Your order is here.", "[template shipped]");
    assertThat(progress()).containsExactly(Progress.SENT);
  }

  @Test
  void whereThereIsNoTemplateTheMessageIsWithheldAndLaterOnesAskTheNetworkAnew() {
    start(
        flow(
            "'inactivity':'P9D'",
            node("one", "message", "'text':'One.'") + "," + node("two", "message", "'text':'Two.'"),
            edge("start", "one") + "," + edge("one", "two") + "," + edge("two", "bye")));
    network.answer(CLOSED);

    says("hi");

    assertThat(network.texts()).containsExactly("One.", "Two.");
    assertThat(progress()).containsExactly(Progress.WITHHELD, Progress.SENT);
  }

  private static String twoPieces() {
    return flow(
        "'inactivity':'P9D'",
        node("wait", "wait", "'duration':'PT30H'")
            + ","
            + node(
                "tell",
                "message",
                "'text':'One./Two.','windowTemplate':{'name':'shipped','category':'utility'}"),
        edge("start", "wait") + "," + edge("wait", "tell") + "," + edge("tell", "bye"));
  }

  @Test
  void aTemplateStandsForAllPiecesOfALongText() {
    start(twoPieces());
    says("hi");

    later(Duration.ofHours(31));

    assertThat(network.texts()).containsExactly("[template shipped]");
    assertThat(progress()).containsExactly(Progress.SENT, Progress.FAILED);
    TranscriptLine.Said rest = (TranscriptLine.Said) store.transcript(conversation()).get(2);
    assertThat(Objects.requireNonNull(rest.problem()).code()).isEqualTo("template_instead");

    says("I am back");
    assertThat(network.texts()).containsExactly("[template shipped]");
  }

  @Test
  void theRestOfALongTextIsWithheldWhereTheWindowClosesBetweenItsPieces() {
    start(twoPieces());
    says("hi");
    later(Duration.ofHours(15));
    says("again");
    network.answer(
        ignored -> {
          clock.advance(Duration.ofHours(10));
          return new SendResult.Accepted("one");
        });

    later(Duration.ofHours(16));

    assertThat(network.texts()).containsExactly("One.");
    assertThat(progress()).containsExactly(Progress.SENT, Progress.WITHHELD);
    says("I am back");
    assertThat(network.texts()).containsExactly("One.", "Two.");
  }

  @Test
  void anOfferWaitsForAnAgreementAndEndsWithStop() {
    BotFlow running =
        start(
            flow(
                "",
                node("offer", "message", "'template':{'name':'spring'}"),
                edge("start", "offer") + "," + edge("offer", "bye")));
    says("hi");
    assertThat(network.texts()).isEmpty();

    running.receive(
        new ChannelEvent.Consented(
            BOT,
            ANNA,
            new Consent(Consent.Kind.GIVEN, clock.instant(), Consent.Source.BUSINESS, "Form 17")));
    says("hi");
    assertThat(network.texts()).containsExactly("[template spring]");

    later(Duration.ofSeconds(1));
    says("STOP");
    says("hi");
    assertThat(network.texts())
        .containsExactly(
            "[template spring]",
            "You will get no more offers from us. Write START if you change your mind.");
    assertThat(store.consents(organization(0), store.conversations().get(0).contact().id()))
        .extracting(Consent::source)
        .containsExactly(Consent.Source.BUSINESS, Consent.Source.WORD);
  }

  private UUID organization(int index) {
    return store.conversations().get(index).bot().organization();
  }
}
