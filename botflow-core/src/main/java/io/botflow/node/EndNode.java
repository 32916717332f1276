package io.botflow.node;

import io.botflow.expression.Template;
import io.botflow.flow.ProblemCode;
import io.botflow.flow.VariableType;
import io.botflow.message.Option;
import io.botflow.node.QuestionInput.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Ends the conversation's session, or this flow where another one called it. */
public final class EndNode implements NodeType<EndNode.Config> {
  /** What the customer's mark fills. */
  public static final String RATING = "rating";

  /** A mark that has not come within a day does not come any more. */
  private static final Duration RATING_TIME = Duration.ofHours(24);

  /**
   * The settings.
   *
   * @param text what to say at the end, or null
   * @param unresolved whether the customer's matter is still open
   * @param rating whether to ask how it was
   */
  public record Config(
      @Setting(value = "Closing words", translated = true, multiline = true)
          @Nullable Template text,
      @Setting("Matter still open") boolean unresolved,
      @Setting("Ask for a rating") boolean rating) {}

  @Override
  public String name() {
    return "end";
  }

  @Override
  public NodeCard card() {
    return new NodeCard(
        "End", NodeCard.Category.END, "Ends the conversation, perhaps with a rating.");
  }

  @Override
  public Class<Config> config() {
    return Config.class;
  }

  @Override
  public List<Port> ports(Config config) {
    return List.of();
  }

  @Override
  public Map<String, VariableType> fills(Config config) {
    return config.rating() ? Map.of(RATING, VariableType.NUMBER) : Map.of();
  }

  @Override
  public boolean waits(Config config) {
    return config.rating();
  }

  @Override
  public void check(Config config, FlowCheck check) {
    MessageSpec.length(config.text(), check.limits().textLength(), "text", "/text", check);
    if (config.text() != null && config.text().source().isBlank()) {
      check.report(ProblemCode.BAD_VALUE, "/text", "Leave the closing words out, or write some.");
    }
  }

  @Override
  public Outcome enter(Config config, TurnContext turn) {
    if (config.text() != null) {
      turn.say(new io.botflow.message.MessageContent.Text(turn.render(config.text())));
    }
    if (!config.rating()) {
      return new Outcome.End(!config.unresolved());
    }
    Phrases phrases = Phrases.of(turn.language());
    List<Option> marks =
        IntStream.rangeClosed(1, 5)
            .mapToObj(mark -> new Option(String.valueOf(mark), String.valueOf(mark)))
            .toList();
    turn.say(
        Menus.of(
            phrases.get(Phrases.Phrase.RATE),
            null,
            null,
            phrases.get(Phrases.Phrase.CHOOSE),
            marks,
            turn.limits()));
    return new Outcome.Await(turn.now().plus(RATING_TIME), 0, Map.of());
  }

  @Override
  public Outcome resume(Config config, TurnContext turn, Resumption why) {
    if (why instanceof Resumption.Answer answer
        && Answers.read(QuestionInput.of(Kind.RATING), List.of(), answer, turn)
            instanceof Answers.Fits mark) {
      turn.set(RATING, mark.value());
    }
    return new Outcome.End(!config.unresolved());
  }
}
