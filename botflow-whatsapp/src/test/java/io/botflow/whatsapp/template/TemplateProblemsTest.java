package io.botflow.whatsapp.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.message.MediaKind;
import io.botflow.whatsapp.SharedSamples;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateProblemsTest {
  private static final TemplateBody BODY =
      TemplateBody.of("Hi {{1}}! Your order number is {{2}}. Thank you.", "Pablo", "860198");
  private static final MessageTemplate GOOD =
      MessageTemplate.of("order_confirmation", "en_US", TemplateCategory.UTILITY, BODY);

  private static List<String> certain(MessageTemplate template) {
    return TemplateProblems.of(template).stream()
        .filter(TemplateProblem::certain)
        .map(problem -> problem.part() + " " + problem.code())
        .toList();
  }

  private static MessageTemplate body(String text, String... examples) {
    return GOOD.withBody(TemplateBody.of(text, examples));
  }

  @Test
  void aGoodTemplateHasNone() {
    MessageTemplate whole =
        GOOD.withHeader(new TemplateHeader.Words("Order {{1}}", Map.of("1", "12")))
            .withFooter(new TemplateFooter("Lucky Shrub", null))
            .withButtons(
                new TemplateButton.QuickReply("Thanks"),
                new TemplateButton.QuickReply("Stop"),
                new TemplateButton.Url("Track", "https://example.com/{{1}}", "12"),
                new TemplateButton.Phone("Call", "+27820000001"));

    assertThat(TemplateProblems.of(GOOD)).isEmpty();
    assertThat(TemplateProblems.of(whole)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{1}} is your number, keep it well | body bad_variable",
        "Your number is {{1}} | body bad_variable",
        "You are {{1}} {{2}} to all of us here | body bad_variable",
        "You are {{1}} and {{3}} to all of us here | body bad_variable,body no_example"
      })
  void variablesStandBetweenWordsAndAreCounted(String text, String expected) {
    assertThat(String.join(",", certain(body(text, "a", "b")))).isEqualTo(expected);
  }

  @Test
  void everyVariableHasAnExample() {
    assertThat(certain(body("Hello {{1}} and {{2}} from us", "Ann")))
        .containsExactly("body no_example");
    assertThat(
            certain(
                GOOD.withHeader(new TemplateHeader.Words("Order {{1}}", Map.of()))
                    .withButtons(
                        new TemplateButton.Url("Go", "https://example.com/{{1}}", null),
                        new TemplateButton.CopyCode(""))))
        .containsExactly(
            "header no_example", "buttons[0].url no_example", "buttons[1].example no_example");
    assertThat(certain(GOOD.withHeader(new TemplateHeader.Media(MediaKind.IMAGE, null))))
        .containsExactly("header no_example");
  }

  @Test
  void namesHaveTheirForm() {
    MessageTemplate named =
        MessageTemplate.of(
            "Order Confirmation",
            "english",
            TemplateCategory.UTILITY,
            new TemplateBody(
                "Hi {{first_name}}, we have {{Item 2}} for you.",
                Map.of("first_name", "Ann", "Item 2", "roses"),
                false));

    assertThat(named.format()).isEqualTo(ParameterFormat.NAMED);
    assertThat(certain(named))
        .containsExactly("name not_allowed", "language not_allowed", "body bad_variable");
  }

  @Test
  void lengthsAndFormsAreKept() {
    MessageTemplate long61 =
        GOOD.withHeader(new TemplateHeader.Words("x".repeat(61), Map.of()))
            .withBody(TemplateBody.of("x".repeat(1025)))
            .withFooter(new TemplateFooter("x".repeat(61), null))
            .withButtons(new TemplateButton.QuickReply("x".repeat(26)));

    assertThat(certain(long61))
        .containsExactly(
            "header too_long", "body too_long", "footer too_long", "buttons[0].text too_long");
    assertThat(TemplateProblems.of(long61))
        .allMatch(problem -> problem.subcode() == TemplateRefusals.TOO_LONG);
    assertThat(certain(GOOD.withHeader(new TemplateHeader.Words("Two\nlines", Map.of()))))
        .containsExactly("header not_allowed");
    assertThat(certain(GOOD.withHeader(new TemplateHeader.Words("Hooray \uD83C\uDF89", Map.of()))))
        .containsExactly("header not_allowed");
    assertThat(certain(GOOD.withFooter(new TemplateFooter("For {{1}} only", null))))
        .containsExactly("footer not_allowed");
  }

  @Test
  void buttonsAreBoundedAndGrouped() {
    TemplateButton quick = new TemplateButton.QuickReply("Yes");
    TemplateButton url = new TemplateButton.Url("Go", "https://example.com", null);
    TemplateButton phone = new TemplateButton.Phone("Call", "+27820000001");

    assertThat(certain(GOOD.withButtons(url, url, url))).containsExactly("buttons too_many");
    assertThat(certain(GOOD.withButtons(phone, phone))).containsExactly("buttons too_many");
    assertThat(certain(GOOD.withButtons(quick, url, quick))).containsExactly("buttons not_allowed");
    assertThat(certain(GOOD.withButtons(url, quick, phone))).containsExactly("buttons not_allowed");
    assertThat(certain(GOOD.withButtons(url, phone, quick))).isEmpty();
    TemplateButton[] eleven = new TemplateButton[11];
    java.util.Arrays.fill(eleven, quick);
    assertThat(certain(GOOD.withButtons(eleven))).containsExactly("buttons too_many");
    assertThat(
            certain(
                GOOD.withButtons(new TemplateButton.Url("Go", "https://example.com/{{1}}/x", "1"))))
        .containsExactly("buttons[0].url bad_variable");
  }

  @Test
  void authenticationLeavesItsTextsToMeta() {
    assertThat(certain(GOOD.withCategory(TemplateCategory.AUTHENTICATION)))
        .containsExactly("body not_allowed", "buttons not_allowed");
  }

  @Test
  void cardsAreAlikeAndOffersAreForMarketing() {
    TemplateCard image =
        new TemplateCard(
            new TemplateHeader.Media(MediaKind.IMAGE, "4::a"),
            TemplateBody.of("Roses"),
            List.of(new TemplateButton.QuickReply("More")));
    TemplateCard video =
        new TemplateCard(
            new TemplateHeader.Media(MediaKind.VIDEO, "4::b"),
            TemplateBody.of("Tulips"),
            List.of());

    assertThat(certain(GOOD.withCards(image, image))).isEmpty();
    assertThat(certain(GOOD.withCards(image))).containsExactly("cards too_few");
    assertThat(certain(GOOD.withCards(image, video))).containsExactly("cards[1] not_allowed");
    assertThat(
            certain(
                GOOD.withFooter(new TemplateFooter("Small", null))
                    .withOffer(new LimitedTimeOffer("More than 16 letters", true))))
        .containsExactly("offer not_allowed", "offer not_allowed", "offer.text too_long");
  }

  @Test
  void fewWordsAroundVariablesAreALikelyRefusalOnly() {
    MessageTemplate few = body("Hi {{1}} there", "Ann");

    assertThat(TemplateProblems.of(few))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.certain()).isFalse();
              assertThat(problem.subcode()).isEqualTo(TemplateRefusals.TOO_MANY_VARIABLES);
            });
  }

  /** Every creation body of the collection is read, found good, and written as it was. */
  @TestFactory
  Stream<DynamicTest> templatesOfOthersPass() {
    return SharedSamples.tests(
        () ->
            SharedSamples.table("fixtures/index.tsv").stream()
                .filter(row -> row.get(4).startsWith("template_create"))
                .map(row -> row.get(0))
                // Several languages at once are another call.
                .filter(file -> SharedSamples.json("fixtures/" + file).has("language"))
                .map(
                    file ->
                        DynamicTest.dynamicTest(
                            file, () -> passes(file, SharedSamples.json("fixtures/" + file)))));
  }

  private static void passes(String file, JsonNode body) {
    MessageTemplate template = TemplateReader.content(body);
    if (body.path("components").isEmpty()) {
      return;
    }
    if (file.contains("/metaspec__") || file.contains("/metadocs__")) {
      // Meta's own examples keep Meta's rules, except that some have a placeholder for a name.
      List<String> expected =
          template.name().startsWith("<") ? List.of("name not_allowed") : List.of();
      assertThat(certain(template)).isEqualTo(expected);
    }
    // Read again from what is written, nothing is lost.
    MessageTemplate again = TemplateReader.content(TemplateJson.create(template));
    assertThat(again).isEqualTo(template);
    assertThat(TemplateJson.create(template).path("components").size())
        .isEqualTo(body.path("components").size());
  }
}
