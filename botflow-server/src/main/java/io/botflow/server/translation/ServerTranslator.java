package io.botflow.server.translation;

import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.spi.Payer;
import io.botflow.spi.Translator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who translates on this server; empty where nobody does. */
public record ServerTranslator(Optional<Translator> translator) {
  private static final Logger LOG = LoggerFactory.getLogger(ServerTranslator.class);

  /**
   * Translates, or refuses. To be called without a transaction.
   *
   * @throws Refusal where nobody translates, or could not now
   */
  public Translator.Done translated(
      Payer payer, List<String> texts, @Nullable String from, String to) {
    if (translator.isEmpty()) {
      throw new Refusal(ErrorCode.NO_TRANSLATOR);
    }
    return switch (translator.get().translate(payer, texts, from, to)) {
      case Translator.Done done -> done;
      case Translator.Failed failed -> {
        LOG.warn("Not translated: {}", failed.why());
        throw new Refusal(ErrorCode.NOT_TRANSLATED);
      }
    };
  }
}
