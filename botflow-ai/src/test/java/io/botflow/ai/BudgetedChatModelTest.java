package io.botflow.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.spi.BudgetCaps;
import io.botflow.spi.Budgets;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import io.botflow.spi.Payer;
import io.botflow.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BudgetedChatModelTest {
  private final SettableClock clock = new SettableClock();
  private final AtomicInteger asked = new AtomicInteger();
  private final Payer payer = new Payer(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());

  @Test
  void aCapOfAConversationEndsInThePersonAndBeginsAnewTheNextDay() {
    MemoryBudgets budgets =
        new MemoryBudgets(
            organization -> new BudgetCaps(null, null, new Budgets.Amount(3_000, Long.MAX_VALUE)),
            clock);
    BudgetedChatModel model = model(budgets, new LastStep.HandOff());
    for (int i = 0; i < 5; i++) {
      model.chat(request(payer));
    }
    // 700 tokens each; the fourth might pass the cap with an answer of 1,000.
    assertThat(asked).hasValue(3);
    assertThat(model.chat(request(payer)))
        .isInstanceOfSatisfying(
            ChatReply.Failed.class,
            failed ->
                assertThat(failed.why()).isEqualTo("the conversation's budget of the day is used"));
    Payer other = new Payer(payer.organization(), payer.bot(), UUID.randomUUID());
    assertThat(model.chat(request(other))).isInstanceOf(ChatReply.Answer.class);

    clock.advance(Duration.ofDays(1));
    assertThat(model.chat(request(payer))).isInstanceOf(ChatReply.Answer.class);
  }

  @Test
  void moneyOfAnOrganizationIsCountedByPriceAndSettled() {
    MemoryBudgets budgets =
        new MemoryBudgets(
            organization ->
                new BudgetCaps(new Budgets.Amount(Long.MAX_VALUE / 2, 5_000), null, null),
            clock);
    BudgetedChatModel model = model(budgets, new LastStep.Say("Tomorrow, please."));
    model.chat(request(payer));
    // 600 tokens at 0.25 dollars and 100 at 2 dollars for a million.
    assertThat(budgets.ofOrganization(payer.organization()))
        .isEqualTo(new Budgets.Amount(700, 350));
    for (int i = 0; i < 20; i++) {
      model.chat(request(payer));
    }
    assertThat(model.chat(request(payer)))
        .isInstanceOfSatisfying(
            ChatReply.Answer.class,
            answer -> assertThat(answer.text()).isEqualTo("Tomorrow, please."));
    assertThat(budgets.ofOrganization(payer.organization()).costMicros())
        .isLessThanOrEqualTo(5_000);
  }

  @Test
  void whatManyAskAtOnceDoesNotPassTheCapTogether() throws InterruptedException {
    MemoryBudgets budgets =
        new MemoryBudgets(
            organization -> new BudgetCaps(new Budgets.Amount(10_000, Long.MAX_VALUE), null, null),
            clock);
    BudgetedChatModel model = model(budgets, new LastStep.HandOff());
    List<Thread> threads = new java.util.ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Payer own = new Payer(payer.organization(), payer.bot(), UUID.randomUUID());
      threads.add(Thread.ofVirtual().start(() -> model.chat(request(own))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(budgets.ofOrganization(payer.organization()).tokens()).isLessThanOrEqualTo(10_000);
    assertThat(asked.get()).isBetween(9, 14);
  }

  @Test
  void datedNamesHaveThePriceOfTheirModel() {
    ModelPrices prices = ModelPrices.bundled();
    assertThat(prices.costMicros("gpt-5-mini-2025-08-07", new Usage(1_000, 400, 100)))
        .isEqualTo(prices.costMicros("gpt-5-mini", new Usage(1_000, 400, 100)))
        .isEqualTo(360);
    assertThat(prices.costMicros("a-local-model", new Usage(1, 0, 1))).isNull();
    assertThat(prices.date()).isNotNull();
  }

  private BudgetedChatModel model(Budgets budgets, LastStep last) {
    return new BudgetedChatModel(
        request -> {
          asked.incrementAndGet();
          return new ChatReply.Answer("Yes.", "gpt-5-mini", 600, 100);
        },
        budgets,
        ModelPrices.bundled(),
        "gpt-5-mini",
        last);
  }

  private static ChatRequest request(Payer payer) {
    return new ChatRequest(
            null,
            null,
            "Help.",
            List.of(new ChatRequest.Message(ChatRequest.Role.CUSTOMER, "Do you ship?")),
            null,
            Duration.ofSeconds(7))
        .paidBy(payer);
  }
}
