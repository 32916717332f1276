package io.botflow.ai.embedding;

import io.botflow.spi.EmbeddingModel;
import io.botflow.testing.EmbeddingModelContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MiniLmTest extends EmbeddingModelContract {
  private final LocalEmbeddings model = LocalEmbeddings.of(LocalModel.MINI_LM, 2);

  @AfterAll
  void close() {
    model.close();
  }

  @Override
  protected EmbeddingModel model() {
    return model;
  }
}
