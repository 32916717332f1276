package io.botflow.whatsapp;

import io.botflow.message.Card;
import io.botflow.message.ContactCard;
import io.botflow.message.Header;
import io.botflow.message.MediaKind;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.message.Option;
import io.botflow.message.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the problems of one message. One instance per message, one thread. */
final class LimitCheck {
  private final List<LimitProblem> problems = new ArrayList<>();

  static List<LimitProblem> of(MessageContent content) {
    LimitCheck check = new LimitCheck();
    check.content(content);
    return List.copyOf(check.problems);
  }

  private void content(MessageContent content) {
    switch (content) {
      case MessageContent.Text text -> length("body", text.body(), 1, WhatsAppLimits.TEXT_LENGTH);
      case MessageContent.Media media -> media(media);
      case MessageContent.Location location -> location(location);
      case MessageContent.Contacts contacts -> contacts(contacts);
      case MessageContent.Template template -> length("name", template.name(), 1, 512);
      case MessageContent.Reaction reaction ->
          length("messageId", reaction.messageId(), 1, WhatsAppLimits.MESSAGE_ID_LENGTH);
      case MessageContent.Buttons buttons -> {
        frame(buttons.body(), buttons.header(), buttons.footer());
        buttons(buttons.options());
      }
      case MessageContent.ListMenu list -> list(list);
      case MessageContent.CallToAction action -> {
        frame(action.body(), action.header(), action.footer());
        length("button", action.button(), 1, WhatsAppLimits.BUTTON_TITLE_LENGTH);
        link("url", action.url());
      }
      case MessageContent.LocationRequest request -> frame(request.body(), null, null);
      case MessageContent.Form form -> {
        frame(form.body(), form.header(), form.footer());
        length("button", form.button(), 1, WhatsAppLimits.FORM_BUTTON_LENGTH);
      }
      case MessageContent.Cards cards -> cards(cards);
      case MessageContent.Tap ignored -> notAllowed("content");
      case MessageContent.FormReply ignored -> notAllowed("content");
      case MessageContent.Order ignored -> notAllowed("content");
      case MessageContent.Unsupported ignored -> notAllowed("content");
    }
  }

  private void media(MessageContent.Media media) {
    source("source", media.source());
    if (media.caption() != null) {
      if (media.kind() == MediaKind.AUDIO || media.kind() == MediaKind.STICKER) {
        notAllowed("caption");
      } else {
        length("caption", media.caption(), 0, WhatsAppLimits.CAPTION_LENGTH);
      }
    }
  }

  private void location(MessageContent.Location location) {
    if (!(Math.abs(location.latitude()) <= 90 && Math.abs(location.longitude()) <= 180)) {
      notAllowed("latitude, longitude");
    }
  }

  private void contacts(MessageContent.Contacts contacts) {
    count("cards", contacts.cards().size(), 1, WhatsAppLimits.CONTACTS_PER_MESSAGE);
    for (ContactCard card : contacts.cards()) {
      if (card.formattedName().isBlank()) {
        missing("cards.formattedName");
      }
    }
  }

  private void buttons(List<Option> options) {
    count("options", options.size(), 1, WhatsAppLimits.BUTTONS);
    Set<String> ids = new HashSet<>();
    Set<String> titles = new HashSet<>();
    for (int i = 0; i < options.size(); i++) {
      Option option = options.get(i);
      String part = "options[" + i + "].";
      length(part + "id", option.id(), 1, WhatsAppLimits.BUTTON_ID_LENGTH);
      if (!option.id().equals(option.id().strip())) {
        notAllowed(part + "id");
      }
      length(part + "title", option.title(), 1, WhatsAppLimits.BUTTON_TITLE_LENGTH);
      unique(part + "id", ids, option.id());
      unique(part + "title", titles, option.title());
    }
  }

  private void list(MessageContent.ListMenu list) {
    frame(
        list.body(), list.header() == null ? null : new Header.Words(list.header()), list.footer());
    length("button", list.button(), 1, WhatsAppLimits.BUTTON_TITLE_LENGTH);
    count("sections", list.sections().size(), 1, WhatsAppLimits.LIST_SECTIONS);
    int rows = list.sections().stream().mapToInt(section -> section.rows().size()).sum();
    count("rows", rows, 1, WhatsAppLimits.LIST_ROWS);
    Set<String> ids = new HashSet<>();
    for (int s = 0; s < list.sections().size(); s++) {
      Section section = list.sections().get(s);
      String part = "sections[" + s + "].";
      if (section.title() != null) {
        length(part + "title", section.title(), 0, WhatsAppLimits.SECTION_TITLE_LENGTH);
      }
      if (list.sections().size() > 1 && (section.title() == null || section.title().isBlank())) {
        missing(part + "title");
      }
      if (section.rows().isEmpty()) {
        count(part + "rows", 0, 1, WhatsAppLimits.LIST_ROWS);
      }
      for (int r = 0; r < section.rows().size(); r++) {
        row(part + "rows[" + r + "].", section.rows().get(r), ids);
      }
    }
  }

  private void row(String part, Option row, Set<String> ids) {
    length(part + "id", row.id(), 1, WhatsAppLimits.ROW_ID_LENGTH);
    length(part + "title", row.title(), 1, WhatsAppLimits.ROW_TITLE_LENGTH);
    if (row.description() != null) {
      length(part + "description", row.description(), 0, WhatsAppLimits.ROW_DESCRIPTION_LENGTH);
    }
    unique(part + "id", ids, row.id());
  }

  private void cards(MessageContent.Cards cards) {
    frame(cards.body(), null, null);
    count("cards", cards.cards().size(), WhatsAppLimits.CARDS_MIN, WhatsAppLimits.CARDS_MAX);
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < cards.cards().size(); i++) {
      Card card = cards.cards().get(i);
      Card first = cards.cards().get(0);
      String part = "cards[" + i + "].";
      boolean alike = card.kind() == first.kind() && (card.url() == null) == (first.url() == null);
      if (!alike || (card.kind() != MediaKind.IMAGE && card.kind() != MediaKind.VIDEO)) {
        notAllowed(part + "kind");
      }
      source(part + "media", card.media());
      length(part + "button", card.button(), 1, WhatsAppLimits.BUTTON_TITLE_LENGTH);
      if (card.text() != null) {
        length(part + "text", card.text(), 1, WhatsAppLimits.CARD_BODY_LENGTH);
        int breaks = (int) card.text().chars().filter(c -> c == '\n').count();
        count(part + "text line breaks", breaks, 0, WhatsAppLimits.CARD_LINE_BREAKS);
      }
      if (card.url() != null) {
        link(part + "url", card.url());
      } else if (card.replyId() != null) {
        length(part + "replyId", card.replyId(), 1, WhatsAppLimits.BUTTON_ID_LENGTH);
        unique(part + "replyId", ids, card.replyId());
      }
    }
  }

  private void frame(String body, @Nullable Header header, @Nullable String footer) {
    length("body", body, 1, WhatsAppLimits.BODY_LENGTH);
    if (footer != null) {
      length("footer", footer, 1, WhatsAppLimits.FOOTER_LENGTH);
    }
    switch (header) {
      case Header.Words words -> length("header", words.text(), 1, WhatsAppLimits.HEADER_LENGTH);
      case Header.Picture picture -> {
        source("header.source", picture.source());
        if (picture.kind() == MediaKind.AUDIO || picture.kind() == MediaKind.STICKER) {
          notAllowed("header.kind");
        }
      }
      case null -> {
        // No header has no limits.
      }
    }
  }

  private void source(String part, MediaSource source) {
    switch (source) {
      case MediaSource.Link link -> link(part, link.url());
      case MediaSource.Stored stored -> {
        if (stored.id().isBlank()) {
          missing(part);
        }
      }
    }
  }

  private void link(String part, String url) {
    if (!url.startsWith("http://") && !url.startsWith("https://")) {
      notAllowed(part);
    }
  }

  private void length(String part, String text, int min, int max) {
    if (text.length() > max) {
      problems.add(new LimitProblem(part, "too_long", max, text.length()));
    } else if (min > 0 && text.isBlank()) {
      missing(part);
    }
  }

  private void count(String part, int count, int min, int max) {
    if (count > max) {
      problems.add(new LimitProblem(part, "too_many", max, count));
    } else if (count < min) {
      problems.add(new LimitProblem(part, "too_few", min, count));
    }
  }

  private void unique(String part, Set<String> seen, String value) {
    if (!seen.add(value)) {
      problems.add(new LimitProblem(part, "not_unique", 0, 0));
    }
  }

  private void missing(String part) {
    problems.add(new LimitProblem(part, "missing", 0, 0));
  }

  private void notAllowed(String part) {
    problems.add(new LimitProblem(part, "not_allowed", 0, 0));
  }
}
