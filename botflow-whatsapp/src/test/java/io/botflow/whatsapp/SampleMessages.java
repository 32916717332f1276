package io.botflow.whatsapp;

import io.botflow.message.Card;
import io.botflow.message.ContactCard;
import io.botflow.message.Header;
import io.botflow.message.MediaKind;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.message.Option;
import io.botflow.message.Section;
import io.botflow.message.TemplateComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One or more messages of every kind that can be sent, at the edge of their limits. */
final class SampleMessages {
  private static final MediaSource LINK = new MediaSource.Link("https://example.com/a.png");
  private static final MediaSource STORED = new MediaSource.Stored("123", null, null);
  private static final Header PICTURE = new Header.Picture(MediaKind.IMAGE, LINK, null);
  private static final Header WORDS = new Header.Words("h".repeat(60));
  private static final String BODY = "b".repeat(1024);
  private static final String FOOTER = "f".repeat(60);
  private static final String TITLE = "t".repeat(20);

  private SampleMessages() {}

  static List<MessageContent> all() {
    List<MessageContent> all = new ArrayList<>();
    all.add(new MessageContent.Text("x".repeat(4096)));
    all.add(new MessageContent.Text("Grüße \uD83D\uDC4B"));
    for (MediaKind kind : MediaKind.values()) {
      boolean caption = kind != MediaKind.AUDIO && kind != MediaKind.STICKER;
      String words = caption ? "c".repeat(1024) : null;
      all.add(new MessageContent.Media(kind, LINK, words, "name.pdf", null, true));
      all.add(new MessageContent.Media(kind, STORED, null, null, "a/b", false));
    }
    all.add(new MessageContent.Location(-33.9, 18.4, "Cape Town", "Long Street"));
    all.add(new MessageContent.Location(0, 0, null, null));
    all.add(new MessageContent.LocationRequest(BODY));
    all.add(
        new MessageContent.Contacts(
            List.of(
                new ContactCard("Ann", null, null, null, List.of(), List.of()),
                new ContactCard(
                    "Ann Lee", "Ann", "Lee", "Bakery", List.of("+27 1"), List.of("a@b.c")))));
    all.add(new MessageContent.Reaction("wamid.1", "\uD83D\uDC4D"));
    all.add(new MessageContent.Reaction("wamid.1", ""));
    interactive(all);
    templates(all);
    return all;
  }

  private static void interactive(List<MessageContent> all) {
    List<Option> three =
        List.of(
            new Option("i".repeat(256), TITLE),
            new Option("2", "B"),
            new Option("3", "C", "never shown on a button"));
    all.add(new MessageContent.Buttons(BODY, null, null, three));
    all.add(new MessageContent.Buttons(BODY, WORDS, FOOTER, three));
    all.add(new MessageContent.Buttons(BODY, PICTURE, null, List.of(new Option("1", "A"))));
    List<Option> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rows.add(new Option(i + "r".repeat(199), "t".repeat(24), "d".repeat(72)));
    }
    all.add(
        new MessageContent.ListMenu(
            BODY, TITLE, "h".repeat(60), FOOTER, List.of(new Section(null, rows))));
    all.add(
        new MessageContent.ListMenu(
            BODY,
            TITLE,
            null,
            null,
            List.of(
                new Section("s".repeat(24), rows.subList(0, 4)),
                new Section("Other", rows.subList(4, 10)))));
    all.add(new MessageContent.CallToAction(BODY, TITLE, "https://example.com", PICTURE, FOOTER));
    all.add(
        new MessageContent.Form(BODY, TITLE, "1", "token", "START", Map.of("a", 1), WORDS, FOOTER));
    all.add(new MessageContent.Form(BODY, TITLE, "1", null, null, Map.of(), null, null));
    List<Card> links = new ArrayList<>();
    List<Card> replies = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      links.add(
          new Card(MediaKind.IMAGE, LINK, "c".repeat(160), TITLE, "https://example.com", null));
      replies.add(new Card(MediaKind.VIDEO, STORED, null, TITLE, null, "reply-" + i));
    }
    all.add(new MessageContent.Cards(BODY, links));
    all.add(new MessageContent.Cards(BODY, replies.subList(0, 2)));
  }

  private static void templates(List<MessageContent> all) {
    all.add(new MessageContent.Template("hello", "en", List.of()));
    all.add(
        new MessageContent.Template(
            "order_ready",
            "en_US",
            List.of(
                new TemplateComponent.HeaderPart(
                    null, new Header.Picture(MediaKind.DOCUMENT, LINK, "bill.pdf")),
                new TemplateComponent.BodyPart(
                    List.of(
                        new TemplateComponent.Parameter(null, "Ann"),
                        new TemplateComponent.Parameter("order", "7"))),
                new TemplateComponent.ButtonPart(TemplateComponent.ButtonKind.URL, 0, "id/7"),
                new TemplateComponent.ButtonPart(
                    TemplateComponent.ButtonKind.QUICK_REPLY, 1, "cancel"),
                new TemplateComponent.ButtonPart(
                    TemplateComponent.ButtonKind.COPY_CODE, 2, "SALE"))));
    all.add(
        new MessageContent.Template(
            "greeting", "nl", List.of(new TemplateComponent.HeaderPart("Ann", null))));
  }
}
