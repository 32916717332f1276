package io.botflow.server.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message, or a note that only the organisation sees.
 *
 * @param sentBy {@code customer}, {@code bot}, {@code person} or {@code note}
 * @param author who wrote it, where a person did
 * @param content what it says; its {@code kind} says how
 * @param text the same in words
 * @param replyTo the message that it answers, where it is known
 * @param delivery how far it came; null of what came in and of notes
 */
record MessageView(
    UUID id,
    UUID conversationId,
    String sentBy,
    @Nullable Author author,
    JsonNode content,
    String text,
    @Nullable UUID replyTo,
    Instant at,
    @Nullable Delivery delivery,
    List<MediumView> media,
    List<ReactionView> reactions,
    List<TranslatedView> translations) {
  MessageView {
    media = List.copyOf(media);
    reactions = List.copyOf(reactions);
    translations = List.copyOf(translations);
  }

  /** Who wrote; the id is null of an API key and of the telephone. */
  record Author(@Nullable UUID id, String name) {}

  /**
   * How far a message came.
   *
   * @param state {@code pending}, {@code sending}, {@code withheld} until the customer writes,
   *     {@code unknown} whether it went, {@code held} for a person to decide, {@code sent}, {@code
   *     delivered}, {@code read}, {@code played}, {@code deleted}, {@code failed}
   * @param at when it came so far; null where that is not known
   * @param mayRetry whether it makes sense to send it once more
   */
  record Delivery(
      String state, @Nullable Instant at, @Nullable DeliveryError error, boolean mayRetry) {}

  /** Why a message did not get there: the network's code, and what it means for people. */
  record DeliveryError(String code, String text) {}

  /**
   * A picture, film, recording or file that the customer sent, or that was uploaded for it; {@code
   * GET /api/media/{id}} has the bytes of one that is stored.
   *
   * @param state {@code waiting}, {@code stored}, {@code infected} or {@code unavailable}
   * @param why why it cannot be had, or null
   */
  record MediumView(
      UUID id,
      String state,
      @Nullable String mimeType,
      @Nullable String filename,
      @Nullable Long size,
      @Nullable String why) {}

  /**
   * The text in another language, as somebody had it translated.
   *
   * @param from the language that the text was found to be in; null where nobody could tell
   */
  record TranslatedView(String language, @Nullable String from, String text) {}

  /** An emoji on it. */
  record ReactionView(String emoji, String sentBy, Instant at) {}
}
