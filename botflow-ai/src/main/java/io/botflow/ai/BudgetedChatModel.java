package io.botflow.ai;

import io.botflow.spi.Budgets;
import io.botflow.spi.ChatModel;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import io.botflow.spi.ChatTool;
import io.botflow.spi.Payer;
import io.botflow.spi.StoreUnavailable;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model that asks before it costs: what a question may cost at most is taken from the budgets of
 * the organisation, the bot and the conversation, and settled by what the providers counted, failed
 * attempts included. Where a cap is reached nobody is asked, and the {@link LastStep} follows.
 * Thread-safe.
 *
 * <p>An answer that was lost on its way may have been paid and is not counted, since nobody knows.
 */
public final class BudgetedChatModel implements ChatModel {
  private static final Logger LOG = LoggerFactory.getLogger(BudgetedChatModel.class);

  /** What an answer is taken to have at most, in tokens; more is settled afterwards. */
  private static final long ANSWER_TOKENS = 1_000;

  /** Characters of a token, fewer than in most languages, so that the guess is high. */
  private static final int TOKEN_CHARACTERS = 3;

  private final ChatModel model;
  private final Budgets budgets;
  private final ModelPrices prices;
  private final String priced;
  private final LastStep lastStep;

  /**
   * A model within budgets.
   *
   * @param priced the model by whose price a question without a model's name is estimated
   * @param lastStep what follows where a cap is reached
   */
  public BudgetedChatModel(
      ChatModel model, Budgets budgets, ModelPrices prices, String priced, LastStep lastStep) {
    this.model = model;
    this.budgets = budgets;
    this.prices = prices;
    this.priced = priced;
    this.lastStep = lastStep;
  }

  @Override
  public ChatReply chat(ChatRequest request) {
    Payer payer = request.payer();
    if (payer == null) {
      return model.chat(request);
    }
    Budgets.Amount most = most(request);
    String refused = budgets.take(payer, most);
    if (refused != null) {
      return capped(refused);
    }
    Budgets.Amount used = Budgets.Amount.NONE;
    try {
      ChatReply reply = model.chat(request);
      used = used(reply);
      return reply;
    } finally {
      settle(payer, most, used);
    }
  }

  /** An answer is not given up because it cannot be settled: what was taken stays taken. */
  private void settle(Payer payer, Budgets.Amount most, Budgets.Amount used) {
    try {
      budgets.settle(payer, most, used);
    } catch (StoreUnavailable e) {
      LOG.warn("What a model cost could not be settled for {}", payer.conversation());
    }
  }

  private ChatReply capped(String refused) {
    return switch (lastStep) {
      case LastStep.HandOff ignored -> new ChatReply.Failed(refused, false);
      case LastStep.Say say ->
          new ChatReply.Answer(
              say.text(),
              "fixed text",
              0,
              0,
              List.of(),
              List.of(new ChatReply.Attempt("budget", priced, refused, 0, 0, null, 0)));
    };
  }

  private Budgets.Amount most(ChatRequest request) {
    long characters = request.instructions().length();
    for (ChatRequest.Message message : request.messages()) {
      characters += message.text().length();
    }
    for (ChatTool tool : request.tools()) {
      characters += tool.description().length() + tool.parameters().toString().length();
    }
    for (ChatTool.Exchange exchange : request.exchanges()) {
      characters += exchange.call().arguments().length() + exchange.result().length();
    }
    long read = characters / TOKEN_CHARACTERS + 1;
    String asked = request.model() == null ? priced : request.model();
    Long cost = prices.costMicros(asked, new Usage(read, 0, ANSWER_TOKENS));
    return new Budgets.Amount(read + ANSWER_TOKENS, cost == null ? 0 : cost);
  }

  private Budgets.Amount used(ChatReply reply) {
    Budgets.Amount used = Budgets.Amount.NONE;
    for (ChatReply.Attempt attempt : reply.attempts()) {
      Long cost = attempt.costMicros();
      used =
          used.plus(
              new Budgets.Amount(
                  attempt.inputTokens() + attempt.outputTokens(), cost == null ? 0 : cost));
    }
    if (reply.attempts().isEmpty() && reply instanceof ChatReply.Answer answer) {
      Usage usage = new Usage(answer.inputTokens(), 0, answer.outputTokens());
      Long cost = prices.costMicros(answer.model(), usage);
      used = new Budgets.Amount(usage.input() + usage.output(), cost == null ? 0 : cost);
    }
    return used;
  }
}
