package io.botflow.node;

import io.botflow.event.Event;
import io.botflow.expression.Template;
import io.botflow.flow.ProblemCode;
import io.botflow.flow.VariableType;
import io.botflow.message.Header;
import io.botflow.message.MessageContent;
import io.botflow.message.Option;
import io.botflow.message.OutboundMessage;
import io.botflow.message.Terms;
import io.botflow.node.QuestionInput.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the customer and keeps the answer. */
public final class QuestionNode implements NodeType<QuestionNode.Config> {
  /** The port for answers that stay wrong. */
  public static final String INVALID = "invalid";

  /** A customer who was not understood three times wants a person. */
  static final int DEFAULT_RETRIES = 2;

  private static final String SHOWN = "options";

  /**
   * The settings.
   *
   * @param windowTemplate what goes out in its place where the service window is closed
   * @param form what opens, for answers of the kind {@code form}
   * @param products what can be put into the cart, for answers of the kind {@code order}
   * @param ownNumber whether the customer can share their own number with one tap, for answers of
   *     the kinds {@code phone} and {@code contact}
   * @param variable what the answer fills, or null where only the path matters
   * @param retry what to say when the answer does not fit, or null for BotFlow's own words
   * @param maxRetries how often to ask again; null for two
   * @param timeout how long to wait, or null for the flow's inactivity
   */
  public record Config(
      @Setting(value = "Question", translated = true, multiline = true) @Nullable Template text,
      @Setting("Media") MessageSpec.@Nullable Media media,
      @Setting("Approved template") MessageSpec.@Nullable Approved template,
      @Setting("Template when the service window is closed")
          MessageSpec.@Nullable Approved windowTemplate,
      @Setting(value = "Header", translated = true) @Nullable Template header,
      @Setting(value = "Footer", translated = true) @Nullable Template footer,
      @Setting("Form") @Nullable FormSpec form,
      @Setting("Products") @Nullable ProductsSpec products,
      @Setting("Offers to share the own number") boolean ownNumber,
      @Setting(value = "Variable", holds = "variable") @Nullable String variable,
      @Setting("Answer") QuestionInput input,
      @Setting(value = "When the answer does not fit", translated = true) @Nullable Template retry,
      @Setting("Ask again at most") @Nullable Integer maxRetries,
      @Setting(value = "Time to answer", holds = "duration") @Nullable Duration timeout) {
    public Config {
      input = input == null ? QuestionInput.of(Kind.TEXT) : input;
    }
  }

  @Override
  public String name() {
    return "question";
  }

  @Override
  public NodeCard card() {
    return new NodeCard(
        "Question", NodeCard.Category.TALK, "Asks something, checks the answer and keeps it.");
  }

  @Override
  public Class<Config> config() {
    return Config.class;
  }

  @Override
  public List<Port> ports(Config config) {
    List<Port> ports = new ArrayList<>();
    List<String> options = new ArrayList<>();
    switch (config.input().type()) {
      case CHOICE -> config.input().options().forEach(option -> options.add(option.key()));
      case YES_NO -> options.addAll(List.of("yes", "no"));
      case TEXT, NUMBER, INTEGER, EMAIL, PHONE, URL, DATE, TIME, DATETIME -> {}
      case RATING, LOCATION, MEDIA, CONTACT, FORM, ORDER, ANY -> {}
    }
    boolean fixed = config.input().optionsFrom() == null && !options.isEmpty();
    ports.add(new Port(Port.NEXT, true, fixed ? options : List.of()));
    options.forEach(option -> ports.add(Port.optional(option)));
    ports.add(Port.optional(INVALID));
    ports.add(Port.optional(Port.TIMEOUT));
    return ports;
  }

  @Override
  public Map<String, VariableType> fills(Config config) {
    return config.variable() == null || config.variable().isBlank()
        ? Map.of()
        : Map.of(config.variable(), config.input().type().fills());
  }

  @Override
  public boolean waits(Config config) {
    return true;
  }

  @Override
  public void check(Config config, FlowCheck check) {
    if (config.text() == null && config.media() == null && config.template() == null) {
      check.report(ProblemCode.MISSING_VALUE, "/text", "Write the question.");
    }
    QuestionInput input = config.input();
    boolean menu = input.type() == Kind.CHOICE || input.type() == Kind.YES_NO;
    MessageSpec.length(
        config.text(),
        menu ? check.limits().bodyLength() : check.limits().textLength(),
        "question",
        "/text",
        check);
    MessageSpec.length(config.header(), check.limits().headerLength(), "header", "/header", check);
    MessageSpec.length(config.footer(), check.limits().footerLength(), "footer", "/footer", check);
    MessageSpec.length(
        input.button(), check.limits().buttonTitleLength(), "button", "/input/button", check);
    if (config.media() != null) {
      config.media().check(check, "/media");
    }
    if (config.template() != null) {
      config.template().check(check, "/template");
    }
    MessageSpec.windowTemplate(config.template(), config.windowTemplate(), check);
    checkAsking(config, check);
    if (config.timeout() != null && config.timeout().isZero()) {
      check.report(ProblemCode.BAD_VALUE, "/timeout", "The time to answer is longer than nothing.");
    }
    if (config.maxRetries() != null && (config.maxRetries() < 0 || config.maxRetries() > 10)) {
      check.report(ProblemCode.BAD_VALUE, "/maxRetries", "Ask again 0 to 10 times.");
    }
    if (input.type() == Kind.CHOICE) {
      checkOptions(input, check);
    }
    Answers.check(input, check);
  }

  /** What is shown with a question goes with the kind of its answer. */
  private static void checkAsking(Config config, FlowCheck check) {
    Kind kind = config.input().type();
    if (config.form() != null) {
      config.form().check(check, "/form");
      asked(kind == Kind.FORM, "A form is answered by a form.", "/form", check);
    }
    if (config.products() != null) {
      config.products().check(config.text(), config.header(), check, "/products");
      asked(kind == Kind.ORDER, "Products are answered by an order.", "/products", check);
    }
    boolean number = kind == Kind.PHONE || kind == Kind.CONTACT;
    asked(
        !config.ownNumber() || number,
        "The own number is answered by a phone number or a contact.",
        "/ownNumber",
        check);
  }

  private static void asked(boolean fits, String text, String at, FlowCheck check) {
    if (!fits) {
      check.report(ProblemCode.BAD_VALUE, at, text + " Change the kind of the answer.");
    }
  }

  private static void checkOptions(QuestionInput input, FlowCheck check) {
    if (input.options().isEmpty() && input.optionsFrom() == null) {
      check.report(
          ProblemCode.MISSING_VALUE, "/input/options", "Give at least one option to choose.");
    }
    int rows = check.limits().rows();
    if (rows > 0 && input.options().size() > rows) {
      check.report(
          ProblemCode.MENU_AS_TEXT,
          "/input/options",
          "These are "
              + input.options().size()
              + " options; the channel's list holds "
              + rows
              + ". They are sent as numbered lines of text.");
    }
    Set<String> keys = new HashSet<>(Set.of(Port.NEXT, INVALID, Port.TIMEOUT));
    for (int i = 0; i < input.options().size(); i++) {
      QuestionInput.Choice option = input.options().get(i);
      String at = "/input/options/" + i;
      if (!keys.add(option.key())) {
        check.report(ProblemCode.BAD_VALUE, at, "Two options are called \"" + option.key() + "\".");
      }
      int longest = check.limits().optionIdLength();
      if (longest > 0 && option.key().length() > longest) {
        check.report(
            ProblemCode.CHANNEL_LIMIT,
            at + "/id",
            "The id has " + option.key().length() + " characters; the channel allows " + longest);
      }
      if (input.options().size() <= rows) {
        MessageSpec.length(
            option.title(), check.limits().rowTitleLength(), "option", at + "/title", check);
        MessageSpec.length(
            option.description(),
            check.limits().rowDescriptionLength(),
            "second line",
            at + "/description",
            check);
      }
    }
  }

  @Override
  public Outcome enter(Config config, TurnContext turn) {
    List<Option> options = options(config, turn);
    ask(config, turn, options);
    return await(config, turn, 0, memo(config, options));
  }

  @Override
  public Outcome resume(Config config, TurnContext turn, Resumption why) {
    return switch (why) {
      case Resumption.Answer answer -> answered(config, turn, answer);
      case Resumption.TimeUp ignored -> new Outcome.Leave(Port.TIMEOUT);
      case Resumption.Signal ignored -> await(config, turn, turn.attempts(), turn.memo());
      case Resumption.Returned ignored -> enter(config, turn);
      case Resumption.GivenBack ignored -> enter(config, turn);
    };
  }

  private static Outcome answered(Config config, TurnContext turn, Resumption.Answer answer) {
    List<Option> options = shown(config, turn);
    return switch (Answers.read(config.input(), options, answer, turn)) {
      case Answers.Fits fits -> {
        if (config.variable() != null && !config.variable().isBlank()) {
          turn.set(config.variable(), fits.value());
        }
        yield new Outcome.Leave(fits.port(), Port.NEXT);
      }
      case Answers.Refused refused -> {
        int attempts = turn.attempts() + 1;
        turn.record(new Event.AnswerRefused(turn.node(), refused.reason(), attempts));
        int most = config.maxRetries() == null ? DEFAULT_RETRIES : config.maxRetries();
        if (attempts > most) {
          yield new Outcome.Leave(INVALID);
        }
        String words =
            config.retry() == null
                ? Phrases.of(turn.language()).get(refused.phrase())
                : turn.render(config.retry());
        turn.say(show(config, turn, words, options));
        yield await(config, turn, attempts, turn.memo());
      }
    };
  }

  private static Outcome await(
      Config config, TurnContext turn, int attempts, Map<String, Object> memo) {
    return new Outcome.Await(
        config.timeout() == null ? null : turn.now().plus(config.timeout()), attempts, memo);
  }

  private static void ask(Config config, TurnContext turn, List<Option> options) {
    Terms terms = MessageSpec.terms(config.template(), config.windowTemplate(), turn);
    if (config.template() != null) {
      turn.say(new OutboundMessage(config.template().content(turn)).withTerms(terms));
      return;
    }
    String text = config.text() == null ? "" : turn.render(config.text());
    if (config.media() != null && (options.isEmpty() || text.isEmpty())) {
      // Where the window is closed the question's template stands for both.
      turn.say(
          new OutboundMessage(config.media().content(turn))
              .withTerms(text.isEmpty() ? terms : Terms.NONE));
      if (text.isEmpty()) {
        return;
      }
    }
    turn.say(new OutboundMessage(show(config, turn, text, options)).withTerms(terms));
  }

  private static MessageContent show(
      Config config, TurnContext turn, String text, List<Option> options) {
    Header header = null;
    if (config.media() != null) {
      header = config.media().header(turn);
    } else if (config.header() != null) {
      header = new Header.Words(turn.render(config.header()));
    }
    String footer = config.footer() == null ? null : turn.render(config.footer());
    Kind kind = config.input().type();
    if (turn.limits().buttons() > 0) {
      if (kind == Kind.LOCATION) {
        return new MessageContent.LocationRequest(text);
      }
      if (config.ownNumber()) {
        return new MessageContent.ContactRequest(text);
      }
      if (config.form() != null) {
        return config.form().content(turn, text, header, footer);
      }
      if (config.products() != null) {
        String words = header instanceof Header.Words shown ? shown.text() : null;
        return config.products().content(turn, text, words, footer);
      }
    }
    if (options.isEmpty()) {
      return new MessageContent.Text(text);
    }
    String open =
        config.input().button() == null
            ? Phrases.of(turn.language()).get(Phrases.Phrase.CHOOSE)
            : turn.render(config.input().button());
    MessageContent menu = Menus.of(text, header, footer, open, options, turn.limits());
    if (menu instanceof MessageContent.Text) {
      String wanted = turn.limits().rows() > 0 ? "list" : "buttons";
      turn.record(new Event.Fitted(wanted, List.of(menu.typeName())));
    }
    return menu;
  }

  /** The options to show now. */
  private static List<Option> options(Config config, TurnContext turn) {
    return switch (config.input().type()) {
      case CHOICE ->
          config.input().optionsFrom() == null
              ? fixed(config, turn)
              : Choices.from(turn.evaluate(config.input().optionsFrom()));
      case YES_NO -> Phrases.of(turn.language()).yesNo();
      case RATING, TEXT, NUMBER, INTEGER, EMAIL, PHONE, URL, DATE, TIME, DATETIME -> List.of();
      case LOCATION, MEDIA, CONTACT, FORM, ORDER, ANY -> List.of();
    };
  }

  private static List<Option> fixed(Config config, TurnContext turn) {
    List<Option> options = new ArrayList<>(config.input().options().size());
    for (QuestionInput.Choice choice : config.input().options()) {
      options.add(
          new Option(
              choice.key(),
              turn.render(choice.title()),
              choice.description() == null ? null : turn.render(choice.description())));
    }
    return options;
  }

  /**
   * Options that an expression gave are kept, since it may give others by the time of the answer.
   */
  private static Map<String, Object> memo(Config config, List<Option> options) {
    return config.input().optionsFrom() == null
        ? Map.of()
        : Map.of(SHOWN, Choices.asValues(options));
  }

  private static List<Option> shown(Config config, TurnContext turn) {
    Object kept = turn.memo().get(SHOWN);
    return kept == null ? options(config, turn) : Choices.from(kept);
  }
}
