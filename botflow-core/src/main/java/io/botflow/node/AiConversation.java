package io.botflow.node;

import io.botflow.event.Event;
import io.botflow.message.ChannelLimits;
import io.botflow.message.MessageContent;
import io.botflow.message.Option;
import io.botflow.node.AiResponseNode.Config;
import io.botflow.node.AiResponseNode.Extraction;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import io.botflow.spi.ChatTool;
import io.botflow.spi.Passage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One answer of a model, with the tools that it uses on the way. For one turn and one thread. */
final class AiConversation {
  /** Most times that a model may ask for tools before it answers: the customer waits. */
  private static final int MAX_ROUNDS = 3;

  /** Most calls for one answer. */
  private static final int MAX_CALLS = 5;

  /** Longest answer in characters; what is longer is no answer for a chat. */
  private static final int MAX_ANSWER = 8_000;

  private final Config config;
  private final TurnContext turn;
  private final String question;
  private final List<Passage> passages;
  private final List<ChatTool.Exchange> exchanges;
  private final Set<String> done = new HashSet<>();
  private final AiTools tools;
  private final boolean summary;
  private final ChatRequest request;

  /**
   * Gathers what the model is told.
   *
   * @param before what it asked for already, for this answer
   */
  AiConversation(
      Config config,
      TurnContext turn,
      String question,
      List<Passage> passages,
      List<ChatTool.Exchange> before) {
    this.config = config;
    this.turn = turn;
    this.question = question;
    this.passages = passages;
    this.tools = new AiTools(config, turn);
    this.exchanges = new ArrayList<>();
    before.forEach(exchange -> told(exchange.call(), exchange.result()));
    this.summary = turn.memory().lines().size() == io.botflow.conversation.Memory.MAX_LINES;
    this.request =
        new ChatRequest(
            config.model(),
            config.temperature(),
            AiPrompt.instructions(config, turn, !passages.isEmpty(), summary),
            AiPrompt.messages(config, turn, passages, before.isEmpty() ? question : "", summary),
            AiAnswer.schema(config, summary),
            AiResponseNode.TIMEOUT);
  }

  /** Takes note of what came of a call. */
  void told(ChatTool.Call call, String result) {
    if (tools.reading(call) instanceof AiTools.Ready ready) {
      done.add(AiTools.mark(ready));
    }
    exchanges.add(new ChatTool.Exchange(call, result));
  }

  /** Asks the model until it answers. */
  Outcome answer() {
    for (int round = 0; ; round++) {
      switch (turn.chat(request.with(tools.specs(), exchanges))) {
        case ChatReply.Failed failed -> {
          return withoutModel(failed.why());
        }
        case ChatReply.Answer answer when answer.calls().isEmpty() -> {
          return answered(answer.text());
        }
        case ChatReply.Answer answer -> {
          if (round == MAX_ROUNDS) {
            return new Outcome.Fail("too_many_calls", "the model only asked for more calls");
          }
          Outcome waiting = use(answer.calls());
          if (waiting != null) {
            return waiting;
          }
        }
      }
    }
  }

  /** Fulfils wishes in order; one that the customer has to allow ends the turn with a question. */
  private @Nullable Outcome use(List<ChatTool.Call> calls) {
    for (ChatTool.Call call : calls) {
      if (exchanges.size() >= MAX_CALLS) {
        return new Outcome.Fail("too_many_calls", "the model asked for too many calls");
      }
      switch (tools.read(call)) {
        case AiTools.Refused refused -> told(call, "refused: " + refused.why());
        case AiTools.Ready ready when !done.add(AiTools.mark(ready)) ->
            told(call, "refused: it was done already, see above");
        case AiTools.Ready ready when ready.offered().wantsConfirmation() -> {
          turn.say(tools.confirmation(ready));
          return new Outcome.Await(null, 0, AiMemo.of(question, exchanges, call));
        }
        case AiTools.Ready ready -> told(call, tools.run(ready));
      }
    }
    return null;
  }

  private Outcome answered(String said) {
    if (said.length() > MAX_ANSWER) {
      return new Outcome.Fail(
          "answer_too_long", "the model wrote " + said.length() + " characters");
    }
    AiAnswer answer = AiAnswer.read(config, request.schema() != null, said);
    if (answer == null) {
      return new Outcome.Fail("bad_answer", "the model did not answer in the form asked for");
    }
    if (answer.summary() != null && summary) {
      turn.summarize(answer.summary(), AiPrompt.window(config));
    }
    keep(answer.values());
    if (answer.text().contains(AiPrompt.DO_NOT_KNOW)) {
      return uncertain("the model does not know");
    }
    if (answer.text().contains(AiPrompt.OFF_TOPIC)) {
      turn.record(
          new Event.Called(
              turn.node(), "answer", "off_topic", "none of the bot's business", false, false));
      turn.say(new MessageContent.Text(decline()));
      return Outcome.NEXT;
    }
    String shown = answer.shown();
    if (shown.isEmpty()) {
      return config.extract().isEmpty()
          ? new Outcome.Fail("empty_answer", "the model said nothing")
          : Outcome.NEXT;
    }
    String given = given();
    if (!AiSupport.linksAreGiven(shown, given)) {
      return uncertain("it names an address that it was not given");
    }
    if (!passages.isEmpty() && !AiSupport.figuresAreGiven(shown, given)) {
      return uncertain("it names a figure that is in no passage");
    }
    String objection = turn.objection(true, shown);
    if (objection != null) {
      return new Outcome.Fail("moderated", "the model's words: " + objection);
    }
    say(shown, answer.cited(passages), answer.choices());
    return Outcome.NEXT;
  }

  /** All that the model was told, in which what it states has to be found. */
  private String given() {
    StringBuilder given = new StringBuilder(request.instructions());
    request.messages().forEach(message -> given.append('\n').append(message.text()));
    exchanges.forEach(exchange -> given.append('\n').append(exchange.result()));
    return given.append('\n').append(question).toString();
  }

  private Outcome uncertain(String why) {
    turn.record(new Event.Called(turn.node(), "answer", "uncertain", why, true, false));
    return new Outcome.Leave(AiResponseNode.UNCERTAIN);
  }

  private void keep(Map<String, Object> values) {
    for (Extraction extraction : config.extract()) {
      Object written = values.get(extraction.variable());
      Object value = written == null ? null : AiValues.read(extraction.type(), written, turn);
      if (value != null) {
        turn.set(extraction.variable(), value);
      } else if (written != null) {
        turn.record(
            new Event.Called(
                turn.node(),
                "answer",
                extraction.variable(),
                "does not fit its type",
                true,
                false));
      }
    }
  }

  private String decline() {
    return config.offTopic() == null
        ? Phrases.of(turn.language()).get(Phrases.Phrase.OFF_TOPIC)
        : turn.render(config.offTopic());
  }

  private Outcome withoutModel(String why) {
    if (passages.isEmpty() || !config.extract().isEmpty() || !exchanges.isEmpty()) {
      return new Outcome.Fail("model_failed", why);
    }
    say(passages.get(0).text().strip(), passages.subList(0, 1), List.of());
    return Outcome.NEXT;
  }

  private void say(String answer, List<Passage> sources, List<String> choices) {
    String text = answer;
    if (config.knowledge() != null && config.knowledge().citations() && !sources.isEmpty()) {
      text +=
          sources.stream()
              .map(Passage::title)
              .distinct()
              .collect(Collectors.joining("\n\u2022 ", "\n\n\u2022 ", ""));
    }
    turn.say(choices.isEmpty() ? new MessageContent.Text(text) : menu(text, choices));
  }

  /** Choices as buttons, a list or numbered lines; what the channel cannot show is left out. */
  private MessageContent menu(String text, List<String> choices) {
    ChannelLimits limits = turn.limits();
    int most = Math.max(3, limits.rows());
    List<Option> options =
        choices.stream()
            .limit(most)
            .map(choice -> new Option("choice:" + choices.indexOf(choice), choice))
            .toList();
    return Menus.of(
        text, null, null, Phrases.of(turn.language()).get(Phrases.Phrase.CHOOSE), options, limits);
  }
}
