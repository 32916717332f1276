package io.botflow.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.Card;
import io.botflow.message.ChannelLimits;
import io.botflow.message.Header;
import io.botflow.message.MediaKind;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.message.Option;
import io.botflow.message.Section;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhatsAppLimitsTest {
  private static final MediaSource LINK = new MediaSource.Link("https://example.com/a");

  private static List<Option> options(int count, int titleLength) {
    List<Option> options = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      options.add(new Option("id" + i, i + "t".repeat(titleLength - 1)));
    }
    return options;
  }

  private static List<String> problems(MessageContent content) {
    return WhatsAppLimits.check(content).stream()
        .map(problem -> problem.part() + " " + problem.code())
        .toList();
  }

  private static void staysWithinTheLimits(MessageContent content) {
    assertThat(WhatsAppLimits.fit(content))
        .allSatisfy(part -> assertThat(problems(part)).isEmpty());
  }

  @Test
  void areThoseThatFlowAnalysisUses() {
    assertThat(WhatsAppLimits.forFlows()).isEqualTo(ChannelLimits.WHATSAPP);
  }

  @Test
  void allowWhatIsAtTheirEdge() {
    assertThat(SampleMessages.all()).allSatisfy(part -> assertThat(problems(part)).isEmpty());
    assertThat(SampleMessages.all())
        .allSatisfy(part -> assertThat(WhatsAppLimits.fit(part)).containsExactly(part));
  }

  @Test
  void nameEachPartThatBreaksThem() {
    assertThat(problems(new MessageContent.Text("x".repeat(4097))))
        .containsExactly("body too_long");
    assertThat(problems(new MessageContent.Text(" "))).containsExactly("body missing");
    assertThat(
            problems(
                new MessageContent.Buttons(
                    "b",
                    new Header.Words("h".repeat(61)),
                    "f".repeat(61),
                    List.of(
                        new Option(" 1", "x".repeat(21)),
                        new Option("2", "A"),
                        new Option("2", "A"),
                        new Option("4", "B")))))
        .containsExactly(
            "footer too_long",
            "header too_long",
            "options too_many",
            "options[0].id not_allowed",
            "options[0].title too_long",
            "options[2].id not_unique",
            "options[2].title not_unique");
    assertThat(
            problems(
                new MessageContent.ListMenu(
                    "b",
                    "Choose",
                    null,
                    null,
                    List.of(new Section(null, options(6, 3)), new Section("Two", options(5, 3))))))
        .contains(
            "rows too_many", "sections[0].title missing", "sections[1].rows[0].id not_unique");
    assertThat(
            problems(
                new MessageContent.Cards(
                    "b",
                    List.of(new Card(MediaKind.IMAGE, LINK, "a\nb\nc\nd", "Go", "ftp://x", null)))))
        .containsExactly(
            "cards too_few", "cards[0].text line breaks too_many", "cards[0].url not_allowed");
    assertThat(problems(new MessageContent.Location(91, 0, null, null))).isNotEmpty();
    assertThat(problems(new MessageContent.Location(Double.NaN, 0, null, null))).isNotEmpty();
    assertThat(problems(new MessageContent.Tap("1", "x"))).containsExactly("content not_allowed");
  }

  @Test
  void sayWhatIsAllowed() {
    LimitProblem problem = WhatsAppLimits.check(new MessageContent.Text("x".repeat(5000))).get(0);
    assertThat(problem.text()).isEqualTo("body: too long, 5000 where 4096 is the limit");
  }

  @Test
  void turnButtonsIntoAListWhereTheyAreTooManyOrTooLong() {
    MessageContent four = new MessageContent.Buttons("b", null, "foot", options(4, 10));
    assertThat(WhatsAppLimits.fit(four))
        .singleElement()
        .isInstanceOfSatisfying(
            MessageContent.ListMenu.class,
            list -> {
              assertThat(list.sections().get(0).rows()).hasSize(4);
              assertThat(list.footer()).isEqualTo("foot");
            });
    assertThat(WhatsAppLimits.fit(new MessageContent.Buttons("b", null, null, options(2, 24))))
        .singleElement()
        .isInstanceOf(MessageContent.ListMenu.class);
    staysWithinTheLimits(four);
  }

  @Test
  void turnAListIntoNumberedTextWhereItIsTooLong() {
    MessageContent.ListMenu list =
        new MessageContent.ListMenu(
            "Which city?",
            "Choose",
            "Cities",
            "Reply with the number",
            List.of(
                new Section("North", options(6, 5)),
                new Section("South", List.of(new Option("x", "Cape Town", "by the sea")))));
    assertThat(WhatsAppLimits.fit(list)).containsExactly(list);
    MessageContent.ListMenu longer =
        new MessageContent.ListMenu(
            list.body(),
            list.button(),
            list.header(),
            list.footer(),
            List.of(list.sections().get(1), new Section("North", options(10, 2))));
    assertThat(WhatsAppLimits.fit(longer))
        .containsExactly(
            new MessageContent.Text(
                "*Cities*\n\nWhich city?\n\n*South*\n1. Cape Town - by the sea\n*North*\n2. 0t\n3. 1t"
                    + "\n4. 2t\n5. 3t\n6. 4t\n7. 5t\n8. 6t\n9. 7t\n10. 8t\n11. 9t\n\n"
                    + "_Reply with the number_"));
    staysWithinTheLimits(new MessageContent.Buttons("b", null, null, options(3, 60)));
  }

  @Test
  void splitLongTextsWhereAReaderWouldPause() {
    String paragraph = "A sentence of some length. ".repeat(60).strip();
    String text = String.join("\n\n", List.of(paragraph, paragraph, paragraph, paragraph));
    List<MessageContent> parts = WhatsAppLimits.fit(new MessageContent.Text(text));
    assertThat(parts)
        .containsExactly(
            new MessageContent.Text(paragraph + "\n\n" + paragraph),
            new MessageContent.Text(paragraph + "\n\n" + paragraph));
    staysWithinTheLimits(new MessageContent.Text("x".repeat(10_000)));
    MessageContent emoji = new MessageContent.Text("x" + "\uD83D\uDC4B".repeat(3000));
    assertThat(WhatsAppLimits.fit(emoji))
        .allSatisfy(
            part ->
                assertThat(((MessageContent.Text) part).body())
                    .doesNotEndWith("\uD83D")
                    .doesNotStartWith("\uDC4B"));
    staysWithinTheLimits(emoji);
  }

  @Test
  void sendTheRestOfALongBodyOrCaptionAsText() {
    String body = "word ".repeat(300).strip();
    MessageContent buttons = new MessageContent.Buttons(body, null, null, options(2, 5));
    assertThat(WhatsAppLimits.fit(buttons))
        .hasSize(2)
        .last()
        .isInstanceOf(MessageContent.Buttons.class);
    staysWithinTheLimits(buttons);
    MessageContent picture =
        new MessageContent.Media(MediaKind.IMAGE, LINK, body, null, null, false);
    assertThat(WhatsAppLimits.fit(picture))
        .hasSize(2)
        .last()
        .isEqualTo(new MessageContent.Text(body));
    staysWithinTheLimits(picture);
    staysWithinTheLimits(
        new MessageContent.Media(MediaKind.AUDIO, LINK, "listen", null, null, true));
  }
}
