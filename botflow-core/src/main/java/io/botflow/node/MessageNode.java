package io.botflow.node;

import io.botflow.expression.Template;
import io.botflow.flow.ProblemCode;
import io.botflow.message.Header;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says something. */
public final class MessageNode implements NodeType<MessageNode.Config> {
  /** Longest delay: longer than a customer believes that somebody types. */
  static final Duration MAX_DELAY = Duration.ofSeconds(25);

  /**
   * The settings; exactly one of text, media, location, contacts, cards, products and template, but
   * that cards, products and a link go with a text.
   *
   * @param windowTemplate what goes out in its place where the service window is closed
   * @param preview whether the first address in a text is shown with a picture and a title
   * @param reply whether it answers the customer's last message visibly
   * @param delay how long to type before it is sent
   */
  public record Config(
      @Setting(value = "Text", translated = true, multiline = true) @Nullable Template text,
      @Setting("Media") MessageSpec.@Nullable Media media,
      @Setting("Location") MessageSpec.@Nullable Place location,
      @Setting("Contacts") List<MessageSpec.Person> contacts,
      @Setting("Cards") List<MessageSpec.CardSpec> cards,
      @Setting("Products") @Nullable ProductsSpec products,
      @Setting("Approved template") MessageSpec.@Nullable Approved template,
      @Setting("Template when the service window is closed")
          MessageSpec.@Nullable Approved windowTemplate,
      @Setting("Link button") MessageSpec.@Nullable Link link,
      @Setting(value = "Header", translated = true) @Nullable Template header,
      @Setting(value = "Footer", translated = true) @Nullable Template footer,
      @Setting("Preview of the link in a text") boolean preview,
      @Setting("Answers the last message") boolean reply,
      @Setting(value = "Delay", holds = "duration") @Nullable Duration delay) {
    public Config {
      contacts = contacts == null ? List.of() : List.copyOf(contacts);
      cards = cards == null ? List.of() : List.copyOf(cards);
    }
  }

  @Override
  public String name() {
    return "message";
  }

  @Override
  public NodeCard card() {
    return new NodeCard(
        "Message", NodeCard.Category.TALK, "Says something, with pictures, buttons or cards.");
  }

  @Override
  public Class<Config> config() {
    return Config.class;
  }

  @Override
  public void check(Config config, FlowCheck check) {
    int contents =
        count(config.text() != null || !config.cards().isEmpty() || config.products() != null)
            + count(config.media() != null)
            + count(config.location() != null)
            + count(!config.contacts().isEmpty())
            + count(config.template() != null);
    if (contents != 1) {
      check.report(
          contents == 0 ? ProblemCode.MISSING_VALUE : ProblemCode.BAD_VALUE,
          "",
          contents == 0
              ? "Write a text, or choose media, a location, contacts, cards or a template."
              : "A message has one content; put the others into messages of their own.");
    }
    boolean interactive =
        config.link() != null || !config.cards().isEmpty() || config.products() != null;
    int most = interactive ? check.limits().bodyLength() : check.limits().textLength();
    MessageSpec.length(config.text(), most, "text", "/text", check);
    MessageSpec.length(config.header(), check.limits().headerLength(), "header", "/header", check);
    MessageSpec.length(config.footer(), check.limits().footerLength(), "footer", "/footer", check);
    if (config.products() != null) {
      config.products().check(config.text(), config.header(), check, "/products");
    } else if (interactive && config.text() == null) {
      check.report(ProblemCode.MISSING_VALUE, "/text", "Cards and link buttons need a text.");
    }
    MessageSpec.count(
        config.contacts().size(), check.limits().contacts(), "contacts", "/contacts", check);
    if (config.link() != null) {
      MessageSpec.length(
          config.link().label(),
          check.limits().buttonTitleLength(),
          "button",
          "/link/label",
          check);
    }
    if (config.media() != null) {
      config.media().check(check, "/media");
    }
    if (config.location() != null) {
      config.location().check(check, "/location");
    }
    if (config.template() != null) {
      config.template().check(check, "/template");
    }
    MessageSpec.windowTemplate(config.template(), config.windowTemplate(), check);
    if (config.delay() != null && config.delay().compareTo(MAX_DELAY) > 0) {
      check.report(
          ProblemCode.BAD_VALUE, "/delay", "A delay is at most " + MAX_DELAY.toSeconds() + " s.");
    }
    checkCards(config, check);
  }

  private static void checkCards(Config config, FlowCheck check) {
    if (config.cards().size() == 1) {
      check.report(ProblemCode.CHANNEL_LIMIT, "/cards", "A carousel has 2 cards or more.");
    }
    MessageSpec.count(config.cards().size(), check.limits().cards(), "cards", "/cards", check);
    for (int i = 0; i < config.cards().size(); i++) {
      config.cards().get(i).check(check, "/cards/" + i);
    }
  }

  private static int count(boolean there) {
    return there ? 1 : 0;
  }

  @Override
  public Outcome enter(Config config, TurnContext turn) {
    MessageContent content = content(config, turn);
    turn.say(
        new OutboundMessage(
            content,
            config.reply() ? turn.messageId() : null,
            config.delay() == null ? Duration.ZERO : config.delay(),
            OutboundMessage.Resend.AFTER_DOUBT,
            MessageSpec.terms(config.template(), config.windowTemplate(), turn)));
    return Outcome.NEXT;
  }

  private static MessageContent content(Config config, TurnContext turn) {
    if (config.template() != null) {
      return config.template().content(turn);
    }
    if (config.media() != null) {
      return config.media().content(turn);
    }
    if (config.location() != null) {
      return config.location().content(turn);
    }
    if (!config.contacts().isEmpty()) {
      return new MessageContent.Contacts(
          config.contacts().stream().map(MessageSpec.Person::card).toList());
    }
    String text = config.text() == null ? "" : turn.render(config.text());
    if (!config.cards().isEmpty()) {
      return new MessageContent.Cards(
          text, config.cards().stream().map(card -> card.card(turn)).toList());
    }
    String footer = config.footer() == null ? null : turn.render(config.footer());
    if (config.products() != null) {
      String header = config.header() == null ? null : turn.render(config.header());
      return config.products().content(turn, text, header, footer);
    }
    if (config.link() != null) {
      return new MessageContent.CallToAction(
          text,
          turn.render(config.link().label()),
          turn.render(config.link().url()),
          config.header() == null ? null : new Header.Words(turn.render(config.header())),
          footer);
    }
    return new MessageContent.Text(text, config.preview());
  }
}
