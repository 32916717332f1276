package io.botflow.spi;

import java.util.List;

/** Turns texts into vectors. Thread-safe; may block. */
public interface EmbeddingModel {

  /** How many numbers a vector has. */
  int dimension();

  /** One vector of length 1 for each text, in order. */
  List<float[]> embed(List<String> texts);
}
