package io.botflow.engine;

import io.botflow.conversation.Contact;
import io.botflow.event.Event;
import io.botflow.expression.Evaluated;
import io.botflow.expression.Expression;
import io.botflow.expression.Scope;
import io.botflow.message.Commerce;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that expressions see in a turn; the larger ones are made when they are first read. */
final class TurnScope implements Scope {
  private final TurnState state;
  private final OutsideCalls outside;
  private @Nullable Map<String, Object> contact;
  private @Nullable Map<String, Object> message;
  private @Nullable Locale locale;
  private @Nullable ZoneId zone;

  TurnScope(TurnState state, OutsideCalls outside) {
    this.state = state;
    this.outside = outside;
  }

  @Override
  public @Nullable Object value(String name) {
    return switch (name) {
      case "contact" -> contact();
      case "message" -> message();
      case "intent" -> intent();
      case "channel" ->
          Map.of(
              "name", state.facts().address().channel(),
              "account", state.facts().address().account());
      case "conversation" -> Map.of("id", state.facts().conversation().toString());
      case "organization" -> Map.of("id", state.facts().bot().organization().toString());
      default -> variable(name);
    };
  }

  private @Nullable Object variable(String name) {
    Object value = state.get(name);
    return value instanceof String text && state.flow().names().moments().contains(name)
        ? moment(text)
        : value;
  }

  private static @Nullable Instant moment(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private Map<String, Object> contact() {
    if (contact == null) {
      Contact known = state.contact();
      Map<String, Object> values = new HashMap<>(known.fields().asMap());
      values.put("id", known.id().toString());
      put(values, "name", known.name() == null ? known.user().name() : known.name());
      put(values, "phone", known.user().phone());
      put(values, "user_id", known.user().userId());
      put(values, "username", known.user().username());
      put(values, "language", known.language());
      values.put("tags", java.util.List.copyOf(known.tags()));
      contact = values;
    }
    return contact;
  }

  void contactChanged() {
    contact = null;
    locale = null;
    zone = null;
  }

  private Map<String, Object> message() {
    if (message == null) {
      Map<String, Object> values = new HashMap<>();
      values.put("text", state.said());
      InboundMessage last = state.lastMessage();
      if (last != null) {
        values.put("id", last.id());
        values.put("type", type(last.content()));
        if (last.referral() != null) {
          Map<String, Object> referral = new HashMap<>();
          put(referral, "source_id", last.referral().sourceId());
          put(referral, "source_url", last.referral().sourceUrl());
          put(referral, "source_type", last.referral().sourceType());
          put(referral, "headline", last.referral().headline());
          put(referral, "body", last.referral().body());
          values.put("referral", referral);
        }
        if (last.product() != null) {
          values.put("product", last.product().product());
        }
      }
      message = values;
    }
    return message;
  }

  private Map<String, Object> intent() {
    String name = state.intent();
    return name == null ? Map.of() : Map.of("name", name, "confidence", outside.confidence());
  }

  /** The same names and one more. */
  Scope with(String name, Object value) {
    return new Scope() {
      @Override
      public @Nullable Object value(String wanted) {
        return wanted.equals(name) ? value : TurnScope.this.value(wanted);
      }

      @Override
      public Locale locale() {
        return TurnScope.this.locale();
      }

      @Override
      public ZoneId zone() {
        return TurnScope.this.zone();
      }

      @Override
      public Instant now() {
        return TurnScope.this.now();
      }

      @Override
      public void failed(Expression part, Evaluated.Failed failure) {
        TurnScope.this.failed(part, failure);
      }
    };
  }

  @Override
  public Locale locale() {
    if (locale == null) {
      String language = state.contact().language();
      locale = Locale.forLanguageTag(language == null ? state.flow().flow().language() : language);
    }
    return locale;
  }

  @Override
  public ZoneId zone() {
    if (zone == null) {
      zone = zone(state.contact().zone());
    }
    return zone;
  }

  private static ZoneId zone(@Nullable String name) {
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }

  @Override
  public Instant now() {
    return state.now();
  }

  @Override
  public void failed(Expression part, Evaluated.Failed failure) {
    state.record(
        new Event.Failed(state.node(), "expression", part.source() + ": " + failure.text()));
  }

  private static void put(Map<String, Object> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  private static String type(MessageContent content) {
    if (content instanceof MessageContent.Media media) {
      return media.kind().name().toLowerCase(Locale.ROOT);
    }
    // Who asks with a form hears a form.
    return content instanceof MessageContent.FormReply ? "form" : content.typeName();
  }

  /** What a message of ours says in words, for the memory. */
  static String words(MessageContent content) {
    return switch (content) {
      case MessageContent.Text text -> text.body();
      case MessageContent.Media media -> media.caption() == null ? "" : media.caption();
      case MessageContent.Buttons buttons -> buttons.body();
      case MessageContent.ListMenu menu -> menu.body();
      case MessageContent.CallToAction action -> action.body();
      case MessageContent.LocationRequest request -> request.body();
      case MessageContent.Cards cards -> cards.body();
      case MessageContent.ContactRequest request -> request.body();
      case MessageContent.AddressRequest request -> request.body();
      case Commerce commerce -> commerce.words();
      case MessageContent.Form form -> form.body();
      case MessageContent.Template template -> "[" + template.name() + "]";
      case MessageContent.Location ignored -> "";
      case MessageContent.Contacts ignored -> "";
      case MessageContent.Reaction ignored -> "";
      case MessageContent.Tap ignored -> "";
      case MessageContent.FormReply ignored -> "";
      case MessageContent.Order ignored -> "";
      case MessageContent.Unsupported ignored -> "";
    };
  }
}
