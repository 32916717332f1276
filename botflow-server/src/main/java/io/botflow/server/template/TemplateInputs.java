package io.botflow.server.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.server.api.Checked;
import io.botflow.whatsapp.template.TemplateCategory;
import io.botflow.whatsapp.template.TemplateLimits;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people send of message templates. */
final class TemplateInputs {
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9_]{1,%d}".formatted(TemplateLimits.NAME_LENGTH));
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}([_-][A-Za-z]{2,4})?");
  private static final Set<String> PARTS =
      Set.of("HEADER", "BODY", "FOOTER", "BUTTONS", "CAROUSEL", "LIMITED_TIME_OFFER");

  private TemplateInputs() {}

  /**
   * A template that the network does not have yet.
   *
   * @param whatsappAccountId a number of the business account that it is for
   * @param category {@code marketing}, {@code utility} or {@code authentication}
   * @param components in Meta's form
   */
  record NewTemplate(
      UUID whatsappAccountId, String name, String language, String category, JsonNode components)
      implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (!NAME.matcher(name).matches()) {
        problem.accept("/name", "has to be small letters, digits and underscores");
      }
      if (!LANGUAGE.matcher(language).matches()) {
        problem.accept("/language", "has to be a language such as en or en_US");
      }
      expectCategory(category, problem);
      expectComponents(components, problem);
    }
  }

  /** What is to be different; the components are given whole. */
  record TemplateChange(@Nullable String category, @Nullable JsonNode components)
      implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (category != null) {
        expectCategory(category, problem);
      }
      if (components != null) {
        expectComponents(components, problem);
      }
    }
  }

  /**
   * @param whatsappAccountId a number of the business account that is to be read
   */
  record ReadAgain(UUID whatsappAccountId) {}

  private static void expectCategory(String category, BiConsumer<String, String> problem) {
    if (TemplateCategory.of(category) == TemplateCategory.OTHER) {
      problem.accept("/category", "has to be marketing, utility or authentication");
    }
  }

  private static void expectComponents(JsonNode components, BiConsumer<String, String> problem) {
    if (!components.isArray() || components.isEmpty() || components.size() > PARTS.size()) {
      problem.accept("/components", "has to be a list of 1 to " + PARTS.size() + " components");
      return;
    }
    for (int i = 0; i < components.size(); i++) {
      String type = components.get(i).path("type").asText().toUpperCase(Locale.ROOT);
      if (!PARTS.contains(type)) {
        problem.accept(
            "/components/" + i + "/type",
            "has to be HEADER, BODY, FOOTER, BUTTONS, CAROUSEL or LIMITED_TIME_OFFER");
      }
    }
  }
}
