package io.botflow.engine;

import io.botflow.event.Event;
import io.botflow.spi.ChatModel;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import io.botflow.spi.HttpCall;
import io.botflow.spi.HttpCaller;
import io.botflow.spi.HttpResult;
import io.botflow.spi.IntentClassifier;
import io.botflow.spi.Journal;
import io.botflow.spi.KnowledgeBase;
import io.botflow.spi.Moderator;
import io.botflow.spi.Passage;
import io.botflow.spi.Payer;
import io.botflow.spi.Recollection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks outside, through the turn's journal: each call has a number within its turn, so that an
 * interrupted turn finds what its earlier attempt recorded.
 */
final class OutsideCalls {
  /** How long knowledge and a classifier may take, which are asked before the customer waits. */
  private static final Duration LOOKUP = Duration.ofSeconds(5);

  /** How long a moderator may take: it is asked twice for an answer. */
  private static final Duration MODERATION = Duration.ofSeconds(2);

  /** Methods that change nothing (RFC 9110, 9.2.1). */
  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  private final TurnState state;
  private final TurnFacts facts;
  private final Services services;
  private final Duration patience;
  private final LongSupplier nanoTime;

  /** Begins with the first call; most turns make none. */
  private @Nullable OutsideTime time;

  private int calls;
  private boolean askedModel;

  /** Whether something was done outside that another turn would do again. */
  private boolean acted;

  /**
   * Whether a model said something that the next attempt would not find: what follows from it must
   * not be done, or two attempts might do two different things.
   */
  private boolean unkept;

  private @Nullable FoundIntent intent;

  OutsideCalls(
      TurnState state,
      TurnFacts facts,
      Services services,
      Duration patience,
      LongSupplier nanoTime) {
    this.state = state;
    this.facts = facts;
    this.services = services;
    this.patience = patience;
    this.nanoTime = nanoTime;
  }

  private OutsideTime time() {
    if (time == null) {
      time = new OutsideTime(patience, nanoTime);
    }
    return time;
  }

  /**
   * Whether this turn's answer is worth giving up for a newer one: a model was asked, and nothing
   * was done outside that the newer turn would do once more.
   */
  boolean supersedable() {
    return askedModel && !acted;
  }

  /** From now on all calls together take at most so long, until the next node. */
  void answerWithin(Duration most) {
    time().answerWithin(most);
  }

  /** The turn goes on to another node. */
  void nextNode() {
    if (time != null) {
      time.answered();
    }
  }

  boolean deskOpen(@Nullable String team) {
    return services.desk() == null
        || services.desk().open(facts.bot().organization(), team, facts.now());
  }

  HttpResult call(
      String method,
      String url,
      Map<String, String> headers,
      @Nullable String body,
      @Nullable String credential,
      Duration timeout) {
    HttpCaller http = services.http();
    if (http == null) {
      return new HttpResult.Failed("this host makes no calls", false);
    }
    if (body != null && body.length() > HttpCall.MAX_BODY) {
      return new HttpResult.Failed(
          "the body is longer than " + HttpCall.MAX_BODY + " bytes", false);
    }
    if (!SAFE.contains(method)) {
      if (unkept) {
        return new HttpResult.Failed(
            "what this call follows from could not be recorded, so it is not made", false);
      }
      acted = true;
    }
    String step = step("http");
    Duration most = time().within(timeout);
    HttpCall call =
        new HttpCall(
            facts.bot().organization(),
            method,
            url,
            headers,
            body,
            credential,
            idempotencyKey(step, method, url, body),
            most);
    Journal.Result<HttpResult> result =
        facts
            .journal()
            .once(
                step,
                HttpResult.class,
                () ->
                    time()
                        .call(
                            most, () -> http.call(call), why -> new HttpResult.Failed(why, false)));
    int query = url.indexOf('?');
    String what = method + " " + (query < 0 ? url : url.substring(0, query));
    switch (result.value()) {
      case HttpResult.Answered answered ->
          called(
              "http",
              what,
              String.valueOf(answered.status()),
              answered.status() >= 400,
              result.replayed());
      case HttpResult.Failed failed -> called("http", what, failed.why(), true, result.replayed());
    }
    return result.value();
  }

  ChatReply chat(ChatRequest request) {
    ChatModel model = services.model();
    if (model == null) {
      return new ChatReply.Failed("this host has no language model", false);
    }
    String asked = request.model() == null ? "default" : request.model();
    ChatRequest paid = request.paidBy(payer());
    Journal.Result<ChatReply> result =
        facts.journal().once(step("model"), ChatReply.class, () -> ask(model, asked, paid));
    askedModel |= !result.replayed();
    unkept |= !result.kept();
    switch (result.value()) {
      case ChatReply.Answer answer ->
          called("model", answer.model(), ModelTrace.of(answer), false, result.replayed());
      case ChatReply.Failed failed ->
          called("model", asked, ModelTrace.of(failed), true, result.replayed());
    }
    return result.value();
  }

  private Payer payer() {
    return new Payer(facts.bot().organization(), facts.bot().bot(), facts.conversation());
  }

  /** What speaks against a text; null where nothing does, or where nobody looks. */
  @Nullable String objection(boolean byModel, String text) {
    Moderator moderator = services.moderator();
    if (moderator == null || text.isBlank()) {
      return null;
    }
    Journal.Result<Objection> result =
        facts
            .journal()
            .once(
                step("moderation"),
                Objection.class,
                () ->
                    time()
                        .call(
                            time().within(MODERATION),
                            () -> looked(moderator, byModel, text),
                            Objection::new));
    String why = result.value().why();
    called(
        "moderation",
        byModel ? "the model's words" : "the customer's words",
        why == null ? "nothing against it" : why,
        why != null,
        result.replayed());
    return why;
  }

  /** Who breaks down has not looked, and what nobody looked at is not said. */
  private Objection looked(Moderator moderator, boolean byModel, String text) {
    try {
      return new Objection(moderator.objection(facts.bot().organization(), byModel, text));
    } catch (RuntimeException e) {
      return new Objection("it threw " + e.getClass().getName());
    }
  }

  private ChatReply ask(ChatModel model, String asked, ChatRequest request) {
    OutsideTime time = time();
    if (time.ranOutFor(asked)) {
      return new ChatReply.Failed("it did not answer in time before, in this turn", false);
    }
    Duration most = time.within(request.timeout());
    long start = time.now();
    ChatReply reply =
        time.call(
            most, () -> model.chat(request.within(most)), why -> new ChatReply.Failed(why, false));
    if (reply instanceof ChatReply.Failed) {
      time.failed(asked, start, most);
    }
    return reply;
  }

  /** What is remembered of the customer; nobody is asked where no model could read it. */
  Recollection.Recalled recall() {
    Recollection recollection = services.recollection();
    if (recollection == null || services.model() == null) {
      return Recollection.Recalled.NOTHING;
    }
    Journal.Result<Recollection.Recalled> result =
        facts
            .journal()
            .once(
                step("recollection"),
                Recollection.Recalled.class,
                () ->
                    time()
                        .call(
                            time().within(LOOKUP),
                            () ->
                                Remembered.of(
                                    recollection, facts.bot().organization(), state.contact().id()),
                            why -> Recollection.Recalled.NOTHING));
    Recollection.Recalled recalled =
        result.value() == null ? Recollection.Recalled.NOTHING : result.value();
    if (!recalled.isEmpty()) {
      called(
          "recollection",
          "the customer",
          recalled.facts().size() + " facts",
          false,
          result.replayed());
    }
    return recalled;
  }

  List<Passage> search(String question, List<String> categories, int most) {
    KnowledgeBase knowledge = services.knowledge();
    if (knowledge == null || question.isBlank()) {
      return List.of();
    }
    Journal.Result<Passages> result =
        facts
            .journal()
            .once(
                step("knowledge"),
                Passages.class,
                () ->
                    time()
                        .call(
                            time().within(LOOKUP),
                            () ->
                                Passages.of(
                                    knowledge,
                                    facts.bot().organization(),
                                    question,
                                    categories,
                                    most),
                            Passages::failed));
    Passages found = result.value() == null ? Passages.NONE : result.value();
    String problem = found.problem();
    called(
        "knowledge",
        question,
        problem == null ? found.passages().size() + " passages" : problem,
        problem != null,
        result.replayed());
    return found.passages();
  }

  /** The intent of this turn's text; asked once a turn, and only where the flow has intents. */
  @Nullable String intent(CompiledFlow flow, String text) {
    FoundIntent known = known(flow, text);
    return known.name().isEmpty() ? null : known.name();
  }

  double confidence() {
    return intent == null ? 0 : intent.confidence();
  }

  private FoundIntent known(CompiledFlow flow, String text) {
    FoundIntent now = intent;
    if (now != null) {
      return now;
    }
    IntentClassifier classifier = services.intents();
    if (classifier == null || flow.flow().intents().isEmpty() || text.isBlank()) {
      return FoundIntent.NONE;
    }
    Journal.Result<FoundIntent> result =
        facts
            .journal()
            .once(
                step("intent"),
                FoundIntent.class,
                () ->
                    time()
                        .call(
                            time().within(LOOKUP),
                            () -> classified(classifier, text, flow),
                            FoundIntent::failed));
    intent = result.value();
    String problem = result.value().problem();
    if (problem != null) {
      called("intent", "classifier", problem, true, result.replayed());
    }
    if (!result.value().name().isEmpty()) {
      state.record(new Event.IntentFound(result.value().name(), result.value().confidence()));
    }
    return result.value();
  }

  /** A classifier that breaks down finds nothing: triggers and questions have other ways on. */
  private FoundIntent classified(IntentClassifier classifier, String text, CompiledFlow flow) {
    try {
      IntentClassifier.Intent found = classifier.classify(payer(), text, flow.flow().intents());
      return found == null
          ? FoundIntent.NONE
          : new FoundIntent(found.name(), found.confidence(), null);
    } catch (RuntimeException e) {
      return FoundIntent.failed("it threw " + e.getClass().getName());
    }
  }

  private String step(String kind) {
    return kind + "-" + ++calls;
  }

  /** The same for every attempt at the same call of the same turn, and for no other call. */
  private String idempotencyKey(String step, String method, String url, @Nullable String body) {
    String cause =
        facts.conversation()
            + "|"
            + facts.turn()
            + "|"
            + state.node()
            + "|"
            + step
            + "|"
            + method
            + "|"
            + url
            + "|"
            + body;
    return UUID.nameUUIDFromBytes(cause.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private void called(String kind, String what, String result, boolean failed, boolean replayed) {
    state.record(new Event.Called(state.node(), kind, what, result, failed, replayed));
  }

  /** What a moderator said, in a form that the journal can keep. */
  record Objection(@Nullable String why) {}
}
