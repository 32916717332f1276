package io.botflow.spi;

import java.util.List;

/** Turns texts into vectors. Thread-safe; may block. */
public interface EmbeddingModel {

  /**
   * Which model this is, with what its vectors depend on: vectors of different ids can't be
   * compared, and what was kept of another id is made anew.
   */
  String id();

  /** How many numbers a vector has. */
  int dimension();

  /**
   * One vector of length 1 for each text, in order. The same text gives the same vector, whatever
   * it is asked with. Where a text is longer than the model reads, its beginning counts.
   *
   * @throws EmbeddingUnavailable where no vectors can be had now
   */
  List<float[]> embed(List<String> texts);
}
