package io.botflow.whatsapp.template;

import io.botflow.message.TemplateComponent;
import io.botflow.message.TemplateComponent.ButtonKind;
import io.botflow.message.TemplateValues;
import io.botflow.message.TemplateValues.HeaderValue;
import io.botflow.whatsapp.template.TemplateMismatch.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares what a message gives to a template with what the template takes. */
final class TemplateFit {
  /** Meta refuses line breaks, tabs and more than four spaces in a row within a value. */
  private static final Pattern BROKEN = Pattern.compile("[\\n\\r\\t]| {5,}");

  private final MessageTemplate template;
  private final TemplateValues values;
  private final List<TemplateMismatch> found = new ArrayList<>();

  private TemplateFit(MessageTemplate template, TemplateValues values) {
    this.template = template;
    this.values = values;
  }

  static List<TemplateMismatch> of(MessageTemplate template, TemplateValues values) {
    TemplateFit fit = new TemplateFit(template, values);
    fit.header();
    fit.body();
    fit.cards();
    fit.offer();
    for (int i = 0; i < template.buttons().size(); i++) {
      fit.button(i, template.buttons().get(i));
    }
    for (int index : new TreeSet<>(values.buttons().keySet())) {
      if (index >= template.buttons().size()) {
        fit.report(Kind.BUTTONS, "There is no button " + index + ", and it is given a value.");
      }
    }
    return List.copyOf(fit.found);
  }

  /** What stands against the values themselves. */
  static List<TemplateMismatch> values(MessageTemplate template, List<TemplateComponent> given) {
    List<TemplateMismatch> found = new ArrayList<>();
    boolean lone = template.header() == null && template.buttons().isEmpty();
    int max = lone ? TemplateLimits.LONE_VALUE_LENGTH : TemplateLimits.VALUE_LENGTH;
    for (TemplateComponent component : given) {
      if (component instanceof TemplateComponent.BodyPart body) {
        for (int i = 0; i < body.parameters().size(); i++) {
          String text = body.parameters().get(i).text();
          String which = "Value " + (i + 1);
          if (text.isBlank()) {
            found.add(new TemplateMismatch(Kind.VALUE, which + " is empty."));
          } else if (text.length() > max) {
            found.add(
                new TemplateMismatch(Kind.VALUE, which + " has more than " + max + " characters."));
          } else if (BROKEN.matcher(text).find()) {
            found.add(
                new TemplateMismatch(
                    Kind.VALUE, which + " has line breaks, tabs or many spaces in a row."));
          }
        }
      }
    }
    return found;
  }

  private void header() {
    HeaderValue given = values.header();
    switch (template.header()) {
      case TemplateHeader.Words words -> {
        boolean needed = !TemplateVariables.of(words.text()).found().isEmpty();
        if (needed && given != HeaderValue.TEXT) {
          report(Kind.HEADER, "The header has a variable, which is not given.");
        } else if (!needed && given != HeaderValue.NONE) {
          report(Kind.HEADER, "The header has words and takes no value.");
        }
      }
      case TemplateHeader.Media media -> header(given, HeaderValue.of(media.kind()));
      case TemplateHeader.Place ignored -> header(given, HeaderValue.PLACE);
      case TemplateHeader.Other ignored -> {
        // What it takes is left to the network.
      }
      case null -> {
        if (given != HeaderValue.NONE) {
          report(Kind.HEADER, "The template has no header.");
        }
      }
    }
  }

  private void header(HeaderValue given, HeaderValue needed) {
    if (given != needed) {
      report(Kind.HEADER, "The header needs a value of the kind " + lower(needed.name()) + ".");
    }
  }

  private void cards() {
    if (values.cards() != template.cards().size()) {
      report(
          Kind.CARDS,
          "The template has "
              + template.cards().size()
              + " cards, given are values for "
              + values.cards()
              + ".");
    }
  }

  private void offer() {
    boolean needed = template.offer() != null && template.offer().expires();
    if (needed != values.offerEnd()) {
      report(
          Kind.OFFER,
          needed ? "The offer's end is not given." : "The template has no offer that ends.");
    }
  }

  private void body() {
    if (template.category() == TemplateCategory.AUTHENTICATION
        && template.body().text().isEmpty()) {
      // Meta's own text has the code as its only variable.
      count(1);
      return;
    }
    Set<String> names = TemplateVariables.of(template.body().text()).names();
    switch (template.format()) {
      case POSITIONAL -> {
        if (!values.names().isEmpty()) {
          report(Kind.NAMES, "The template counts its variables; the values have names.");
        } else {
          count(names.size());
        }
      }
      case NAMED -> {
        if (values.count() > 0 && values.names().isEmpty()) {
          report(Kind.NAMES, "The template names its variables: " + String.join(", ", names) + ".");
        } else if (!values.names().equals(names)) {
          report(
              Kind.NAMES,
              "The template has the variables "
                  + new TreeSet<>(names)
                  + ", given are "
                  + new TreeSet<>(values.names())
                  + ".");
        }
      }
    }
  }

  private void count(int variables) {
    if (values.count() != variables) {
      report(
          Kind.COUNT,
          "The template has " + variables + " variables, given are " + values.count() + ".");
    }
  }

  private void button(int index, TemplateButton button) {
    ButtonKind given = values.buttons().get(index);
    switch (button) {
      case TemplateButton.QuickReply ignored -> kind(index, given, ButtonKind.QUICK_REPLY, false);
      case TemplateButton.Url url -> {
        if (!TemplateVariables.of(url.url()).found().isEmpty()) {
          kind(index, given, ButtonKind.URL, true);
        } else if (given != null) {
          report(Kind.BUTTONS, "Button " + index + " opens an address without a variable.");
        }
      }
      case TemplateButton.CopyCode ignored -> kind(index, given, ButtonKind.COPY_CODE, true);
      // A one-time code goes to its button as if it were an address.
      case TemplateButton.OneTimeCode ignored -> kind(index, given, ButtonKind.URL, true);
      case TemplateButton.Phone ignored -> {
        if (given != null) {
          report(Kind.BUTTONS, "Button " + index + " calls a number and takes no value.");
        }
      }
      case TemplateButton.Other ignored -> {
        // What it takes is left to the network.
      }
    }
  }

  private void kind(int index, @Nullable ButtonKind given, ButtonKind expected, boolean required) {
    if (given == null ? required : given != expected) {
      report(
          Kind.BUTTONS,
          "Button " + index + " takes a value of the kind " + lower(expected.name()) + ".");
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(java.util.Locale.ROOT);
  }

  private void report(Kind kind, String text) {
    found.add(new TemplateMismatch(kind, text));
  }
}
