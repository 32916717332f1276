package io.botflow.server.knowledge;

import io.botflow.spi.EmbeddingModel;
import java.util.Optional;

/** The model that this server uses for knowledge; empty to search by words alone. */
record UsedEmbeddings(Optional<EmbeddingModel> model) {}
