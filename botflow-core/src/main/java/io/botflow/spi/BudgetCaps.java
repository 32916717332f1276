package io.botflow.spi;

import org.jspecify.annotations.Nullable;

/**
 * What models may cost; null where there is no cap. A month and a day are those of UTC.
 *
 * @param organization an organisation's cap for a calendar month
 * @param bot a bot's cap for a day
 * @param conversation a conversation's cap for a day
 */
public record BudgetCaps(
    Budgets.@Nullable Amount organization,
    Budgets.@Nullable Amount bot,
    Budgets.@Nullable Amount conversation) {
  /** No caps. */
  public static final BudgetCaps NONE = new BudgetCaps(null, null, null);
}
