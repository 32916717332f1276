package io.botflow.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.Bill;
import io.botflow.message.Card;
import io.botflow.message.ChannelLimits;
import io.botflow.message.Commerce;
import io.botflow.message.FormRef;
import io.botflow.message.Header;
import io.botflow.message.MediaKind;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.message.Option;
import io.botflow.message.ProductSection;
import io.botflow.message.Section;
import io.botflow.message.TemplateComponent;
import io.botflow.message.TemplateComponent.ButtonKind;
import io.botflow.message.TemplateComponent.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    assertThat(WhatsAppLimits.forFlows()).isEqualTo(ChannelLimits.MESSENGER);
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

  @Test
  void nameWhatASaleBreaks() {
    ProductSection two = new ProductSection(null, List.of("a", "b"));
    assertThat(
            problems(
                new Commerce.Products(
                    null, null, null, "c", List.of(two, two), Commerce.ProductView.LIST)))
        .containsExactly(
            "body missing",
            "header missing",
            "sections[0].title missing",
            "sections[1].title missing");
    assertThat(
            problems(
                new Commerce.Products(
                    "b", "h", "f", "c", List.of(two), Commerce.ProductView.CARDS)))
        .containsExactly("header not_allowed", "footer not_allowed");
    assertThat(
            problems(
                new Commerce.Products(
                    null, null, null, "c", List.of(two), Commerce.ProductView.SINGLE)))
        .containsExactly("products too_many");
    Bill wrong = new Bill("INR", 5, List.of(new Bill.Item("a", "A", 0, 3, null)), null, null, null);
    assertThat(
            problems(
                new Commerce.OrderDetails(
                    "b", null, null, "r".repeat(36), Commerce.Goods.DIGITAL, wrong, Map.of())))
        .containsExactly(
            "reference too_long", "bill.items[0].quantity too_few", "bill.total not_allowed");
    assertThat(problems(new MessageContent.AddressRequest("b", "ZA", Map.of(), Map.of())))
        .containsExactly("country not_allowed");
  }

  @Test
  void nameWhatATemplateBreaks() {
    assertThat(
            problems(
                new MessageContent.Template(
                    "t",
                    "en",
                    List.of(
                        new TemplateComponent.BodyPart(
                            List.of(new Parameter(null, ""), new Parameter("n", "x".repeat(1025)))),
                        new TemplateComponent.ButtonPart(ButtonKind.COPY_CODE, 0, "c".repeat(16)),
                        new TemplateComponent.ButtonPart(ButtonKind.URL, 0, "u"),
                        new TemplateComponent.FormPart(10, null, Map.of()),
                        new TemplateComponent.HeaderPart(null, null),
                        new TemplateComponent.CarouselPart(
                            List.of(List.of(new TemplateComponent.CarouselPart(List.of()))))))))
        .containsExactly(
            "components[0].parameters[0].text missing",
            "components[0].parameters[1].text too_long",
            "components[0].parameters[1].name not_allowed",
            "components[1].value too_long",
            "components[2].index not_unique",
            "components[3].index not_allowed",
            "components[4].text missing",
            "components[5].cards[0].components[0].carousel not_allowed");
  }

  @Test
  void nameWhatReactionsFormsAndRecordingsBreak() {
    for (String emoji : List.of("\u2764", "1\uFE0F\u20E3", "\uD83D\uDC69\u200D\uD83D\uDC66", "")) {
      assertThat(problems(new MessageContent.Reaction("m", emoji))).as(emoji).isEmpty();
    }
    for (String text : List.of("x", "1", "ok", "\uD83D\uDC4D\uD83D\uDC4D")) {
      assertThat(problems(new MessageContent.Reaction("m", text)))
          .as(text)
          .containsExactly("emoji not_allowed");
    }
    FormRef form = FormRef.ofId("1");
    assertThat(
            problems(
                new MessageContent.Form(
                    "b",
                    "B",
                    form,
                    FormRef.Opens.ENDPOINT,
                    false,
                    null,
                    "S",
                    Map.of(),
                    null,
                    null)))
        .containsExactly("screen not_allowed");
    assertThat(
            problems(
                new MessageContent.Form(
                    "b",
                    "B",
                    form,
                    FormRef.Opens.SCREEN,
                    false,
                    null,
                    null,
                    Map.of("a", 1),
                    null,
                    null)))
        .containsExactly("screen missing");
    assertThat(
            problems(
                new MessageContent.Media(MediaKind.AUDIO, LINK, null, null, "audio/mpeg", true)))
        .containsExactly("voice not_allowed");
  }

  @Test
  void moveALongHeaderOrFooterIntoTheBody() {
    String long70 = "w".repeat(70);
    assertThat(
            WhatsAppLimits.fit(
                new MessageContent.Buttons(
                    "body", new Header.Words(long70), long70, options(1, 5))))
        .containsExactly(
            new MessageContent.Buttons(
                "*" + long70 + "*\n\nbody\n\n_" + long70 + "_", null, null, options(1, 5)));
  }

  @Test
  void writeALongLinkButtonAsALine() {
    assertThat(
            WhatsAppLimits.fit(
                new MessageContent.CallToAction(
                    "Read", "A button that is too long", "https://x.y", null, null)))
        .containsExactly(
            new MessageContent.Text("Read\n\nA button that is too long: https://x.y", true));
  }

  @Test
  void sendManyCardsInSeveralCarouselsAndAPictureAhead() {
    List<Card> cards = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      cards.add(new Card(MediaKind.IMAGE, LINK, null, "Buy", null, "r" + i));
    }
    List<MessageContent> messages = WhatsAppLimits.fit(new MessageContent.Cards("b", cards));
    assertThat(messages).hasSize(3);
    assertThat(messages.stream().flatMap(part -> ((MessageContent.Cards) part).cards().stream()))
        .containsExactlyElementsOf(cards);
    staysWithinTheLimits(new MessageContent.Cards("b", cards));
    MessageContent pictured =
        new MessageContent.Buttons(
            "b", new Header.Picture(MediaKind.IMAGE, LINK, null), null, options(4, 5));
    assertThat(WhatsAppLimits.fit(pictured))
        .extracting(MessageContent::typeName)
        .containsExactly("media", "list");
    staysWithinTheLimits(pictured);
  }
}
