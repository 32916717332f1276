package io.botflow.node;

import io.botflow.expression.Template;
import io.botflow.flow.ProblemCode;
import io.botflow.message.MessageContent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leaves the conversation to a person. */
public final class HandoffNode implements NodeType<HandoffNode.Config> {
  /** The way out when the bot has the conversation again. */
  public static final String RETURNED = "returned";

  /** The way out when nobody is there. */
  static final String UNAVAILABLE = "unavailable";

  /**
   * The settings.
   *
   * @param reason what the person should know
   * @param note what the customer reads
   * @param unavailable what the customer reads when nobody is there; where it is missing and
   *     nothing is drawn at that way out, BotFlow's own words
   * @param returnAfter when the bot takes it back by itself, or null for never
   */
  public record Config(
      @Setting("Reason") @Nullable Template reason,
      @Setting(value = "Team", holds = "team") @Nullable String team,
      @Setting(value = "Words to the customer", translated = true, multiline = true)
          @Nullable Template note,
      @Setting(value = "When nobody is there", translated = true, multiline = true)
          @Nullable Template unavailable,
      @Setting(value = "Bot returns after", holds = "duration") @Nullable Duration returnAfter) {}

  @Override
  public String name() {
    return "handoff";
  }

  @Override
  public NodeCard card() {
    return new NodeCard(
        "Hand over", NodeCard.Category.PEOPLE, "Hands the conversation to a person.");
  }

  @Override
  public Class<Config> config() {
    return Config.class;
  }

  @Override
  public List<Port> ports(Config config) {
    return List.of(Port.optional(RETURNED), Port.optional(UNAVAILABLE));
  }

  @Override
  public boolean waits(Config config) {
    return true;
  }

  /** Nobody there: the customer is told at once. */
  @Override
  public boolean waits(Config config, String port) {
    return port.equals(RETURNED);
  }

  @Override
  public void check(Config config, FlowCheck check) {
    if (config.team() != null && Boolean.FALSE.equals(check.knowsTeam(config.team()))) {
      check.report(
          ProblemCode.UNKNOWN_REFERENCE, "/team", "There is no team \"" + config.team() + "\".");
    }
    int most = check.limits().textLength();
    MessageSpec.length(config.note(), most, "text", "/note", check);
    MessageSpec.length(config.unavailable(), most, "text", "/unavailable", check);
  }

  @Override
  public Outcome enter(Config config, TurnContext turn) {
    if (!turn.deskOpen(config.team())) {
      if (config.unavailable() == null && !turn.leads(UNAVAILABLE)) {
        // Nothing else would answer: silence is no answer.
        turn.say(
            new MessageContent.Text(Phrases.of(turn.language()).get(Phrases.Phrase.NOBODY_THERE)));
      }
      say(config.unavailable(), turn);
      return new Outcome.Leave(UNAVAILABLE);
    }
    say(config.note(), turn);
    return new Outcome.HandOff(
        config.team(),
        config.reason() == null ? null : turn.render(config.reason()),
        config.returnAfter() == null ? null : turn.now().plus(config.returnAfter()));
  }

  private static void say(@Nullable Template text, TurnContext turn) {
    if (text != null) {
      turn.say(new MessageContent.Text(turn.render(text)));
    }
  }

  @Override
  public Outcome resume(Config config, TurnContext turn, Resumption why) {
    return new Outcome.Leave(RETURNED);
  }
}
