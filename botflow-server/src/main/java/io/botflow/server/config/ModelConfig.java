package io.botflow.server.config;

import io.botflow.ai.OpenAiSettings;
import io.botflow.spi.BudgetCaps;
import io.botflow.spi.Budgets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The language model of flows that name none.
 *
 * @param url of a server that speaks OpenAI's protocol
 * @param key null where the server wants none
 * @param name null for no model at all
 * @param organizationMonthlyTokens most tokens of an organisation in a month; 0 for no cap
 * @param botDailyTokens most tokens of a bot on a day; 0 for no cap
 * @param conversationDailyTokens most tokens of a conversation on a day; 0 for no cap
 * @param secondOpinion below this confidence of an intent, in percent, the model is asked; 0 for
 *     never
 * @param encoder whether intents are told apart by meaning too, in the process
 */
public record ModelConfig(
    String url,
    @Nullable Secret key,
    @Nullable String name,
    int organizationMonthlyTokens,
    int botDailyTokens,
    int conversationDailyTokens,
    int secondOpinion,
    Encoder encoder) {

  /** Whether the model in the process that makes vectors of texts is used. */
  public enum Encoder {
    /** Never. */
    OFF,
    /** The server does not start without it. */
    ON,
    /** Where its libraries are on the class path and fit the machine. */
    AUTO
  }

  static ModelConfig read(Settings settings) {
    String url =
        settings
            .about("a server that speaks OpenAI's protocol; OpenAI's own where it is not given")
            .url("model.url");
    ModelConfig config =
        new ModelConfig(
            url == null ? OpenAiSettings.OPENAI : url,
            settings.about("its key").secret("model.key"),
            settings.about("the language model of flows that name none").text("model.name"),
            settings
                .about("most tokens of an organisation in a month; then a person answers")
                .number("model.organization_monthly_tokens", 0, 0, Integer.MAX_VALUE),
            settings
                .about("most tokens of a bot on a day; then a person answers")
                .number("model.bot_daily_tokens", 0, 0, Integer.MAX_VALUE),
            settings
                .about("most tokens of a conversation on a day; then a person answers")
                .number("model.conversation_daily_tokens", 0, 0, Integer.MAX_VALUE),
            settings
                .about(
                    "below this confidence, in percent, the model is asked what a message wants; 0 for"
                        + " never")
                .number("model.second_opinion", 0, 0, 100),
            encoder(settings));
    if (config.key() != null && config.name() == null) {
      settings.problem("BOTFLOW_MODEL_KEY needs BOTFLOW_MODEL_NAME, such as gpt-5-mini");
    }
    return config;
  }

  private static Encoder encoder(Settings settings) {
    String name =
        settings
            .about(
                "whether intents are told apart by meaning too, by a model in the process of about"
                    + " 185 MB: on, off, or auto, which is on where its libraries are there")
            .text("model.encoder", "auto");
    return switch (name.toLowerCase(Locale.ROOT)) {
      // In YAML on and off are other words for true and false.
      case "on", "true" -> Encoder.ON;
      case "off", "false" -> Encoder.OFF;
      case "auto" -> Encoder.AUTO;
      default -> {
        settings.problem("BOTFLOW_MODEL_ENCODER has to be on, off or auto, not " + name);
        yield Encoder.AUTO;
      }
    };
  }

  /** What models may cost everybody. */
  public BudgetCaps caps() {
    return new BudgetCaps(
        cap(organizationMonthlyTokens), cap(botDailyTokens), cap(conversationDailyTokens));
  }

  private static Budgets.@Nullable Amount cap(int tokens) {
    return tokens == 0 ? null : new Budgets.Amount(tokens, Long.MAX_VALUE);
  }

  /** The same in the words of the model; null where there is none. */
  public @Nullable OpenAiSettings settings() {
    return name == null ? null : new OpenAiSettings(url, key == null ? null : key.reveal(), name);
  }
}
