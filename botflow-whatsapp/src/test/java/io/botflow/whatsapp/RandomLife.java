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

/** What people and a business do at random, and what has to hold of it. */
public final class RandomLife {
  private static final List<String> WORDS =
      List.of(
          "hello", "order please", "I will think about it later", "tell me everything", "thanks");

  private final long seed;
  private final Random random;

  /** A life that is the same for the same seed. */
  public RandomLife(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  /** Lives so long, and then nothing forbidden has left, and the forecast is the bill. */
  public void live(ThirtyDays world, Duration length) throws Exception {
    Instant end = world.clock.instant().plus(length);
    int steps = 0;
    int campaigns = 0;
    while (world.clock.instant().isBefore(end)) {
      world.advance(jump());
      world.settle();
      campaigns += act(world);
      world.settle();
      steps++;
    }
    JsonNode bill = world.bill();
    System.out.printf(
        "%d days, seed %d: %d steps, %d campaigns, %d accepted, %d failed later, %d offers, %s, refused"
            + " by the network %s, forecast %s, bill %s %s%n",
        length.toDays(),
        seed,
        steps,
        campaigns,
        world.sandbox.acceptedCount(),
        world.costs.failures(),
        world.ledger.offers(),
        new TreeMap<>(world.costs.results()),
        world.sandbox.refusedByCode(),
        world.costs.total(),
        bill.path("total").asText(),
        bill.path("counts"));

    assertThat(world.sandbox.refusedByCode()).as("refused by the network, by code").isEmpty();
    assertThat(world.ledger.violations()).isEmpty();
    assertThat(world.costs.total())
        .isEqualByComparingTo(new BigDecimal(bill.path("total").asText()));
    // The days were worth it: every rule was met.
    assertThat(world.costs.results())
        .containsKeys(
            "accepted service",
            "accepted utility",
            "accepted marketing",
            "withheld window_closed",
            "withheld 131047",
            "retry 131000",
            "retry 131056",
            "rejected opted_out",
            "rejected no_opt_in")
        .doesNotContainKeys("unknown");
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
