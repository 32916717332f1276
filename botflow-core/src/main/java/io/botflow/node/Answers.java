package io.botflow.node;

import io.botflow.flow.ProblemCode;
import io.botflow.message.ContactCard;
import io.botflow.message.InboundMessage;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.message.Option;
import io.botflow.node.Phrases.Phrase;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a customer's answer as what the question asked for. */
final class Answers {
  private static final int BEST_MARK = 5;

  /** Longest answer that an option is looked for in, word by word and with typing mistakes. */
  private static final int MAX_CHOICE = 200;

  private Answers() {}

  /** What an answer turned out to be. */
  sealed interface Reading {}

  /** It fits: its value, and the port to leave by. */
  record Fits(@Nullable Object value, String port) implements Reading {}

  /** It does not: why, and what to say. */
  record Refused(String reason, Phrase phrase) implements Reading {}

  static Reading read(
      QuestionInput input, List<Option> options, Resumption.Answer answer, TurnContext turn) {
    return switch (input.type()) {
      case CHOICE -> choice(options, answer);
      case YES_NO -> yesNo(answer, turn);
      case LOCATION -> location(answer);
      case MEDIA -> media(answer);
      case CONTACT -> contact(answer);
      case FORM -> form(answer);
      case ORDER -> order(answer);
      case ANY -> new Fits(any(answer), Port.NEXT);
      case RATING ->
          number(
              answer.text(), turn, true, "1", input.max() == null ? "" + BEST_MARK : input.max());
      case NUMBER -> number(answer.text(), turn, false, input.min(), input.max());
      case INTEGER -> number(answer.text(), turn, true, input.min(), input.max());
      case PHONE -> phone(input, answer, turn);
      case TEXT, EMAIL, URL, DATE, TIME, DATETIME -> text(input, answer.text().strip(), turn);
    };
  }

  /** A shared contact says the number without any typing. */
  private static Reading phone(QuestionInput input, Resumption.Answer answer, TurnContext turn) {
    for (InboundMessage message : answer.messages()) {
      if (message.content() instanceof MessageContent.Contacts contacts
          && !contacts.cards().isEmpty()) {
        for (ContactCard.Phone phone : contacts.cards().get(0).phones()) {
          String number = phone.account() == null ? phone.number() : "+" + phone.account();
          return fits(Formats.phone(number), "no phone number", Phrase.NOT_A_PHONE);
        }
      }
    }
    return text(input, answer.text().strip(), turn);
  }

  private static Reading text(QuestionInput input, String text, TurnContext turn) {
    if (text.isEmpty()) {
      return new Refused("no text", Phrase.NOT_UNDERSTOOD);
    }
    return switch (input.type()) {
      case EMAIL -> fits(Said.email(text, turn), "no e-mail address", Phrase.NOT_AN_EMAIL);
      case PHONE -> fits(Said.phone(text, turn), "no phone number", Phrase.NOT_A_PHONE);
      case URL -> fits(Said.url(text, turn), "no web address", Phrase.NOT_A_URL);
      case DATE -> within(input, fits(Said.date(text, turn), "no date", Phrase.NOT_A_DATE));
      case TIME -> within(input, fits(Said.time(text, turn), "no time", Phrase.NOT_A_TIME));
      case DATETIME -> fits(Said.moment(text, turn), "no date with a time", Phrase.NOT_A_DATE);
      case TEXT, NUMBER, INTEGER, CHOICE, YES_NO, RATING -> words(input, text);
      case LOCATION, MEDIA, CONTACT, FORM, ORDER, ANY -> words(input, text);
    };
  }

  private static Reading words(QuestionInput input, String text) {
    int least = length(input.min(), 0);
    int most = length(input.max(), Integer.MAX_VALUE);
    if (text.length() < least || text.length() > most) {
      return new Refused("length " + text.length(), Phrase.NOT_UNDERSTOOD);
    }
    if (input.pattern() != null && !input.pattern().fits(text)) {
      return new Refused("pattern", Phrase.NOT_UNDERSTOOD);
    }
    return new Fits(text, Port.NEXT);
  }

  private static int length(@Nullable String limit, int otherwise) {
    if (limit == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(limit.strip());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static Reading fits(@Nullable String value, String reason, Phrase phrase) {
    return value == null ? new Refused(reason, phrase) : new Fits(value, Port.NEXT);
  }

  /** ISO texts of days and times sort as the days and times do. */
  private static Reading within(QuestionInput input, Reading reading) {
    if (reading instanceof Fits fits && fits.value() instanceof String value) {
      boolean early = input.min() != null && value.compareTo(input.min()) < 0;
      boolean late = input.max() != null && value.compareTo(input.max()) > 0;
      if (early || late) {
        return new Refused(early ? "too early" : "too late", Phrase.OUT_OF_RANGE);
      }
    }
    return reading;
  }

  private static Reading number(
      String text, TurnContext turn, boolean whole, @Nullable String min, @Nullable String max) {
    Number number = Said.number(text, turn);
    if (number == null || (whole && number instanceof Double)) {
      return new Refused("no " + (whole ? "whole " : "") + "number", Phrase.NOT_A_NUMBER);
    }
    double value = number.doubleValue();
    if (value < limit(min, Double.NEGATIVE_INFINITY)
        || value > limit(max, Double.POSITIVE_INFINITY)) {
      return new Refused("out of range", Phrase.OUT_OF_RANGE);
    }
    return new Fits(number, Port.NEXT);
  }

  private static double limit(@Nullable String limit, double otherwise) {
    if (limit == null) {
      return otherwise;
    }
    try {
      return Double.parseDouble(limit.strip());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** A tap counts at once; else the words of the burst together, else its last message. */
  private static Reading choice(List<Option> options, Resumption.Answer answer) {
    for (int i = answer.messages().size() - 1; i >= 0; i--) {
      if (answer.messages().get(i).content() instanceof MessageContent.Tap tap) {
        for (Option option : options) {
          if (option.id().equals(tap.id())) {
            return new Fits(option.id(), option.id());
          }
        }
      }
    }
    Option chosen = chosen(options, answer.text());
    if (chosen == null && answer.messages().size() > 1) {
      chosen = chosen(options, answer.last().text());
    }
    return chosen == null
        ? new Refused("none of the options", Phrase.NOT_AN_OPTION)
        : new Fits(chosen.id(), chosen.id());
  }

  private static @Nullable Option chosen(List<Option> options, String text) {
    String plain = Words.plain(text);
    if (plain.isEmpty()) {
      return null;
    }
    List<String> titles = options.stream().map(Option::title).toList();
    int at = Words.closest(plain, titles);
    if (at < 0) {
      at = Words.closest(plain, options.stream().map(Option::id).toList());
    }
    if (at < 0 && plain.length() <= 3 && plain.chars().allMatch(c -> c >= '0' && c <= '9')) {
      at = Integer.parseInt(plain) - 1;
    }
    if (at < 0) {
      at = only(titles, plain);
    }
    if (at < 0) {
      at = within(titles, plain);
    }
    return at >= 0 && at < options.size() ? options.get(at) : null;
  }

  /** The one title that occurs in a longer answer, or that the answer is a word of. */
  private static int only(List<String> titles, String plain) {
    int found = -1;
    for (int i = 0; i < titles.size(); i++) {
      String title = Words.plain(titles.get(i));
      if (Words.contains(plain, title) || (plain.length() >= 3 && Words.contains(title, plain))) {
        if (found >= 0) {
          return -1;
        }
        found = i;
      }
    }
    return found;
  }

  /** The one title that occurs in a longer answer but for typing mistakes. */
  private static int within(List<String> titles, String plain) {
    if (plain.length() > MAX_CHOICE) {
      return -1;
    }
    int found = -1;
    for (int i = 0; i < titles.size(); i++) {
      if (Words.containsSimilar(plain, Words.plain(titles.get(i)))) {
        if (found >= 0) {
          return -1;
        }
        found = i;
      }
    }
    return found;
  }

  private static Reading yesNo(Resumption.Answer answer, TurnContext turn) {
    if (answer.last().content() instanceof MessageContent.Tap tap) {
      if (tap.id().equals("yes") || tap.id().equals("no")) {
        return yesNo(tap.id().equals("yes"));
      }
    }
    Phrases phrases = Phrases.of(turn.language());
    String plain = Words.plain(answer.text());
    int gap = plain.indexOf(' ');
    for (String said : gap < 0 ? List.of(plain) : List.of(plain, plain.substring(0, gap))) {
      if (isOneOf(said, phrases.yesWords())) {
        return yesNo(true);
      }
      if (isOneOf(said, phrases.noWords())) {
        return yesNo(false);
      }
    }
    return new Refused("neither yes nor no", Phrase.NOT_AN_OPTION);
  }

  private static boolean isOneOf(String plain, List<String> words) {
    for (String word : words) {
      if (Words.plain(word).equals(plain)) {
        return true;
      }
    }
    return false;
  }

  private static Reading yesNo(boolean yes) {
    return new Fits(yes, yes ? "yes" : "no");
  }

  private static Reading location(Resumption.Answer answer) {
    for (InboundMessage message : answer.messages()) {
      if (message.content() instanceof MessageContent.Location place) {
        Map<String, Object> value = new HashMap<>();
        value.put("latitude", place.latitude());
        value.put("longitude", place.longitude());
        put(value, "name", place.name());
        put(value, "address", place.address());
        return new Fits(value, Port.NEXT);
      }
    }
    return new Refused("no location", Phrase.NOT_A_LOCATION);
  }

  private static Reading media(Resumption.Answer answer) {
    for (InboundMessage message : answer.messages()) {
      if (message.content() instanceof MessageContent.Media media) {
        Map<String, Object> value = new HashMap<>();
        value.put("kind", media.kind().name().toLowerCase(Locale.ROOT));
        switch (media.source()) {
          case MediaSource.Link link -> value.put("url", link.url());
          case MediaSource.Stored stored -> value.put("id", stored.id());
        }
        put(value, "mime_type", media.mimeType());
        put(value, "filename", media.filename());
        put(value, "caption", media.caption());
        return new Fits(value, Port.NEXT);
      }
    }
    return new Refused("no media", Phrase.NOT_MEDIA);
  }

  private static Reading contact(Resumption.Answer answer) {
    for (InboundMessage message : answer.messages()) {
      if (message.content() instanceof MessageContent.Contacts contacts
          && !contacts.cards().isEmpty()) {
        var card = contacts.cards().get(0);
        return new Fits(
            Map.of("name", card.formattedName(), "phones", card.numbers(), "emails", card.emails()),
            Port.NEXT);
      }
    }
    return new Refused("no contact", Phrase.NOT_A_CONTACT);
  }

  private static Reading form(Resumption.Answer answer) {
    for (InboundMessage message : answer.messages()) {
      if (message.content() instanceof MessageContent.FormReply reply) {
        return new Fits(reply.values(), Port.NEXT);
      }
    }
    return new Refused("no form", Phrase.NOT_UNDERSTOOD);
  }

  private static Reading order(Resumption.Answer answer) {
    for (InboundMessage message : answer.messages()) {
      if (message.content() instanceof MessageContent.Order order) {
        List<Map<String, Object>> items =
            order.items().stream()
                .map(
                    item -> {
                      Map<String, Object> line = new HashMap<>();
                      line.put("product", item.product());
                      line.put("quantity", (long) item.quantity());
                      put(line, "price", item.price() == null ? null : item.price().doubleValue());
                      put(line, "currency", item.currency());
                      return line;
                    })
                .toList();
        return new Fits(Map.of("items", items), Port.NEXT);
      }
    }
    return new Refused("no order", Phrase.NOT_UNDERSTOOD);
  }

  private static @Nullable Object any(Resumption.Answer answer) {
    String text = answer.text();
    if (!text.isEmpty()) {
      return text;
    }
    if (media(answer) instanceof Fits media) {
      return media.value();
    }
    return location(answer) instanceof Fits place ? place.value() : "";
  }

  private static void put(Map<String, Object> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  /** Reports limits that the kind of answer cannot have. */
  static void check(QuestionInput input, FlowCheck check) {
    checkLimit(input.min(), input, "/input/min", check);
    checkLimit(input.max(), input, "/input/max", check);
  }

  private static void checkLimit(
      @Nullable String limit, QuestionInput input, String at, FlowCheck check) {
    if (limit == null) {
      return;
    }
    String expected =
        switch (input.type()) {
          case NUMBER, INTEGER, RATING, TEXT ->
              Formats.number(limit, Locale.ROOT) == null ? "a number" : "";
          case DATE -> limit.matches("\\d{4}-\\d{2}-\\d{2}") ? "" : "a day such as 2026-01-31";
          case TIME -> limit.matches("\\d{2}:\\d{2}") ? "" : "a time such as 14:30";
          case DATETIME, EMAIL, PHONE, URL, CHOICE, YES_NO -> "left out for this kind of answer";
          case LOCATION, MEDIA, CONTACT, FORM, ORDER, ANY -> "left out for this kind of answer";
        };
    if (!expected.isEmpty()) {
      check.report(ProblemCode.BAD_VALUE, at, "This is to be " + expected + ".");
    }
  }
}
