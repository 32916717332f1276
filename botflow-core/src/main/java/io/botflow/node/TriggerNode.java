package io.botflow.node;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.botflow.flow.ProblemCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a flow begins. The engine chooses among a flow's triggers; the node itself only leads on.
 */
public final class TriggerNode implements NodeType<TriggerNode.Config> {

  /** What starts a flow. */
  public enum On {
    /** The first message of a new session. */
    CONVERSATION_START,
    /** Certain words. */
    KEYWORD,
    /** What the message means. */
    INTENT,
    /** Any message that no other trigger takes. */
    ANY_MESSAGE,
    /** A message that came from an advertisement or a post. */
    REFERRAL,
    /** A program outside. */
    API
  }

  /** How a keyword is compared. */
  public enum Match {
    EXACT,
    CONTAINS,
    /** With a typing mistake or two. */
    FUZZY
  }

  /** A word or phrase; in a document also just its text. */
  public record Keyword(String text, @Nullable Match match) {
    /** An exact one. */
    @JsonCreator
    public static Keyword of(String text) {
      return new Keyword(text, null);
    }

    /** One with its way of comparing. */
    @JsonCreator
    public static Keyword of(
        @JsonProperty("text") String text, @JsonProperty("match") @Nullable Match match) {
      return new Keyword(text, match);
    }

    /** Whether a text, in plain form, has it. */
    boolean matches(String plain) {
      String word = Words.plain(text);
      return switch (match == null ? Match.EXACT : match) {
        case EXACT -> plain.equals(word);
        case CONTAINS -> Words.contains(plain, word);
        case FUZZY -> Words.similar(plain, word);
      };
    }
  }

  /**
   * The settings.
   *
   * @param event the name that an outside program calls it by, for {@code api}
   * @param sources the advertisements or posts that count for {@code referral}; none means all
   * @param interrupt whether it works in the middle of any conversation
   * @param priority a trigger with a higher one is asked first
   */
  public record Config(
      @Setting("Starts on") On on,
      @Setting("Keywords") List<Keyword> keywords,
      @Setting(value = "Intents", holds = "intent") List<String> intents,
      @Setting("Event") @Nullable String event,
      @Setting("Advertisements") List<String> sources,
      @Setting(value = "Interrupts", help = "Works in the middle of any conversation.")
          boolean interrupt,
      @Setting("Priority") int priority) {
    public Config {
      on = on == null ? On.CONVERSATION_START : on;
      keywords = keywords == null ? List.of() : List.copyOf(keywords);
      intents = intents == null ? List.of() : List.copyOf(intents);
      sources = sources == null ? List.of() : List.copyOf(sources);
    }

    /** Whether one of its keywords is in a text. */
    public boolean hears(String text) {
      String plain = Words.plain(text);
      for (Keyword keyword : keywords) {
        if (keyword.matches(plain)) {
          return true;
        }
      }
      return false;
    }
  }

  @Override
  public String name() {
    return "trigger";
  }

  @Override
  public NodeCard card() {
    return new NodeCard("Trigger", NodeCard.Category.START, "Begins or takes over a conversation.");
  }

  @Override
  public Class<Config> config() {
    return Config.class;
  }

  @Override
  public void check(Config config, FlowCheck check) {
    switch (config.on()) {
      case KEYWORD -> {
        if (config.keywords().isEmpty()) {
          check.report(ProblemCode.MISSING_VALUE, "/keywords", "Write at least one keyword.");
        }
        for (int i = 0; i < config.keywords().size(); i++) {
          if (Words.plain(config.keywords().get(i).text()).isEmpty()) {
            check.report(
                ProblemCode.BAD_VALUE, "/keywords/" + i, "A keyword has a letter or a digit.");
          }
        }
      }
      case INTENT -> {
        if (config.intents().isEmpty()) {
          check.report(ProblemCode.MISSING_VALUE, "/intents", "Choose at least one intent.");
        }
        for (int i = 0; i < config.intents().size(); i++) {
          String intent = config.intents().get(i);
          if (!check.knowsIntent(intent)) {
            check.report(
                ProblemCode.UNKNOWN_REFERENCE,
                "/intents/" + i,
                "The flow has no intent \"" + intent + "\".");
          }
        }
      }
      case API -> {
        if (config.event() == null || config.event().isBlank()) {
          check.report(
              ProblemCode.MISSING_VALUE, "/event", "Name the event that outside programs send.");
        }
      }
      case CONVERSATION_START, ANY_MESSAGE, REFERRAL -> {
        if (config.interrupt() && config.on() != On.REFERRAL) {
          check.report(
              ProblemCode.BAD_VALUE,
              "/interrupt",
              "Only keywords, intents and advertisements can interrupt; this would take every message.");
        }
      }
    }
  }

  @Override
  public Outcome enter(Config config, TurnContext turn) {
    return Outcome.NEXT;
  }
}
