package io.botflow.testing;

import io.botflow.spi.ChatModel;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A language model that says what a test gave it. A rule answers requests whose last customer
 * message has its words; the rules are asked in the order in which they were given. A rule with
 * several replies gives one after the other and stays with its last. Thread-safe.
 */
public final class ScriptedChatModel implements ChatModel {
  private final List<Rule> rules = new ArrayList<>();
  private final List<ChatRequest> requests = new ArrayList<>();

  /** A model without any rule: every request fails, and the failure says so. */
  public ScriptedChatModel() {}

  /** Answers everything that no earlier rule answers with these texts, one after the other. */
  public ScriptedChatModel answers(String... texts) {
    return when("", replies(texts));
  }

  /** Answers these texts, one after the other, where the customer's words have a part. */
  public ScriptedChatModel answersTo(String part, String... texts) {
    return when(part, replies(texts));
  }

  /** Fails where the customer's words have a part; the empty string is in all of them. */
  public ScriptedChatModel failsAt(String part, String why) {
    return when(part, List.of(new ChatReply.Failed(why, false)));
  }

  /** Gives these replies, one after the other, where the customer's words have a part. */
  public synchronized ScriptedChatModel when(String part, List<ChatReply> replies) {
    rules.add(new Rule(part.toLowerCase(Locale.ROOT), new ReplySequence<>(replies)));
    return this;
  }

  /** What was asked, in order. */
  public synchronized List<ChatRequest> requests() {
    return List.copyOf(requests);
  }

  @Override
  public synchronized ChatReply chat(ChatRequest request) {
    requests.add(Objects.requireNonNull(request, "request"));
    String said = lastOfCustomer(request);
    String plain = said.toLowerCase(Locale.ROOT);
    for (Rule rule : rules) {
      if (plain.contains(rule.part)) {
        return rule.replies.next();
      }
    }
    return new ChatReply.Failed("no scripted answer to \"" + said + "\"", false);
  }

  private static String lastOfCustomer(ChatRequest request) {
    String last = "";
    for (ChatRequest.Message message : request.messages()) {
      if (message.role() == ChatRequest.Role.CUSTOMER) {
        last = message.text();
      }
    }
    return last;
  }

  private static List<ChatReply> replies(String... texts) {
    List<ChatReply> replies = new ArrayList<>();
    for (String text : texts) {
      replies.add(new ChatReply.Answer(text, "scripted", 0, 0));
    }
    return replies;
  }

  private record Rule(String part, ReplySequence<ChatReply> replies) {}
}
