package io.botflow.ai.embedding;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A model for {@link LocalEmbeddings}: an ONNX file with the inputs and outputs of BERT, and its
 * tokenizer in Hugging Face's form.
 *
 * @param id what its vectors are known by; another file needs another id
 * @param onnx of the model; {@code classpath:} in front names a resource
 * @param tokenizer {@code tokenizer.json}, in the same way
 * @param pooling how one vector is made of those of the tokens, as the model's card says
 * @param maxTokens how many tokens of a text are read, from 8 to 8,192
 */
public record LocalModel(String id, String onnx, String tokenizer, Pooling pooling, int maxTokens) {
  /** BAAI's bge-small-en-v1.5, in 8 bits: English, the better one for knowledge and intents. */
  public static final LocalModel BGE_SMALL_EN =
      new LocalModel(
          "bge-small-en-v1.5-q",
          "classpath:bge-small-en-v1.5-q.onnx",
          "classpath:bge-small-en-v1.5-q-tokenizer.json",
          Pooling.FIRST,
          512);

  /** all-MiniLM-L6-v2, in 8 bits: English, half the time. */
  public static final LocalModel MINI_LM =
      new LocalModel(
          "all-minilm-l6-v2-q",
          "classpath:all-minilm-l6-v2-q.onnx",
          "classpath:all-minilm-l6-v2-q-tokenizer.json",
          Pooling.MEAN,
          256);

  private static final int LEAST_TOKENS = 8;
  private static final int MOST_TOKENS = 8_192;
  private static final String RESOURCE = "classpath:";

  /** How one vector is made of those of the tokens. */
  public enum Pooling {
    /** That of the first token, which stands for the whole. */
    FIRST,
    /** The mean of all. */
    MEAN
  }

  /** Refuses an empty id and a number of tokens out of range. */
  public LocalModel {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a local embedding model needs an id");
    }
    if (maxTokens < LEAST_TOKENS || maxTokens > MOST_TOKENS) {
      throw new IllegalArgumentException(
          "a local embedding model reads from %d to %d tokens, not %d"
              .formatted(LEAST_TOKENS, MOST_TOKENS, maxTokens));
    }
  }

  /** Whether both files are there. */
  public boolean present() {
    return present(onnx) && present(tokenizer);
  }

  private static boolean present(String place) {
    return place.startsWith(RESOURCE)
        ? loader().getResource(place.substring(RESOURCE.length())) != null
        : Files.isReadable(Path.of(place));
  }

  static InputStream open(String place) throws IOException {
    if (!place.startsWith(RESOURCE)) {
      return Files.newInputStream(Path.of(place));
    }
    InputStream resource = loader().getResourceAsStream(place.substring(RESOURCE.length()));
    if (resource == null) {
      throw new FileNotFoundException(place);
    }
    return resource;
  }

  private static ClassLoader loader() {
    return LocalModel.class.getClassLoader();
  }
}
