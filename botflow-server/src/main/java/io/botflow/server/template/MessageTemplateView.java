package io.botflow.server.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message template in one language.
 *
 * @param status {@code draft} where the network does not have it, else the network's in small
 *     letters, such as {@code pending} or {@code approved}
 * @param reason why it was rejected, paused or disabled; null else
 * @param components as the network has them, in Meta's form; those of the draft where it has none
 * @param draft what was not sent for review; null where nothing waits
 */
record MessageTemplateView(
    UUID id,
    String businessAccountId,
    String name,
    String language,
    String category,
    String status,
    @Nullable String quality,
    @Nullable String reason,
    JsonNode components,
    @Nullable TemplateDraft draft,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * A new template, or a change of one.
   *
   * @param problems what has to be mended before it can be sent
   * @param refusal what the network said when it was last sent; null where it said nothing
   */
  record TemplateDraft(
      String category, JsonNode components, List<DraftProblem> problems, @Nullable String refusal) {
    TemplateDraft {
      problems = List.copyOf(problems);
    }
  }

  /**
   * A rule of Meta's that a draft does not keep.
   *
   * @param path the part: {@code /header}, {@code /body}, {@code /buttons/1/text}
   * @param certain false where Meta may take it all the same
   */
  record DraftProblem(String path, String code, String message, boolean certain) {}
}
