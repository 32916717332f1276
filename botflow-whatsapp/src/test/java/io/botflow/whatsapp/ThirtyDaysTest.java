package io.botflow.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.message.Consent;
import io.botflow.whatsapp.sandbox.SandboxPhone;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Thirty days of random dialogs, campaigns, stops and jumps of the clock: nothing leaves that the
 * network or an opt-out forbids, judged by the network's stand-in and a ledger of the test's own,
 * and what was expected to be paid is what is billed.
 */
class ThirtyDaysTest {
  private static final long SEED = 20_261_125;
  private static final Duration LENGTH = Duration.ofDays(30);
  private static final int PEOPLE = 24;

  /** Refusals that the bot must never provoke. */
  private static final List<Integer> FORBIDDEN = List.of(131047, 131050, 131056, 130429);

  private static final List<String> WORDS =
      List.of(
          "hello", "order please", "I will think about it later", "tell me everything", "thanks");

  private final Random random = new Random(SEED);

  @Test
  void nothingForbiddenLeavesAndTheForecastIsTheBill() throws Exception {
    try (ThirtyDays world = new ThirtyDays(PEOPLE)) {
      Instant end = world.clock.instant().plus(LENGTH);
      int steps = 0;
      int campaigns = 0;
      while (world.clock.instant().isBefore(end)) {
        // People write again after a jump as often as a jump ends between two messages.
        world.clock.advance(jump());
        world.settle();
        campaigns += act(world);
        world.settle();
        steps++;
      }
      JsonNode bill = world.bill();
      System.out.printf(
          "thirty days, seed %d: %d steps, %d campaigns, %d accepted, %d offers, %s, refused by the"
              + " network %s, forecast %s, bill %s %s%n",
          SEED,
          steps,
          campaigns,
          world.sandbox.acceptedCount(),
          world.ledger.offers(),
          new TreeMap<>(world.costs.results()),
          world.sandbox.refusedByCode(),
          world.costs.total(),
          bill.path("total").asText(),
          bill.path("counts"));

      assertThat(world.sandbox.refusedByCode())
          .doesNotContainKeys(FORBIDDEN.toArray(Integer[]::new));
      assertThat(world.sandbox.refusedByCode()).isEmpty();
      assertThat(world.ledger.violations()).isEmpty();
      assertThat(world.costs.total())
          .isEqualByComparingTo(new BigDecimal(bill.path("total").asText()));
      // The days were worth it: every rule was met many times.
      assertThat(world.costs.results())
          .containsKeys(
              "accepted service",
              "accepted utility",
              "accepted marketing",
              "withheld window_closed",
              "rejected opted_out",
              "rejected no_opt_in")
          .doesNotContainKeys("unknown");
    }
  }

  private Duration jump() {
    int kind = random.nextInt(10);
    if (kind < 7) {
      return Duration.ofSeconds(1 + random.nextInt(90));
    }
    return kind < 9
        ? Duration.ofSeconds(1 + random.nextInt(3_600))
        : Duration.ofSeconds(1 + random.nextInt(40_000));
  }

  /** One thing that somebody does; how many campaigns it was. */
  private int act(ThirtyDays world) {
    SandboxPhone phone = world.phone(random.nextInt(world.people()));
    String person = phone.address();
    switch (random.nextInt(40)) {
      case 0 -> {
        world.ledger.stops(person);
        phone.say(random.nextBoolean() ? "STOP" : "Unsubscribe!");
      }
      case 1 -> {
        if (world.ledger.isStopped(person)) {
          world.ledger.resumes(person);
          phone.allowOffers();
          phone.say("Start");
        }
      }
      case 2 -> {
        world.ledger.stops(person);
        phone.stopOffers();
      }
      case 3, 4, 5 -> {
        phone.allowOffers();
        world.ledger.resumes(person);
      }
      case 6, 7, 8, 9, 10 -> {
        if (!world.ledger.isStopped(person)) {
          world.consent(phone, Consent.Kind.GIVEN);
          world.ledger.agrees(person);
        }
      }
      case 11 -> {
        world.ledger.stops(person);
        world.consent(phone, Consent.Kind.WITHDRAWN);
      }
      case 12 -> {
        world.tellAll("campaign");
        return 1;
      }
      case 13 -> world.tellAll("invoice");
      case 14 -> world.tellAll("push");
      default -> phone.say(WORDS.get(random.nextInt(WORDS.size())));
    }
    return 0;
  }
}
