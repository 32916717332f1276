package io.botflow.server.analytics;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What happened in some days.
 *
 * @param conversations begun
 * @param messagesIn of customers
 * @param messagesBot said by bots
 * @param messagesPeople written by members, and on the business's own telephone
 * @param resolvedByBot ended as resolved without a person
 * @param resolvedByPeople resolved by a member
 * @param ended came to an end of their flow, resolved or not
 * @param handedOff by bots, to people
 * @param takenOver by people, unasked
 * @param failedSteps could not do their work
 * @param resolutionRate resolved by bots, of those and the handed off; null of none
 * @param firstResponseMs mean time from a first message to the bot's answer, by the network's
 *     clock; null of none
 * @param personResponseMs mean time from a handoff to a person's answer; null of none
 * @param delivery what the channels took, of the last three days as of five minutes ago
 * @param messagesByCategory the same by what the channel charges it as, {@code none} where it named
 *     nothing
 * @param modelTokens of language models; null where one channel is asked for
 * @param modelCostMicros the same in millionths of a US dollar
 */
record FigureSet(
    long conversations,
    long messagesIn,
    long messagesBot,
    long messagesPeople,
    long resolvedByBot,
    long resolvedByPeople,
    long ended,
    long handedOff,
    long takenOver,
    long failedSteps,
    @Nullable Double resolutionRate,
    @Nullable Long firstResponseMs,
    @Nullable Long personResponseMs,
    DeliveryFigures delivery,
    Map<String, Long> messagesByCategory,
    @Nullable Long modelTokens,
    @Nullable Long modelCostMicros) {
  FigureSet {
    messagesByCategory = new TreeMap<>(messagesByCategory);
  }

  /** How far messages came. */
  record DeliveryFigures(long sent, long delivered, long read, long failed) {}

  /** A part of a whole; null of nothing. */
  static @Nullable Double rate(long part, long whole) {
    return whole == 0 ? null : (double) part / whole;
  }
}
