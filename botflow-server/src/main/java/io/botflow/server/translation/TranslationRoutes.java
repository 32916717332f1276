package io.botflow.server.translation;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Messages in another language. */
final class TranslationRoutes implements RouteSource {
  private final MessageTranslations translations;

  @Inject
  TranslationRoutes(MessageTranslations translations) {
    this.translations = translations;
  }

  /**
   * Which language.
   *
   * @param language a BCP 47 tag
   */
  record Wanted(String language) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (!Languages.known(language)) {
        problem.accept("/language", "has to be a language such as en or pt-BR");
      }
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post(
                "/api/conversations/{id}/messages/{messageId}/translation",
                new Access.Member(Permission.CONVERSATIONS_WRITE),
                "Shows a message in another language; it is translated once.",
                this::translate)
            .taking(Wanted.class)
            .answering(MessageTranslations.TranslationView.class));
  }

  private Answer translate(Call call) {
    return Answer.ok(
        translations.of(
            call.organization(),
            call.id("id"),
            call.id("messageId"),
            Locale.forLanguageTag(call.body(Wanted.class).language()).toLanguageTag()));
  }
}
