package io.botflow.node;

import io.botflow.conversation.Memory;
import io.botflow.spi.ChatRequest;
import io.botflow.spi.Passage;
import io.botflow.spi.Recollection;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * What a model is told besides the author's instructions: where it stands, what it may use, and
 * that neither a customer's words nor a passage's nor a tool's can give it orders. What strangers
 * wrote is never part of the instructions; it goes beside them, marked as data.
 */
final class AiPrompt {
  /** What the model says instead of guessing. */
  static final String DO_NOT_KNOW = "I_DO_NOT_KNOW";

  /** What the model says to what is none of its business. */
  static final String OFF_TOPIC = "OFF_TOPIC";

  private static final int DEFAULT_WINDOW = 10;

  /** Most characters of what is remembered of a customer: about 500 tokens. */
  private static final int REMEMBERED = 2_000;

  /** Most of the summary of earlier conversations. */
  private static final int EARLIER = 1_000;

  private static final Properties TEXTS = texts();

  private AiPrompt() {}

  static String instructions(
      AiResponseNode.Config config, TurnContext turn, boolean passages, boolean summary) {
    StringBuilder text = new StringBuilder(turn.render(config.instructions())).append("\n");
    String language = Locale.forLanguageTag(turn.language()).getDisplayLanguage(Locale.ENGLISH);
    add(text, "chat");
    text.append('\n').append(TEXTS.getProperty("language").replace("{language}", language));
    add(text, "data");
    if (!Boolean.FALSE.equals(config.onTopic())) {
      add(text, "on_topic");
    }
    if (passages) {
      add(text, "passages");
    }
    if (!config.tools().isEmpty()) {
      add(text, "tools");
    }
    if (Boolean.TRUE.equals(config.choices())) {
      add(text, "choices");
    }
    if (summary) {
      add(text, "summary");
    }
    return text.toString();
  }

  private static void add(StringBuilder text, String key) {
    text.append('\n').append(TEXTS.getProperty(key));
  }

  /** How many lines of the conversation the model reads. */
  static int window(AiResponseNode.Config config) {
    return config.memoryWindow() == null ? DEFAULT_WINDOW : config.memoryWindow();
  }

  /**
   * What was looked up, then what was said lately, the question last.
   *
   * @param whole whether all of the memory is read, for a summary of it
   */
  static List<ChatRequest.Message> messages(
      AiResponseNode.Config config,
      TurnContext turn,
      List<Passage> passages,
      String question,
      boolean whole) {
    List<ChatRequest.Message> messages = new ArrayList<>();
    Recollection.Recalled recalled = turn.recalled();
    data(messages, "facts", facts(config, turn));
    data(messages, "remembered", remembered(recalled));
    data(messages, "earlier conversations", cut(recalled.summary(), EARLIER));
    data(messages, "summary", turn.memory().summary());
    data(messages, "passages", passages(passages));
    List<Memory.Line> lines = turn.memory().lines();
    int first = whole ? 0 : Math.max(0, lines.size() - window(config));
    for (Memory.Line line : lines.subList(first, lines.size())) {
      messages.add(
          new ChatRequest.Message(
              line.customer() ? ChatRequest.Role.CUSTOMER : ChatRequest.Role.BOT, line.text()));
    }
    if (!question.isEmpty()) {
      ask(messages, question);
    }
    return messages;
  }

  /** The memory keeps long lines cut; the question itself is read whole. */
  private static void ask(List<ChatRequest.Message> messages, String question) {
    ChatRequest.Message last = messages.isEmpty() ? null : messages.get(messages.size() - 1);
    if (last != null
        && last.role() == ChatRequest.Role.CUSTOMER
        && question.startsWith(last.text())) {
      messages.remove(messages.size() - 1);
    }
    messages.add(new ChatRequest.Message(ChatRequest.Role.CUSTOMER, question));
  }

  private static String facts(AiResponseNode.Config config, TurnContext turn) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, io.botflow.expression.Template> fact : config.facts().entrySet()) {
      String value = turn.render(fact.getValue()).strip();
      if (!value.isEmpty()) {
        text.append(fact.getKey()).append(": ").append(value).append('\n');
      }
    }
    return text.toString().strip();
  }

  /** As many as there is room for; none is cut in half. */
  private static String remembered(Recollection.Recalled recalled) {
    StringBuilder text = new StringBuilder();
    for (Recollection.Fact fact : recalled.facts()) {
      String line = (fact.name() + ": " + fact.value()).replaceAll("\\s+", " ");
      if (text.length() + line.length() > REMEMBERED) {
        break;
      }
      text.append(line).append('\n');
    }
    return text.toString().strip();
  }

  /** Never between the two halves of one character. */
  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isLowSurrogate(text.charAt(most)) ? most - 1 : most);
  }

  private static String passages(List<Passage> passages) {
    StringBuilder text = new StringBuilder();
    int number = 1;
    for (Passage passage : passages) {
      text.append('[').append(number++).append("] ").append(passage.title()).append('\n');
      text.append(passage.text()).append("\n\n");
    }
    return text.toString().strip();
  }

  private static void data(List<ChatRequest.Message> messages, String kind, String text) {
    if (!text.isEmpty()) {
      messages.add(new ChatRequest.Message(ChatRequest.Role.DATA, data(kind, text)));
    }
  }

  /** Marked as data, which the data itself cannot end. */
  static String data(String kind, String text) {
    return "<data kind=\""
        + kind
        + "\">\n"
        + text.replaceAll("(?i)<(?=/?data)", "<\u200b")
        + "\n</data>";
  }

  private static Properties texts() {
    Properties texts = new Properties();
    try (Reader reader =
        new InputStreamReader(
            AiPrompt.class.getResourceAsStream("ai_prompt.properties"), StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
