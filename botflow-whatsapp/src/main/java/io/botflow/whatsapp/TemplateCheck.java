package io.botflow.whatsapp;

import io.botflow.message.MessageContent;
import io.botflow.message.TemplateComponent;
import io.botflow.message.TemplateComponent.ButtonKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The limits of a template's values; whether the template wants them is not known here. */
final class TemplateCheck {
  private final LimitProblems problems;

  private TemplateCheck(LimitProblems problems) {
    this.problems = problems;
  }

  static void check(MessageContent.Template template, LimitProblems problems) {
    problems.length("name", template.name(), 1, WhatsAppLimits.TEMPLATE_NAME_LENGTH);
    problems.length("language", template.language(), 1, WhatsAppLimits.TEMPLATE_LANGUAGE_LENGTH);
    new TemplateCheck(problems).components("", template.components());
  }

  private void components(String at, List<TemplateComponent> components) {
    Set<String> buttons = new HashSet<>();
    // A body whose template has nothing else may be longer.
    boolean bodyOnly = components.size() == 1;
    for (int i = 0; i < components.size(); i++) {
      String part = at + "components[" + i + "].";
      switch (components.get(i)) {
        case TemplateComponent.HeaderPart header -> header(part, header);
        case TemplateComponent.HeaderPlace header -> place(part, header.place());
        case TemplateComponent.HeaderProduct header ->
            problems.length(part + "product", header.product().product(), 1, Integer.MAX_VALUE);
        case TemplateComponent.BodyPart body -> body(part, body, bodyOnly);
        case TemplateComponent.ButtonPart button -> {
          index(part, button.index(), buttons);
          value(part, button.kind(), button.value());
        }
        case TemplateComponent.FormPart form -> index(part, form.index(), buttons);
        case TemplateComponent.CatalogPart catalog -> {
          index(part, catalog.index(), buttons);
          if (!catalog.sections().isEmpty()) {
            CommerceCheck.sections(part, catalog.sections(), problems);
          }
        }
        case TemplateComponent.CarouselPart carousel -> carousel(part, at, carousel);
        case TemplateComponent.OfferPart ignored -> {
          // Any moment will do; one that is past shows an offer that has ended.
        }
      }
    }
  }

  private void header(String part, TemplateComponent.HeaderPart header) {
    if (header.text() != null && header.media() != null) {
      problems.notAllowed(part + "media");
    } else if (header.media() != null) {
      problems.picture(part + "media", header.media());
    } else if (header.text() != null) {
      problems.length(part + "text", header.text(), 1, WhatsAppLimits.HEADER_LENGTH);
    } else {
      problems.missing(part + "text");
    }
  }

  private void place(String part, MessageContent.Location place) {
    if (!(Math.abs(place.latitude()) <= 90 && Math.abs(place.longitude()) <= 180)) {
      problems.notAllowed(part + "latitude, longitude");
    }
  }

  private void body(String part, TemplateComponent.BodyPart body, boolean alone) {
    int most =
        alone
            ? WhatsAppLimits.TEMPLATE_LONE_PARAMETER_LENGTH
            : WhatsAppLimits.TEMPLATE_PARAMETER_LENGTH;
    Set<String> names = new HashSet<>();
    for (int i = 0; i < body.parameters().size(); i++) {
      TemplateComponent.Parameter parameter = body.parameters().get(i);
      String place = part + "parameters[" + i + "].";
      problems.length(place + "text", parameter.text(), 1, most);
      if ((parameter.name() == null) != (body.parameters().get(0).name() == null)) {
        problems.notAllowed(place + "name");
      } else if (parameter.name() != null) {
        problems.unique(place + "name", names, parameter.name());
      }
    }
  }

  private void index(String part, int index, Set<String> seen) {
    if (index < 0 || index >= WhatsAppLimits.TEMPLATE_BUTTONS) {
      problems.notAllowed(part + "index");
    }
    problems.unique(part + "index", seen, Integer.toString(index));
  }

  private void value(String part, ButtonKind kind, String value) {
    int most =
        switch (kind) {
          case URL -> WhatsAppLimits.TEMPLATE_URL_LENGTH;
          case COPY_CODE -> WhatsAppLimits.TEMPLATE_CODE_LENGTH;
          case QUICK_REPLY -> WhatsAppLimits.BUTTON_ID_LENGTH;
        };
    problems.length(part + "value", value, 1, most);
  }

  private void carousel(String part, String at, TemplateComponent.CarouselPart carousel) {
    if (!at.isEmpty()) {
      problems.notAllowed(part + "carousel");
      return;
    }
    problems.count(part + "cards", carousel.cards().size(), 1, WhatsAppLimits.CARDS_MAX);
    for (int i = 0; i < carousel.cards().size(); i++) {
      components(part + "cards[" + i + "].", carousel.cards().get(i));
    }
  }
}
