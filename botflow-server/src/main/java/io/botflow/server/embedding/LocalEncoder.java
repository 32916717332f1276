package io.botflow.server.embedding;

import io.botflow.ai.embedding.LocalEmbeddings;
import io.botflow.ai.embedding.LocalModel;
import io.botflow.spi.EmbeddingModel;
import io.botflow.spi.EmbeddingUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * bge-small, once for all of the server's features, and taken into memory when the first text
 * comes, since most of a server's start has no use for it. Where that fails it is said once, and
 * every text is refused. Thread-safe.
 */
@Singleton
public final class LocalEncoder implements EmbeddingModel {
  private static final Logger LOG = LoggerFactory.getLogger(LocalEncoder.class);

  private @Nullable LocalEmbeddings model;
  private @Nullable EmbeddingUnavailable failure;

  @Inject
  LocalEncoder() {}

  /**
   * Takes it into memory now.
   *
   * @throws EmbeddingUnavailable when it or its libraries are missing
   */
  public LocalEncoder loaded() {
    model();
    return this;
  }

  @Override
  public String id() {
    return LocalModel.BGE_SMALL_EN.id();
  }

  @Override
  public int dimension() {
    return model().dimension();
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return model().embed(texts);
  }

  private synchronized LocalEmbeddings model() {
    if (failure != null) {
      throw failure;
    }
    if (model != null) {
      return model;
    }
    try {
      LocalEmbeddings loaded = LocalEmbeddings.of(LocalModel.BGE_SMALL_EN);
      model = loaded;
      return loaded;
    } catch (EmbeddingUnavailable e) {
      LOG.warn("Texts are compared by words alone: {}", e.getMessage());
      failure = e;
      throw e;
    }
  }
}
