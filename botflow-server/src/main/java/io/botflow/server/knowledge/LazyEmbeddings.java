package io.botflow.server.knowledge;

import io.botflow.spi.EmbeddingModel;
import io.botflow.spi.EmbeddingUnavailable;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A model that is loaded when the first text comes: most servers start without needing it. */
final class LazyEmbeddings implements EmbeddingModel {
  private final String id;
  private final Supplier<EmbeddingModel> loading;
  private @Nullable EmbeddingModel loaded;

  LazyEmbeddings(String id, Supplier<EmbeddingModel> loading) {
    this.id = id;
    this.loading = loading;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int dimension() {
    return model().dimension();
  }

  /**
   * As the model does.
   *
   * @throws EmbeddingUnavailable also where it cannot be loaded
   */
  @Override
  public List<float[]> embed(List<String> texts) {
    return model().embed(texts);
  }

  private synchronized EmbeddingModel model() {
    if (loaded == null) {
      loaded = loading.get();
    }
    return loaded;
  }
}
