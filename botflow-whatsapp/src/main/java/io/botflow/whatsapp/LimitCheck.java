package io.botflow.whatsapp;

import io.botflow.message.Card;
import io.botflow.message.Commerce;
import io.botflow.message.ContactCard;
import io.botflow.message.FormRef;
import io.botflow.message.Header;
import io.botflow.message.MediaKind;
import io.botflow.message.MessageContent;
import io.botflow.message.Option;
import io.botflow.message.Section;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds one message against the limits. One instance per message, one thread. */
final class LimitCheck {
  /** What a reader takes for one character, however many code points it has. */
  private static final Pattern ONE_CHARACTER = Pattern.compile("\\X");

  private static final int KEYCAP = 0x20E3;

  private final LimitProblems problems = new LimitProblems();

  static List<LimitProblem> of(MessageContent content) {
    LimitCheck check = new LimitCheck();
    check.content(content);
    return check.problems.found();
  }

  private void content(MessageContent content) {
    switch (content) {
      case MessageContent.Text text ->
          problems.length("body", text.body(), 1, WhatsAppLimits.TEXT_LENGTH);
      case MessageContent.Media media -> media(media);
      case MessageContent.Location location -> location(location);
      case MessageContent.Contacts contacts -> contacts(contacts);
      case MessageContent.Template template -> TemplateCheck.check(template, problems);
      case MessageContent.Reaction reaction -> reaction(reaction);
      case MessageContent.Buttons buttons -> {
        problems.frame(buttons.body(), buttons.header(), buttons.footer());
        buttons(buttons.options());
      }
      case MessageContent.ListMenu list -> list(list);
      case MessageContent.CallToAction action -> {
        problems.frame(action.body(), action.header(), action.footer());
        problems.length("button", action.button(), 1, WhatsAppLimits.BUTTON_TITLE_LENGTH);
        problems.link("url", action.url());
      }
      case MessageContent.LocationRequest request -> problems.frame(request.body(), null, null);
      case MessageContent.ContactRequest request -> problems.frame(request.body(), null, null);
      case MessageContent.AddressRequest request -> address(request);
      case MessageContent.Form form -> form(form);
      case Commerce commerce -> CommerceCheck.check(commerce, problems);
      case MessageContent.Cards cards -> cards(cards);
      case MessageContent.Tap ignored -> problems.notAllowed("content");
      case MessageContent.FormReply ignored -> problems.notAllowed("content");
      case MessageContent.Order ignored -> problems.notAllowed("content");
      case MessageContent.Unsupported ignored -> problems.notAllowed("content");
    }
  }

  private void reaction(MessageContent.Reaction reaction) {
    problems.length("messageId", reaction.messageId(), 1, WhatsAppLimits.MESSAGE_ID_LENGTH);
    String emoji = reaction.emoji();
    if (!emoji.isEmpty() && !isOneEmoji(emoji)) {
      problems.notAllowed("emoji");
    }
  }

  /** Digits and signs of punctuation count as emoji only with what makes them one. */
  private static boolean isOneEmoji(String text) {
    return ONE_CHARACTER.matcher(text).matches()
        && text.codePoints().anyMatch(c -> c == KEYCAP || (c > 0x7F && Character.isEmoji(c)));
  }

  private void address(MessageContent.AddressRequest request) {
    problems.frame(request.body(), null, null);
    if (!request.country().equals(WhatsAppLimits.ADDRESS_COUNTRY)) {
      problems.notAllowed("country");
    }
  }

  private void form(MessageContent.Form form) {
    problems.frame(form.body(), form.header(), form.footer());
    problems.length("button", form.button(), 1, WhatsAppLimits.FORM_BUTTON_LENGTH);
    boolean ownScreen = form.screen() != null || !form.data().isEmpty();
    if (form.opens() == FormRef.Opens.ENDPOINT && ownScreen) {
      problems.notAllowed("screen");
    } else if (form.screen() == null && !form.data().isEmpty()) {
      problems.missing("screen");
    }
  }

  private void media(MessageContent.Media media) {
    problems.source("source", media.source());
    boolean recording = media.voice() && media.kind() == MediaKind.AUDIO;
    if (recording && media.mimeType() != null && !media.mimeType().startsWith("audio/ogg")) {
      problems.notAllowed("voice");
    }
    if (media.caption() != null) {
      if (media.kind() == MediaKind.AUDIO || media.kind() == MediaKind.STICKER) {
        problems.notAllowed("caption");
      } else {
        problems.length("caption", media.caption(), 0, WhatsAppLimits.CAPTION_LENGTH);
      }
    }
  }

  private void location(MessageContent.Location location) {
    if (!(Math.abs(location.latitude()) <= 90 && Math.abs(location.longitude()) <= 180)) {
      problems.notAllowed("latitude, longitude");
    }
  }

  private void contacts(MessageContent.Contacts contacts) {
    problems.count("cards", contacts.cards().size(), 1, WhatsAppLimits.CONTACTS_PER_MESSAGE);
    for (ContactCard card : contacts.cards()) {
      if (card.formattedName().isBlank()) {
        problems.missing("cards.formattedName");
      }
    }
  }

  private void buttons(List<Option> options) {
    problems.count("options", options.size(), 1, WhatsAppLimits.BUTTONS);
    Set<String> ids = new HashSet<>();
    Set<String> titles = new HashSet<>();
    for (int i = 0; i < options.size(); i++) {
      Option option = options.get(i);
      String part = "options[" + i + "].";
      problems.length(part + "id", option.id(), 1, WhatsAppLimits.BUTTON_ID_LENGTH);
      if (!option.id().equals(option.id().strip())) {
        problems.notAllowed(part + "id");
      }
      problems.length(part + "title", option.title(), 1, WhatsAppLimits.BUTTON_TITLE_LENGTH);
      problems.unique(part + "id", ids, option.id());
      problems.unique(part + "title", titles, option.title());
    }
  }

  private void list(MessageContent.ListMenu list) {
    problems.frame(
        list.body(), list.header() == null ? null : new Header.Words(list.header()), list.footer());
    problems.length("button", list.button(), 1, WhatsAppLimits.BUTTON_TITLE_LENGTH);
    problems.count("sections", list.sections().size(), 1, WhatsAppLimits.LIST_SECTIONS);
    int rows = list.sections().stream().mapToInt(section -> section.rows().size()).sum();
    problems.count("rows", rows, 1, WhatsAppLimits.LIST_ROWS);
    Set<String> ids = new HashSet<>();
    for (int s = 0; s < list.sections().size(); s++) {
      Section section = list.sections().get(s);
      String part = "sections[" + s + "].";
      if (section.title() != null) {
        problems.length(part + "title", section.title(), 0, WhatsAppLimits.SECTION_TITLE_LENGTH);
      }
      if (list.sections().size() > 1 && (section.title() == null || section.title().isBlank())) {
        problems.missing(part + "title");
      }
      if (section.rows().isEmpty()) {
        problems.count(part + "rows", 0, 1, WhatsAppLimits.LIST_ROWS);
      }
      for (int r = 0; r < section.rows().size(); r++) {
        row(part + "rows[" + r + "].", section.rows().get(r), ids);
      }
    }
  }

  private void row(String part, Option row, Set<String> ids) {
    problems.length(part + "id", row.id(), 1, WhatsAppLimits.ROW_ID_LENGTH);
    problems.length(part + "title", row.title(), 1, WhatsAppLimits.ROW_TITLE_LENGTH);
    if (row.description() != null) {
      problems.length(
          part + "description", row.description(), 0, WhatsAppLimits.ROW_DESCRIPTION_LENGTH);
    }
    problems.unique(part + "id", ids, row.id());
  }

  private void cards(MessageContent.Cards cards) {
    problems.frame(cards.body(), null, null);
    problems.count(
        "cards", cards.cards().size(), WhatsAppLimits.CARDS_MIN, WhatsAppLimits.CARDS_MAX);
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < cards.cards().size(); i++) {
      Card card = cards.cards().get(i);
      Card first = cards.cards().get(0);
      String part = "cards[" + i + "].";
      boolean alike = card.kind() == first.kind() && (card.url() == null) == (first.url() == null);
      if (!alike || (card.kind() != MediaKind.IMAGE && card.kind() != MediaKind.VIDEO)) {
        problems.notAllowed(part + "kind");
      }
      problems.source(part + "media", card.media());
      problems.length(part + "button", card.button(), 1, WhatsAppLimits.BUTTON_TITLE_LENGTH);
      if (card.text() != null) {
        problems.length(part + "text", card.text(), 1, WhatsAppLimits.CARD_BODY_LENGTH);
        int breaks = (int) card.text().chars().filter(c -> c == '\n').count();
        problems.count(part + "text line breaks", breaks, 0, WhatsAppLimits.CARD_LINE_BREAKS);
      }
      if (card.url() != null) {
        problems.link(part + "url", card.url());
      } else if (card.replyId() != null) {
        problems.length(part + "replyId", card.replyId(), 1, WhatsAppLimits.BUTTON_ID_LENGTH);
        problems.unique(part + "replyId", ids, card.replyId());
      }
    }
  }
}
