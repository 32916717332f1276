package io.botflow.server.webchat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.message.Card;
import io.botflow.message.Header;
import io.botflow.message.MediaKind;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.message.Option;
import io.botflow.message.Section;
import io.botflow.message.Wording;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Messages as the snippet shows them; what it cannot show goes out as words. */
final class BrowserMessage {
  private static final Pattern WEB = Pattern.compile("(?i)https?://.+");

  private BrowserMessage() {}

  static ObjectNode of(MessageContent content) {
    ObjectNode node =
        switch (content) {
          case MessageContent.Buttons buttons -> buttons(buttons);
          case MessageContent.ListMenu list -> list(list);
          case MessageContent.Media media -> media(media);
          case MessageContent.CallToAction action -> link(action);
          case MessageContent.LocationRequest request ->
              object("ask_place").put("text", request.body());
          case MessageContent.Cards cards -> cards(cards);
          case MessageContent other -> null;
        };
    return node == null ? object("text").put("text", Wording.of(content)) : node;
  }

  private static ObjectNode object(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  private static ObjectNode buttons(MessageContent.Buttons content) {
    ObjectNode node = object("buttons");
    frame(node, content.header(), content.footer());
    node.put("text", content.body());
    options(node.putArray("options"), content.options());
    return node;
  }

  private static ObjectNode list(MessageContent.ListMenu content) {
    ObjectNode node = object("list");
    put(node, "header", content.header());
    put(node, "footer", content.footer());
    node.put("text", content.body()).put("open", content.button());
    ArrayNode sections = node.putArray("sections");
    for (Section section : content.sections()) {
      ObjectNode one = sections.addObject();
      put(one, "title", section.title());
      options(one.putArray("options"), section.rows());
    }
    return node;
  }

  private static @Nullable ObjectNode media(MessageContent.Media content) {
    String url = url(content.source());
    if (url == null) {
      return null;
    }
    ObjectNode node = object("media").put("kind", kind(content.kind())).put("url", url);
    put(node, "text", content.caption());
    put(node, "filename", content.filename());
    return node;
  }

  private static @Nullable ObjectNode link(MessageContent.CallToAction content) {
    if (!WEB.matcher(content.url()).matches()) {
      return null;
    }
    ObjectNode node = object("link");
    frame(node, content.header(), content.footer());
    return node.put("text", content.body())
        .put("title", content.button())
        .put("url", content.url());
  }

  private static ObjectNode cards(MessageContent.Cards content) {
    ObjectNode node = object("cards").put("text", content.body());
    ArrayNode cards = node.putArray("cards");
    for (Card card : content.cards()) {
      ObjectNode one = cards.addObject().put("kind", kind(card.kind())).put("title", card.button());
      put(one, "picture", url(card.media()));
      put(one, "text", card.text());
      put(one, "option", card.replyId());
      put(one, "url", card.url() != null && WEB.matcher(card.url()).matches() ? card.url() : null);
    }
    return node;
  }

  private static void frame(ObjectNode node, @Nullable Header header, @Nullable String footer) {
    if (header instanceof Header.Words words) {
      node.put("header", words.text());
    } else if (header instanceof Header.Picture picture) {
      put(node, "picture", url(picture.source()));
      node.put("kind", kind(picture.kind()));
    }
    put(node, "footer", footer);
  }

  private static void options(ArrayNode into, List<Option> options) {
    for (Option option : options) {
      ObjectNode one = into.addObject().put("id", option.id()).put("title", option.title());
      put(one, "description", option.description());
    }
  }

  /** A browser opens web pages only: never a script, never a file. */
  private static @Nullable String url(MediaSource source) {
    return source instanceof MediaSource.Link link && WEB.matcher(link.url()).matches()
        ? link.url()
        : null;
  }

  private static String kind(MediaKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static void put(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }
}
