package io.botflow.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelUser;
import io.botflow.message.Consent;
import io.botflow.message.Fallback;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.message.Purpose;
import io.botflow.message.Terms;
import io.botflow.spi.Clearance.Cleared;
import io.botflow.spi.Clearance.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClearanceTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final MessageContent.Text WORDS = new MessageContent.Text("Your order is here.");
  private static final MessageContent.Template TEMPLATE =
      new MessageContent.Template("shipped", "en", List.of());

  /** A channel with WhatsApp's window, which knows of templates what a test says. */
  private record Network(@Nullable Duration window, @Nullable Purpose known) implements Channel {
    @Override
    public String name() {
      return "network";
    }

    @Override
    public SendResult send(Sending sending) {
      throw new AssertionError("nothing is sent here");
    }

    @Override
    public ChannelRules rules() {
      return new ChannelRules(window);
    }

    @Override
    public @Nullable Purpose purpose(ChannelAddress from, MessageContent.Template template) {
      return known;
    }
  }

  private static final Network DAY = new Network(Duration.ofDays(1), null);

  private static Sending sending(MessageContent content, Terms terms, Relation relation) {
    UUID id = new UUID(1, 2);
    return new Sending(
        id,
        id,
        id,
        id,
        new ChannelAddress("network", "1"),
        ChannelUser.ofPhone("27820000001"),
        new OutboundMessage(content).withTerms(terms),
        1,
        1,
        relation,
        Lease.from(NOW, Duration.ofSeconds(30)));
  }

  private static Relation heard(Duration ago, Consent.Standing consent) {
    return new Relation(NOW.minus(ago), consent, false, null);
  }

  private static String code(Clearance clearance) {
    return switch (clearance) {
      case Cleared cleared -> "goes as " + cleared.purpose();
      case Refused refused ->
          switch (refused.result()) {
            case SendResult.Rejected rejected -> rejected.problem().code();
            case SendResult.Withheld withheld -> withheld.problem().code();
            default -> "another result";
          };
    };
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, goes as SERVICE",
    "PT23H59M, goes as SERVICE",
    "PT24H, window_closed",
    "PT24H1S, window_closed",
    "PT8760H, window_closed",
  })
  void theWindowIsCountedToTheMomentOfSending(Duration ago, String outcome) {
    Sending sending = sending(WORDS, Terms.NONE, heard(ago, Consent.Standing.NONE));

    assertThat(code(Clearance.of(sending, DAY))).isEqualTo(outcome);
  }

  @Test
  void whoNeverWroteGetsTemplatesOnlyAndAChannelWithoutAWindowTakesAnything() {
    Relation never = new Relation(null, Consent.Standing.NONE, false, null);

    assertThat(code(Clearance.of(sending(WORDS, Terms.NONE, never), DAY)))
        .isEqualTo("window_closed");
    assertThat(code(Clearance.of(sending(TEMPLATE, Terms.of(Purpose.UTILITY), never), DAY)))
        .isEqualTo("goes as UTILITY");
    assertThat(code(Clearance.of(sending(WORDS, Terms.NONE, never), new Network(null, null))))
        .isEqualTo("goes as SERVICE");
  }

  /** Known by the network, said by the author, agreed, stopped, what becomes of a template. */
  @ParameterizedTest
  @CsvSource({
    "MARKETING, , true, false, goes as MARKETING",
    "MARKETING, , false, false, no_opt_in",
    "MARKETING, , true, true, opted_out",
    "MARKETING, UTILITY, false, false, no_opt_in",
    "UTILITY, , false, true, goes as UTILITY",
    "UTILITY, MARKETING, true, true, opted_out",
    "AUTHENTICATION, , false, true, goes as AUTHENTICATION",
    ", UTILITY, false, true, goes as UTILITY",
    ", , false, false, no_opt_in",
    ", , true, false, goes as MARKETING",
  })
  void offersGoToWhoAgreedAndDidNotStopThem(
      @Nullable Purpose known,
      @Nullable Purpose said,
      boolean agreed,
      boolean stopped,
      String outcome) {
    Consent.Standing consent = new Consent.Standing(agreed, stopped, NOW);
    Sending sending = sending(TEMPLATE, Terms.of(said), heard(Duration.ofDays(9), consent));

    assertThat(code(Clearance.of(sending, new Network(Duration.ofDays(1), known))))
        .isEqualTo(outcome);
  }

  @Test
  void aFreeMessageThatIsAnOfferIsOneToo() {
    Relation stopped = heard(Duration.ofMinutes(1), new Consent.Standing(true, true, NOW));

    assertThat(code(Clearance.of(sending(WORDS, Terms.of(Purpose.MARKETING), stopped), DAY)))
        .isEqualTo("opted_out");
    assertThat(code(Clearance.of(sending(WORDS, Terms.NONE, stopped), DAY)))
        .isEqualTo("goes as SERVICE");
  }

  @Test
  void theNodesTemplateGoesInItsPlaceAndAskedAgainNothingChanges() {
    Terms terms = Terms.NONE.withFallback(new Fallback(TEMPLATE, Purpose.UTILITY, false));
    Sending sending = sending(WORDS, terms, heard(Duration.ofDays(2), Consent.Standing.NONE));

    Clearance first = Clearance.of(sending, DAY);

    assertThat(first).isInstanceOf(Cleared.class);
    Sending leaving = ((Cleared) first).sending();
    assertThat(leaving.message().content()).isEqualTo(TEMPLATE);
    assertThat(leaving.asksBack()).isFalse();
    assertThat(Clearance.of(leaving, DAY)).isEqualTo(first);
  }

  @Test
  void theBotsDefaultGoesOnceUntilTheCustomerWrites() {
    Terms terms = Terms.NONE.withFallback(new Fallback(TEMPLATE, Purpose.UTILITY, true));
    Instant wrote = NOW.minus(Duration.ofDays(3));
    Relation fresh = new Relation(wrote, Consent.Standing.NONE, false, wrote.minusSeconds(60));
    Relation asked = new Relation(wrote, Consent.Standing.NONE, false, wrote.plusSeconds(60));

    Clearance first = Clearance.of(sending(WORDS, terms, fresh), DAY);

    assertThat(((Cleared) first).sending().asksBack()).isTrue();
    assertThat(code(Clearance.of(sending(WORDS, terms, asked), DAY))).isEqualTo("window_closed");
  }

  @Test
  void aTemplateThatMayNotGoLeavesTheMessageWithheldAndSaysWhy() {
    Terms terms = Terms.NONE.withFallback(new Fallback(TEMPLATE, Purpose.MARKETING, false));

    Clearance clearance =
        Clearance.of(sending(WORDS, terms, heard(Duration.ofDays(2), Consent.Standing.NONE)), DAY);

    assertThat(((Refused) clearance).result())
        .isInstanceOfSatisfying(
            SendResult.Withheld.class,
            withheld ->
                assertThat(withheld.problem().details())
                    .contains("24 hours", "no agreement", "7 days"));
  }

  @Test
  void theLineThatAMachineAnswersGoesBeforeTheWordsUntilItWasTaken() {
    Terms terms = Terms.NONE.withDisclosure("A machine answers.");
    Relation open = heard(Duration.ofMinutes(1), Consent.Standing.NONE);
    Relation told = new Relation(NOW, Consent.Standing.NONE, true, null);

    Clearance first = Clearance.of(sending(WORDS, terms, open), DAY);
    Clearance later = Clearance.of(sending(WORDS, terms, told), DAY);

    Sending telling = ((Cleared) first).sending();
    assertThat(telling.message().content())
        .isEqualTo(new MessageContent.Text("A machine answers.\n\nYour order is here."));
    assertThat(telling.discloses()).isTrue();
    assertThat(Clearance.of(telling, DAY)).isEqualTo(first);
    assertThat(((Cleared) later).sending().message().content()).isEqualTo(WORDS);
    assertThat(((Cleared) later).sending().discloses()).isFalse();
  }
}
