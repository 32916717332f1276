package io.botflow.whatsapp.pricing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.botflow.message.ChannelUser;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PriceTableTest {
  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");
  private static final Instant BEFORE = Instant.parse("2026-09-30T23:59:59Z");
  private static final WindowState OPEN = WindowState.since(NOW.minus(Duration.ofHours(1)));
  private static final ChannelUser SIPHO = ChannelUser.ofPhone("27820000001");

  private final PriceTable table =
      PriceTable.read(
          """
          {"currency": "ZAR", "serviceChargedFrom": "2026-10-01",
           "freeServiceMessagesPerMonth": 1000, "freeEntryPointHours": 72,
           "markets": [
             {"market": "South Africa", "callingCodes": ["27"], "countries": ["ZA"],
              "rates": {"marketing": "0.70", "utility": "0.14", "authentication": "0.15",
                        "service": "0.14"}},
             {"market": "Other", "callingCodes": [], "countries": [],
              "rates": {"marketing": "1", "utility": "0.5", "authentication": "0.5",
                        "service": "0.5"}}]}
          """
              .getBytes(UTF_8));

  private CostForecast forecast(
      ChargeCategory category, WindowState window, long served, Instant at) {
    return table.forecast(new PlannedMessage(category, SIPHO, window, served), at);
  }

  private static CostForecast cost(ChargeCategory category, ChargeType type, String amount) {
    return new CostForecast.Cost(category, type, new BigDecimal(amount), "ZAR", "South Africa");
  }

  @Test
  void serviceMessagesAreFreeUpToThousandAMonthAndThenCharged() {
    assertThat(forecast(ChargeCategory.SERVICE, OPEN, 999, NOW))
        .isEqualTo(cost(ChargeCategory.SERVICE, ChargeType.FREE_CUSTOMER_SERVICE, "0"));
    assertThat(forecast(ChargeCategory.SERVICE, OPEN, 1000, NOW))
        .isEqualTo(cost(ChargeCategory.SERVICE, ChargeType.REGULAR, "0.14"));
    assertThat(forecast(ChargeCategory.SERVICE, WindowState.since(BEFORE), 5000, BEFORE))
        .isEqualTo(cost(ChargeCategory.SERVICE, ChargeType.FREE_CUSTOMER_SERVICE, "0"));
  }

  @Test
  void outsideTheWindowOnlyATemplateCanBeSent() {
    WindowState justOpen = WindowState.since(NOW.minus(Duration.ofDays(1)).plusMillis(1));
    WindowState justClosed = WindowState.since(NOW.minus(Duration.ofDays(1)));

    assertThat(forecast(ChargeCategory.SERVICE, justOpen, 0, NOW))
        .isInstanceOf(CostForecast.Cost.class);
    assertThat(forecast(ChargeCategory.SERVICE, justClosed, 0, NOW))
        .isEqualTo(new CostForecast.NeedsTemplate());
    assertThat(forecast(ChargeCategory.MARKETING, justClosed, 0, NOW))
        .isEqualTo(cost(ChargeCategory.MARKETING, ChargeType.REGULAR, "0.70"));
  }

  @Test
  void utilityWithinTheWindowIsChargedSinceOctober() {
    assertThat(forecast(ChargeCategory.UTILITY, OPEN, 0, NOW))
        .isEqualTo(cost(ChargeCategory.UTILITY, ChargeType.REGULAR, "0.14"));
    assertThat(forecast(ChargeCategory.UTILITY, WindowState.since(BEFORE), 0, BEFORE))
        .isEqualTo(cost(ChargeCategory.UTILITY, ChargeType.FREE_CUSTOMER_SERVICE, "0"));
    assertThat(forecast(ChargeCategory.UTILITY, WindowState.NONE, 0, BEFORE))
        .isEqualTo(cost(ChargeCategory.UTILITY, ChargeType.REGULAR, "0.14"));
  }

  @Test
  void everythingIsFreeFor72HoursAfterTheAnswerToAnAdvertisement() {
    WindowState last = new WindowState(NOW, NOW.minus(Duration.ofDays(3)).plusMillis(1));
    WindowState over = new WindowState(NOW, NOW.minus(Duration.ofDays(3)));

    assertThat(forecast(ChargeCategory.MARKETING, last, 5000, NOW))
        .isEqualTo(cost(ChargeCategory.MARKETING, ChargeType.FREE_ENTRY_POINT, "0"));
    assertThat(forecast(ChargeCategory.MARKETING, over, 5000, NOW))
        .isEqualTo(cost(ChargeCategory.MARKETING, ChargeType.REGULAR, "0.70"));
  }

  @Test
  void theMarketIsThatOfTheLongestCallingCodeElseOfTheUserId() {
    PriceTable example = PriceTable.example();

    assertThat(example.market(SIPHO)).isEqualTo("South Africa");
    assertThat(example.market(ChannelUser.ofPhone("12025550100"))).isEqualTo("North America");
    assertThat(example.market(ChannelUser.ofPhone("18095550100")))
        .isEqualTo("Rest of Latin America");
    assertThat(example.market(ChannelUser.ofPhone("999"))).isEqualTo("Other");
    assertThat(example.market(new ChannelUser("ZA.13491208655302741918", null, null, null)))
        .isEqualTo("South Africa");
    assertThat(example.market(new ChannelUser("odd", null, null, null))).isEqualTo("Other");
    assertThat(example.markets()).hasSizeGreaterThan(25).endsWith("Other");
  }

  @Test
  void aTableThatLacksARateIsRefusedWithItsPlace() {
    byte[] json =
        """
        {"currency": "ZAR", "serviceChargedFrom": "2026-10-01",
         "markets": [{"market": "Other", "rates": {"marketing": "1", "utility": "x"}}]}
        """
            .getBytes(UTF_8);

    assertThatThrownBy(() -> PriceTable.read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("markets/Other/rates/");
    assertThatThrownBy(() -> PriceTable.read("{".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void categoriesOfStatusesAreRead() {
    assertThat(ChargeCategory.of("marketing_lite")).contains(ChargeCategory.MARKETING);
    assertThat(ChargeCategory.of("SERVICE")).contains(ChargeCategory.SERVICE);
    assertThat(ChargeCategory.of("referral_conversion")).isEmpty();
  }
}
