package io.botflow.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the whole flow.
 *
 * @param fallback what happens where a node fails and has no error port
 * @param fallbackText what the customer reads then, or null for the text of the flow's language
 * @param inactivity after how long without a message a session ends
 * @param joinWindow how long free text waits for the rest of its burst, or null for the default: a
 *     second where a model reads it, else nothing
 * @param optOutWords the tenant's own, besides STOP
 * @param defaultTemplate what goes out in place of a free message where the service window is
 *     closed and its node has no template, or null
 * @param aiDisclosure how the bot says that a machine answers, by language; where it does not say,
 *     BotFlow's own words
 */
public record Settings(
    Fallback fallback,
    @Nullable String fallbackText,
    Duration inactivity,
    @Nullable Duration joinWindow,
    List<String> optOutWords,
    @Nullable DefaultTemplate defaultTemplate,
    Map<String, String> aiDisclosure) {
  /** Nobody wrote for a day: by then the service window of channels that have one is closed. */
  public static final Duration DEFAULT_INACTIVITY = Duration.ofHours(24);

  /** Longest time that anything in a flow waits: a year, longer than a conversation is kept. */
  public static final Duration MAX_TIME = Duration.ofDays(366);

  /** What a flow without settings has. */
  public static final Settings DEFAULT =
      new Settings(
          Fallback.HUMAN_HANDOFF, null, DEFAULT_INACTIVITY, null, List.of(), null, Map.of());

  public Settings {
    Objects.requireNonNull(fallback, "fallback");
    Objects.requireNonNull(inactivity, "inactivity");
    optOutWords = List.copyOf(optOutWords);
    aiDisclosure = Map.copyOf(aiDisclosure);
  }

  /**
   * The bot's default template; it has no variables, since it stands for any message.
   *
   * @param language or null for the conversation's
   * @param category what it was approved as, for hosts that do not know; null for not said
   */
  public record DefaultTemplate(
      String name, @Nullable String language, @Nullable Category category) {
    public DefaultTemplate {
      Objects.requireNonNull(name, "name");
    }
  }

  /** What a template can be approved as. */
  public enum Category {
    UTILITY,
    MARKETING,
    AUTHENTICATION
  }

  /** What happens where a node fails and has no error port: never silence. */
  public enum Fallback {
    /** A short text, then a person. */
    HUMAN_HANDOFF,
    /** A short text, and the session ends. */
    MESSAGE,
    /** A short text, and the flow begins again. */
    RESTART
  }
}
