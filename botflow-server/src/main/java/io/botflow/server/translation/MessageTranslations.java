package io.botflow.server.translation;

import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.spi.Payer;
import io.botflow.spi.Translator;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Messages in another language, translated once. No transaction is open meanwhile. */
final class MessageTranslations {
  private final Transactions api;
  private final ServerTranslator translator;

  @Inject
  MessageTranslations(Databases databases, ServerTranslator translator) {
    this.api = databases.api();
    this.translator = translator;
  }

  /**
   * A message in two languages.
   *
   * @param language that it was translated into
   * @param from the language that it is in; null where nobody could tell
   */
  record TranslationView(
      UUID messageId, String language, @Nullable String from, String original, String text) {}

  /** What is translated, and who pays. */
  private record Original(UUID bot, String text) {}

  TranslationView of(UUID organization, UUID conversation, UUID message, String language) {
    Original original =
        api.in(organization, handle -> original(handle, organization, conversation, message));
    Optional<TranslationView> kept =
        api.in(
            organization,
            handle ->
                handle
                    .createQuery(
                        """
                        select from_language, text from message_translations
                        where conversation_id = :conversation and message_id = :message
                          and language = :language and org_id = :org
                        """)
                    .bind("org", organization)
                    .bind("conversation", conversation)
                    .bind("message", message)
                    .bind("language", language)
                    .map(
                        (row, context) ->
                            new TranslationView(
                                message,
                                language,
                                row.getString("from_language"),
                                original.text(),
                                row.getString("text")))
                    .findOne());
    return kept.orElseGet(() -> made(organization, conversation, message, language, original));
  }

  private TranslationView made(
      UUID organization, UUID conversation, UUID message, String language, Original original) {
    Translator.Done done =
        translator.translated(
            new Payer(organization, original.bot(), conversation),
            List.of(original.text()),
            null,
            language);
    String text = done.texts().getFirst();
    api.in(
        organization,
        handle ->
            handle
                .createUpdate(
                    """
                    insert into message_translations
                      (org_id, conversation_id, message_id, language, from_language, text)
                    select org_id, id, :message, :language, :from, :text
                    from conversations where org_id = :org and id = :conversation
                    on conflict do nothing
                    """)
                .bind("org", organization)
                .bind("conversation", conversation)
                .bind("message", message)
                .bind("language", language)
                .bind("from", done.from())
                .bind("text", text)
                .execute());
    return new TranslationView(message, language, done.from(), original.text(), text);
  }

  private static Original original(
      Handle handle, UUID organization, UUID conversation, UUID message) {
    Original found =
        handle
            .createQuery(
                """
                select c.bot_id, concat_ws(' ', m.content ->> 'body', m.content ->> 'caption',
                  m.content ->> 'title') as text
                from messages m join conversations c on c.org_id = m.org_id
                  and c.id = m.conversation_id
                where m.conversation_id = :conversation and m.id = :message and m.org_id = :org
                """)
            .bind("org", organization)
            .bind("conversation", conversation)
            .bind("message", message)
            .map(
                (row, context) ->
                    new Original(
                        Objects.requireNonNull(row.getObject("bot_id", UUID.class)),
                        row.getString("text")))
            .findOne()
            .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    if (found.text().isBlank()) {
      throw Refusal.of("/language", "is of no use: the message has no words");
    }
    return found;
  }
}
