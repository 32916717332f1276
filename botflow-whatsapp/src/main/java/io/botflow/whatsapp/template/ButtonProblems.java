package io.botflow.whatsapp.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The rules of a template's or card's buttons. */
final class ButtonProblems {
  private final String at;
  private final List<TemplateProblem> problems = new ArrayList<>();

  private ButtonProblems(String at) {
    this.at = at;
  }

  static List<TemplateProblem> of(MessageTemplate template, String at, List<TemplateButton> all) {
    ButtonProblems check = new ButtonProblems(at);
    check.count(all, TemplateButton.class, TemplateLimits.BUTTONS, "buttons");
    check.count(all, TemplateButton.Url.class, TemplateLimits.URL_BUTTONS, "address buttons");
    check.count(all, TemplateButton.Phone.class, TemplateLimits.PHONE_BUTTONS, "call buttons");
    check.count(all, TemplateButton.CopyCode.class, TemplateLimits.CODE_BUTTONS, "code buttons");
    if (!isGrouped(all)) {
      check.report("", "not_allowed", "Quick replies stand together, before or after the others.");
    }
    boolean authentication = template.category() == TemplateCategory.AUTHENTICATION;
    boolean codeOnly =
        all.size() == 1 && all.stream().allMatch(b -> b instanceof TemplateButton.OneTimeCode);
    if (authentication && !codeOnly) {
      check.report("", "not_allowed", "An authentication template has exactly one code button.");
    }
    for (int i = 0; i < all.size(); i++) {
      check.button("[" + i + "]", all.get(i), authentication);
    }
    return check.problems;
  }

  private void button(String part, TemplateButton button, boolean authentication) {
    String text = Objects.requireNonNullElse(button.text(), "");
    if (text.length() > TemplateLimits.BUTTON_LENGTH) {
      report(part + ".text", "too_long", "A button has at most 25 characters.");
    }
    switch (button) {
      case TemplateButton.QuickReply ignored -> words(part, text);
      case TemplateButton.Url url -> {
        words(part, text);
        url(part + ".url", url);
      }
      case TemplateButton.Phone phone -> {
        words(part, text);
        if (phone.number().isBlank() || phone.number().length() > TemplateLimits.PHONE_LENGTH) {
          report(part + ".number", "not_allowed", "A number has 1 to 20 characters.");
        }
      }
      case TemplateButton.CopyCode code -> {
        if (code.example().isBlank()) {
          report(part + ".example", "no_example", "A code button needs an example.");
        } else if (code.example().length() > TemplateLimits.CODE_LENGTH) {
          report(part + ".example", "too_long", "A code has at most 15 characters.");
        }
      }
      case TemplateButton.OneTimeCode ignored -> {
        if (!authentication) {
          report(part, "not_allowed", "Only authentication templates hand codes over.");
        }
      }
      case TemplateButton.Other ignored -> {
        // Left to the network.
      }
    }
  }

  private void url(String part, TemplateButton.Url button) {
    if (!button.url().startsWith("https://") && !button.url().startsWith("http://")) {
      report(part, "not_allowed", "An address begins with https:// or http://.");
    }
    if (button.url().length() > TemplateLimits.URL_LENGTH) {
      report(part, "too_long", "An address has at most 2000 characters.");
    }
    TemplateVariables variables = TemplateVariables.of(button.url());
    if (variables.found().isEmpty()) {
      return;
    }
    if (variables.found().size() > 1 || variables.found().get(0).end() != button.url().length()) {
      report(part, "bad_variable", "An address has one variable, at its end.");
    }
    if (button.example() == null || button.example().isBlank()) {
      report(part, "no_example", "An address with a variable needs an example.");
    }
  }

  private void words(String part, String text) {
    if (text.isBlank()) {
      report(part + ".text", "missing", "A button has words.");
    }
  }

  private void count(List<TemplateButton> all, Class<?> kind, int max, String what) {
    long count = all.stream().filter(kind::isInstance).count();
    if (count > max) {
      report("", "too_many", "There are " + count + " " + what + "; allowed are " + max + ".");
    }
  }

  /** Whether the quick replies are one run: Meta allows no other button between two of them. */
  private static boolean isGrouped(List<TemplateButton> all) {
    int runs = 0;
    boolean inside = false;
    for (TemplateButton button : all) {
      boolean quick = button instanceof TemplateButton.QuickReply;
      if (quick && !inside) {
        runs++;
      }
      inside = quick;
    }
    boolean atEdge =
        runs == 0
            || all.get(0) instanceof TemplateButton.QuickReply
            || all.get(all.size() - 1) instanceof TemplateButton.QuickReply;
    return runs <= 1 && atEdge;
  }

  private void report(String part, String code, String text) {
    int subcode = code.equals("too_long") ? TemplateRefusals.TOO_LONG : 0;
    problems.add(new TemplateProblem(at + part, code, text, subcode, true));
  }
}
