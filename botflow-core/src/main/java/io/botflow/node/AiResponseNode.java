package io.botflow.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.botflow.conversation.Memory;
import io.botflow.expression.Template;
import io.botflow.flow.ProblemCode;
import io.botflow.flow.VariableType;
import io.botflow.message.MessageContent;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import io.botflow.spi.Passage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets a language model answer, from the organisation's knowledge where the author wants so.
 * Without a model the best passage is the answer.
 */
public final class AiResponseNode implements NodeType<AiResponseNode.Config> {
  /** The way out when the knowledge does not answer. */
  static final String UNCERTAIN = "uncertain";

  /** A customer waits; after it the error port or the fallback answers. */
  private static final Duration TIMEOUT = Duration.ofSeconds(7);

  private static final int PASSAGES = 4;

  private static final double DEFAULT_CONFIDENCE = 0.5;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * The settings.
   *
   * @param model null for the host's
   * @param knowledge null to answer without
   * @param extract values to take out of what the customer said
   * @param memoryWindow how many lines of the conversation the model reads; null for ten
   * @param onTopic whether it refuses what has nothing to do with its task
   */
  public record Config(
      @Setting(value = "Instructions", multiline = true) Template instructions,
      @Setting(value = "Model", holds = "model") @Nullable String model,
      @Setting("Temperature") @Nullable Double temperature,
      @Setting("Knowledge") @Nullable Knowledge knowledge,
      @Setting("Take out") List<Extraction> extract,
      @Setting("Lines of memory") @Nullable Integer memoryWindow,
      @Setting("Stay on topic") @Nullable Boolean onTopic) {
    public Config {
      extract = extract == null ? List.of() : List.copyOf(extract);
    }
  }

  /**
   * How knowledge is used.
   *
   * @param minimumConfidence from 0 to 1; below it the way out is {@code uncertain}
   * @param citations whether the answer names its articles
   */
  public record Knowledge(
      @Setting("Categories") List<String> categories,
      @Setting("Least confidence") @Nullable Double minimumConfidence,
      @Setting("Name the sources") boolean citations) {
    public Knowledge {
      categories = categories == null ? List.of() : List.copyOf(categories);
    }
  }

  /** A value to take out of what the customer said. */
  public record Extraction(
      @Setting(value = "Variable", holds = "variable") String variable,
      @Setting("What it is") String description,
      @Setting("Type") @Nullable VariableType type) {}

  @Override
  public String name() {
    return "ai_response";
  }

  @Override
  public Class<Config> config() {
    return Config.class;
  }

  @Override
  public List<Port> ports(Config config) {
    return List.of(Port.required(Port.NEXT), Port.optional(UNCERTAIN), Port.optional(Port.ERROR));
  }

  @Override
  public Map<String, VariableType> fills(Config config) {
    Map<String, VariableType> fills = new LinkedHashMap<>();
    for (Extraction extraction : config.extract()) {
      fills.put(
          extraction.variable(), extraction.type() == null ? VariableType.TEXT : extraction.type());
    }
    return fills;
  }

  @Override
  public boolean asksModel() {
    return true;
  }

  @Override
  public void check(Config config, FlowCheck check) {
    Double temperature = config.temperature();
    if (temperature != null && (temperature < 0 || temperature > 2)) {
      check.report(ProblemCode.BAD_VALUE, "/temperature", "A temperature is from 0 to 2.");
    }
    if (config.model() != null && Boolean.FALSE.equals(check.knowsModel(config.model()))) {
      check.report(
          ProblemCode.UNKNOWN_REFERENCE, "/model", "There is no model \"" + config.model() + "\".");
    }
    if (config.memoryWindow() != null
        && (config.memoryWindow() < 0 || config.memoryWindow() > Memory.MAX_LINES)) {
      check.report(
          ProblemCode.BAD_VALUE, "/memoryWindow", "0 to " + Memory.MAX_LINES + " lines are kept.");
    }
    Knowledge knowledge = config.knowledge();
    Double confidence = knowledge == null ? null : knowledge.minimumConfidence();
    if (confidence != null && (confidence < 0 || confidence > 1)) {
      check.report(
          ProblemCode.BAD_VALUE, "/knowledge/minimumConfidence", "A confidence is from 0 to 1.");
    }
  }

  @Override
  public Outcome enter(Config config, TurnContext turn) {
    String question = question(turn);
    List<Passage> passages = List.of();
    Knowledge knowledge = config.knowledge();
    if (knowledge != null) {
      double least =
          knowledge.minimumConfidence() == null
              ? DEFAULT_CONFIDENCE
              : knowledge.minimumConfidence();
      passages =
          turn.search(question, knowledge.categories(), PASSAGES).stream()
              .filter(passage -> passage.score() >= least)
              .toList();
      if (passages.isEmpty()) {
        return new Outcome.Leave(UNCERTAIN);
      }
    }
    ChatReply reply =
        turn.chat(
            new ChatRequest(
                config.model(),
                config.temperature(),
                AiPrompt.instructions(config, turn, passages),
                history(config, turn, question),
                config.extract().isEmpty() ? null : AiPrompt.schema(config.extract()),
                TIMEOUT));
    return switch (reply) {
      case ChatReply.Answer answer -> answered(config, turn, passages, answer.text());
      case ChatReply.Failed failed -> withoutModel(config, turn, passages, failed);
    };
  }

  /** The customer's words of this turn, else the last ones. */
  private static String question(TurnContext turn) {
    if (!turn.said().isBlank()) {
      return turn.said();
    }
    List<Memory.Line> lines = turn.memory().lines();
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (lines.get(i).customer()) {
        return lines.get(i).text();
      }
    }
    return "";
  }

  private static List<ChatRequest.Message> history(
      Config config, TurnContext turn, String question) {
    int window = config.memoryWindow() == null ? 10 : config.memoryWindow();
    List<Memory.Line> lines = turn.memory().lines();
    List<ChatRequest.Message> messages = new ArrayList<>();
    for (Memory.Line line : lines.subList(Math.max(0, lines.size() - window), lines.size())) {
      messages.add(
          new ChatRequest.Message(
              line.customer() ? ChatRequest.Role.CUSTOMER : ChatRequest.Role.BOT, line.text()));
    }
    ChatRequest.Message asked = new ChatRequest.Message(ChatRequest.Role.CUSTOMER, question);
    if (!question.isEmpty()
        && (messages.isEmpty() || !messages.get(messages.size() - 1).equals(asked))) {
      messages.add(asked);
    }
    return messages;
  }

  private static Outcome answered(
      Config config, TurnContext turn, List<Passage> passages, String text) {
    String answer = text.strip();
    if (!config.extract().isEmpty()) {
      Map<String, Object> values = values(answer);
      if (values == null) {
        return new Outcome.Fail("bad_answer", "the model did not answer in the form asked for");
      }
      for (Extraction extraction : config.extract()) {
        Object value = values.get(extraction.variable());
        if (value != null) {
          turn.set(extraction.variable(), value);
        }
      }
      answer = values.get(AiPrompt.ANSWER) instanceof String said ? said.strip() : "";
    }
    if (answer.equals(AiPrompt.DO_NOT_KNOW)) {
      return new Outcome.Leave(UNCERTAIN);
    }
    if (answer.isEmpty()) {
      return config.extract().isEmpty()
          ? new Outcome.Fail("empty_answer", "the model said nothing")
          : Outcome.NEXT;
    }
    say(config, turn, passages, answer);
    return Outcome.NEXT;
  }

  private static Outcome withoutModel(
      Config config, TurnContext turn, List<Passage> passages, ChatReply.Failed failed) {
    if (passages.isEmpty() || !config.extract().isEmpty()) {
      return new Outcome.Fail("model_failed", failed.why());
    }
    say(config, turn, passages.subList(0, 1), passages.get(0).text().strip());
    return Outcome.NEXT;
  }

  private static void say(Config config, TurnContext turn, List<Passage> passages, String answer) {
    StringBuilder text = new StringBuilder(answer);
    if (config.knowledge() != null && config.knowledge().citations() && !passages.isEmpty()) {
      text.append("\n\n");
      passages.stream()
          .map(Passage::title)
          .distinct()
          .forEach(title -> text.append("\u2022 ").append(title).append('\n'));
    }
    turn.say(new MessageContent.Text(text.toString().strip()));
  }

  private static @Nullable Map<String, Object> values(String json) {
    try {
      JsonNode read = JSON.readTree(json);
      if (!read.isObject()) {
        return null;
      }
      Map<String, Object> values = new LinkedHashMap<>();
      read.properties()
          .forEach(
              entry -> {
                if (!entry.getValue().isNull()) {
                  values.put(
                      entry.getKey(),
                      Values.plain(JSON.convertValue(entry.getValue(), Object.class)));
                }
              });
      return values;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  static String language(TurnContext turn) {
    return Locale.forLanguageTag(turn.language()).getDisplayLanguage(Locale.ENGLISH);
  }
}
