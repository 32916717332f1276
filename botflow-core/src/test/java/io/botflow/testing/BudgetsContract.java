package io.botflow.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.spi.BudgetCaps;
import io.botflow.spi.Budgets;
import io.botflow.spi.Budgets.Amount;
import io.botflow.spi.Payer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every {@link Budgets} keeps to. The clock stands in the middle of a month, at noon. */
public abstract class BudgetsContract {
  private static final Amount HUNDRED = new Amount(100, 100);

  /** Budgets that nobody used yet. */
  protected abstract Budgets budgets(Function<UUID, BudgetCaps> caps);

  /** An organisation that exists. */
  protected abstract UUID organization();

  /** Moves the clock. */
  protected abstract void advance(Duration by);

  @Test
  void aCapIsReachedAndNotPassed() {
    Budgets budgets = budgets(caps(new Amount(250, 250), null, null));
    Payer payer = payer(organization());
    assertThat(budgets.take(payer, HUNDRED)).isNull();
    assertThat(budgets.take(payer, HUNDRED)).isNull();
    assertThat(budgets.take(payer, HUNDRED)).contains("organization").contains("month");
    assertThat(budgets.take(payer, new Amount(50, 50))).isNull();
  }

  @Test
  void moneyAndTokensAreCappedEachForItself() {
    Budgets budgets = budgets(caps(new Amount(1_000, 150), null, null));
    Payer payer = payer(organization());
    assertThat(budgets.take(payer, HUNDRED)).isNull();
    assertThat(budgets.take(payer, HUNDRED)).isNotNull();
  }

  @Test
  void whatOneBudgetRefusesIsTakenFromNone() {
    Budgets budgets = budgets(caps(new Amount(300, 300), null, new Amount(100, 100)));
    UUID organization = organization();
    Payer payer = payer(organization);
    assertThat(budgets.take(payer, HUNDRED)).isNull();
    for (int i = 0; i < 5; i++) {
      assertThat(budgets.take(payer, HUNDRED)).contains("conversation").contains("day");
    }
    assertThat(budgets.take(payer(organization), HUNDRED)).isNull();
    assertThat(budgets.take(payer(organization), HUNDRED)).isNull();
    assertThat(budgets.take(payer(organization), HUNDRED)).contains("organization");
  }

  @Test
  void settlingGivesBackAndTakesMore() {
    Budgets budgets = budgets(caps(null, new Amount(300, 300), null));
    Payer payer = payer(organization());
    assertThat(budgets.take(payer, new Amount(300, 300))).isNull();
    budgets.settle(payer, new Amount(300, 300), new Amount(10, 0));
    assertThat(budgets.take(payer, new Amount(290, 300))).isNull();
    budgets.settle(payer, new Amount(290, 300), new Amount(400, 0));
    assertThat(budgets.take(payer, new Amount(1, 0))).contains("bot");
  }

  @Test
  void aDayIsOverBeforeItsMonth() {
    Budgets budgets = budgets(caps(new Amount(250, 250), null, new Amount(100, 100)));
    Payer payer = payer(organization());
    assertThat(budgets.take(payer, HUNDRED)).isNull();
    assertThat(budgets.take(payer, HUNDRED)).contains("conversation");
    advance(Duration.ofDays(1));
    assertThat(budgets.take(payer, HUNDRED)).isNull();
    advance(Duration.ofDays(1));
    assertThat(budgets.take(payer, HUNDRED)).contains("organization");
    advance(Duration.ofDays(31));
    assertThat(budgets.take(payer, HUNDRED)).isNull();
  }

  @Test
  void whatIsSettledOnTheNextDayLeavesNobodyWithLessThanNothing() {
    Budgets budgets = budgets(caps(null, null, new Amount(100, 100)));
    Payer payer = payer(organization());
    assertThat(budgets.take(payer, HUNDRED)).isNull();
    advance(Duration.ofDays(1));
    budgets.settle(payer, HUNDRED, Amount.NONE);
    assertThat(budgets.take(payer, HUNDRED)).isNull();
    assertThat(budgets.take(payer, HUNDRED)).isNotNull();
  }

  @Test
  void organizationsDoNotPayForEachOther() {
    Budgets budgets = budgets(caps(HUNDRED, null, null));
    assertThat(budgets.take(payer(organization()), HUNDRED)).isNull();
    assertThat(budgets.take(payer(organization()), HUNDRED)).isNull();
  }

  @Test
  void manyAtOnceDoNotPassACapTogether() throws InterruptedException {
    Budgets budgets = budgets(caps(new Amount(500, 500), null, null));
    UUID organization = organization();
    AtomicInteger taken = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    if (budgets.take(payer(organization), HUNDRED) == null) {
                      taken.incrementAndGet();
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(taken).hasValue(5);
  }

  private static Function<UUID, BudgetCaps> caps(
      @org.jspecify.annotations.Nullable Amount organization,
      @org.jspecify.annotations.Nullable Amount bot,
      @org.jspecify.annotations.Nullable Amount conversation) {
    return id -> new BudgetCaps(organization, bot, conversation);
  }

  private static Payer payer(UUID organization) {
    return new Payer(organization, UUID.randomUUID(), UUID.randomUUID());
  }
}
