package io.botflow.node;

import io.botflow.conversation.Memory;
import io.botflow.expression.Template;
import io.botflow.flow.ProblemCode;
import io.botflow.flow.VariableType;
import io.botflow.spi.ChatTool;
import io.botflow.spi.Passage;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets a language model answer, from the organisation's knowledge where the author wants so, with
 * calls that the author lets it make. Without a model the best passage is the answer.
 */
public final class AiResponseNode implements NodeType<AiResponseNode.Config> {
  /** The way out when the knowledge does not answer, or does not bear the answer out. */
  static final String UNCERTAIN = "uncertain";

  /** A customer waits; after it the error port or the fallback answers. For everything together. */
  static final Duration TIMEOUT = Duration.ofSeconds(7);

  private static final int PASSAGES = 4;

  private static final double DEFAULT_CONFIDENCE = 0.5;

  /** More are hard to tell apart, for models and for authors. */
  private static final int MAX_TOOLS = 20;

  private static final String API_CALL = new ApiCallNode().name();

  /**
   * The settings.
   *
   * @param model null for the host's
   * @param knowledge null to answer without
   * @param extract values to take out of what the customer said
   * @param tools calls that the model may ask for
   * @param facts what the model is told about the customer, by what to call it
   * @param memoryWindow how many lines of the conversation the model reads; null for ten
   * @param onTopic whether it refuses what has nothing to do with its task
   * @param offTopic what is said then; null for BotFlow's own words
   * @param choices whether the model may offer choices, shown as buttons or a list
   */
  public record Config(
      @Setting(value = "Instructions", multiline = true) Template instructions,
      @Setting(value = "Model", holds = "model") @Nullable String model,
      @Setting("Temperature") @Nullable Double temperature,
      @Setting("Knowledge") @Nullable Knowledge knowledge,
      @Setting("Take out") List<Extraction> extract,
      @Setting("Calls it may make") List<Tool> tools,
      @Setting("What it knows about the customer") Map<String, Template> facts,
      @Setting("Lines of memory") @Nullable Integer memoryWindow,
      @Setting("Stay on topic") @Nullable Boolean onTopic,
      @Setting(value = "Said off topic", translated = true) @Nullable Template offTopic,
      @Setting("Offer choices") @Nullable Boolean choices) {
    public Config {
      extract = extract == null ? List.of() : List.copyOf(extract);
      tools = tools == null ? List.of() : List.copyOf(tools);
      facts = Values.ordered(facts);
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

  /**
   * A call that the model may ask for.
   *
   * @param node the id of an {@code api_call} of this flow, which needs no edges
   * @param parameters the variables that the model fills before the call
   * @param confirm whether the customer is asked first; null for: where it changes something
   * @param ask the question to the customer; null for BotFlow's own words and the values
   */
  public record Tool(
      @Setting("Call") String node,
      @Setting("What it does") String description,
      @Setting("What the model gives") List<Parameter> parameters,
      @Setting("Ask the customer first") @Nullable Boolean confirm,
      @Setting(value = "The question", translated = true) @Nullable Template ask) {
    public Tool {
      parameters = parameters == null ? List.of() : List.copyOf(parameters);
    }
  }

  /** A variable that the model fills. */
  public record Parameter(
      @Setting(value = "Variable", holds = "variable") String variable,
      @Setting("What it is") String description,
      @Setting("Type") @Nullable VariableType type,
      @Setting("May be left out") boolean optional) {}

  @Override
  public String name() {
    return "ai_response";
  }

  @Override
  public NodeCard card() {
    return new NodeCard(
        "AI answer",
        NodeCard.Category.AI,
        "Answers from the knowledge base or collects details in free talk.");
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
    for (Tool tool : config.tools()) {
      for (Parameter parameter : tool.parameters()) {
        fills.put(
            parameter.variable(), parameter.type() == null ? VariableType.TEXT : parameter.type());
      }
    }
    return fills;
  }

  @Override
  public List<String> uses(Config config) {
    return config.tools().stream().map(Tool::node).toList();
  }

  /** Where a tool may have to be confirmed; no port tells that it surely was. */
  @Override
  public boolean waits(Config config) {
    return config.tools().stream().anyMatch(tool -> !Boolean.FALSE.equals(tool.confirm()));
  }

  @Override
  public boolean waits(Config config, String port) {
    return false;
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
    Set<String> names = new HashSet<>();
    for (int i = 0; i < config.tools().size(); i++) {
      check(config.tools().get(i), "/tools/" + i, names, check);
    }
    if (config.tools().size() > MAX_TOOLS) {
      check.report(ProblemCode.BAD_VALUE, "/tools", "At most " + MAX_TOOLS + " calls.");
    }
  }

  private static void check(Tool tool, String at, Set<String> names, FlowCheck check) {
    if (!check.knowsNode(tool.node(), API_CALL)) {
      check.report(
          ProblemCode.UNKNOWN_REFERENCE,
          at + "/node",
          "There is no api_call \"" + tool.node() + "\" in this flow.");
    } else if (!names.add(AiTools.name(tool.node()))) {
      check.report(
          ProblemCode.BAD_VALUE,
          at + "/node",
          "Another call here has the same name for a model: letters, digits, _ and - count.");
    }
    for (int i = 0; i < tool.parameters().size(); i++) {
      String variable = tool.parameters().get(i).variable();
      if (check.isOfContact(variable)) {
        check.report(
            ProblemCode.BAD_VALUE,
            at + "/parameters/" + i + "/variable",
            "\""
                + variable
                + "\" belongs to the contact, so that a model must not fill it: whose data it is"
                + " says the call itself, for example with {{ contact.phone }}.");
      }
    }
  }

  @Override
  public Outcome enter(Config config, TurnContext turn) {
    turn.answerWithin(TIMEOUT);
    String question = question(turn);
    String objection = turn.objection(false, question);
    if (objection != null) {
      return new Outcome.Fail("moderated", "the customer's words: " + objection);
    }
    List<Passage> passages = passages(config, turn, question);
    return config.knowledge() != null && passages.isEmpty()
        ? new Outcome.Leave(UNCERTAIN)
        : new AiConversation(config, turn, question, passages, List.of()).answer();
  }

  /** The customer was asked whether a call may be made. */
  @Override
  public Outcome resume(Config config, TurnContext turn, Resumption why) {
    AiMemo memo = AiMemo.read(turn.memo());
    return switch (why) {
      case Resumption.Answer answer when memo != null -> decided(config, turn, memo, answer);
      case Resumption.Answer ignored -> enter(config, turn);
      case Resumption.GivenBack ignored -> enter(config, turn);
      case Resumption.TimeUp ignored -> new Outcome.Await(null, 0, turn.memo());
      case Resumption.Signal ignored -> new Outcome.Await(null, 0, turn.memo());
      case Resumption.Returned ignored -> Outcome.NEXT;
    };
  }

  private Outcome decided(Config config, TurnContext turn, AiMemo memo, Resumption.Answer answer) {
    turn.answerWithin(TIMEOUT);
    AiTools tools = new AiTools(config, turn);
    ChatTool.Call call = memo.call();
    if (!(tools.read(call) instanceof AiTools.Ready ready)) {
      return enter(config, turn);
    }
    Boolean allowed = AiTools.decision(ready, answer, turn);
    if (allowed == null) {
      return enter(config, turn);
    }
    String result = allowed ? tools.run(ready) : "refused: the customer does not want it";
    AiConversation conversation =
        new AiConversation(
            config,
            turn,
            memo.question(),
            passages(config, turn, memo.question()),
            memo.exchanges());
    conversation.told(call, result);
    return conversation.answer();
  }

  private static List<Passage> passages(Config config, TurnContext turn, String question) {
    Knowledge knowledge = config.knowledge();
    if (knowledge == null) {
      return List.of();
    }
    double least =
        knowledge.minimumConfidence() == null ? DEFAULT_CONFIDENCE : knowledge.minimumConfidence();
    return turn.search(question, knowledge.categories(), PASSAGES).stream()
        .filter(passage -> passage.score() >= least)
        .toList();
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
}
