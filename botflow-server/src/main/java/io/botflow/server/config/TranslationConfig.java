package io.botflow.server.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who translates.
 *
 * @param googleKey the file with the key of a Google service account; null for the language model
 * @param googleLocation where Google translates
 */
public record TranslationConfig(@Nullable Path googleKey, String googleLocation) {
  static TranslationConfig read(Settings settings) {
    String file =
        settings
            .about(
                "the key of a Google service account that may use Cloud Translation, as JSON; without"
                    + " it the language model translates")
            .text("translation.google_key_file");
    return new TranslationConfig(
        file == null ? null : Path.of(file),
        settings
            .about("where Google translates: global, or a region such as europe-west1")
            .text("translation.google_location", "global"));
  }
}
