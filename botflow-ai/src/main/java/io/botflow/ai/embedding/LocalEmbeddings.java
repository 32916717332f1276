package io.botflow.ai.embedding;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.botflow.spi.EmbeddingModel;
import io.botflow.spi.EmbeddingUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Vectors from an ONNX model in this process, without any account. Needs {@code
 * com.microsoft.onnxruntime:onnxruntime}, {@code ai.djl.huggingface:tokenizers} and a model on the
 * class path, which botflow-ai does not bring; see docs/ai.md.
 *
 * <p>One text at a time goes through the model, on the caller's thread: on one core a batch is no
 * faster, since all of it becomes as long as its longest text, and in 8 bits a text's vector would
 * depend on its neighbours. Callers take turns, text by text. Thread-safe.
 */
public final class LocalEmbeddings implements EmbeddingModel, AutoCloseable {
  /** Of a text, in characters, for each token that the model reads. */
  private static final int CHARACTERS_OF_TOKEN = 16;

  private final LocalModel model;
  private final HuggingFaceTokenizer tokenizer;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Semaphore places;
  private final int dimension;

  private LocalEmbeddings(LocalModel model, int cores) throws IOException, OrtException {
    this.model = model;
    places = new Semaphore(cores, true);
    tokenizer = tokenizer(model);
    environment = OrtEnvironment.getEnvironment();
    session = session(model, environment);
    try {
      dimension = vector("").length;
    } catch (OrtException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** A model on one core. See {@link #of(LocalModel, int)}. */
  public static LocalEmbeddings of(LocalModel model) {
    return of(model, 1);
  }

  /**
   * A model in memory; takes about a second.
   *
   * @param cores how many texts are in work at once, each on one core; at least 1
   * @throws EmbeddingUnavailable where a library or a file is missing, or can't be used
   */
  public static LocalEmbeddings of(LocalModel model, int cores) {
    try {
      return new LocalEmbeddings(model, cores);
    } catch (LinkageError e) {
      throw new EmbeddingUnavailable(
          "local embeddings need the libraries onnxruntime and tokenizers, for this machine: " + e,
          false,
          e);
    } catch (IOException | OrtException | RuntimeException e) {
      throw new EmbeddingUnavailable(
          "the local embedding model %s can't be used: %s".formatted(model.id(), e), false, e);
    }
  }

  private static HuggingFaceTokenizer tokenizer(LocalModel model) throws IOException {
    // The library otherwise tells its makers of machines in their cloud that use it.
    System.setProperty("OPT_OUT_TRACKING", "true");
    try (InputStream json = LocalModel.open(model.tokenizer())) {
      return HuggingFaceTokenizer.newInstance(
          json,
          Map.of(
              "padding",
              "false",
              "truncation",
              "true",
              "maxLength",
              Integer.toString(model.maxTokens()),
              "modelMaxLength",
              Integer.toString(model.maxTokens())));
    }
  }

  private static OrtSession session(LocalModel model, OrtEnvironment environment)
      throws IOException, OrtException {
    try (InputStream onnx = LocalModel.open(model.onnx());
        var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      // Otherwise what the longest text ever took stays taken.
      options.setCPUArenaAllocator(false);
      options.setMemoryPatternOptimization(false);
      return environment.createSession(onnx.readAllBytes(), options);
    }
  }

  @Override
  public String id() {
    return model.id();
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    List<float[]> vectors = new ArrayList<>(texts.size());
    for (String text : texts) {
      try {
        places.acquire();
        try {
          vectors.add(vector(text));
        } finally {
          places.release();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EmbeddingUnavailable("interrupted", true, e);
      } catch (OrtException e) {
        throw new EmbeddingUnavailable(
            "the local embedding model %s failed: %s".formatted(model.id(), e.getCode()), false, e);
      }
    }
    return vectors;
  }

  private float[] vector(String text) throws OrtException {
    int most = model.maxTokens() * CHARACTERS_OF_TOKEN;
    Encoding tokens =
        tokenizer.encode(text.length() <= most ? text : text.substring(0, most), true, false);
    long[] shape = {1, tokens.getIds().length};
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (String input : session.getInputNames()) {
        long[] values =
            switch (input) {
              case "input_ids" -> tokens.getIds();
              case "attention_mask" -> tokens.getAttentionMask();
              case "token_type_ids" -> tokens.getTypeIds();
              default -> throw new IllegalArgumentException("it has an input named " + input);
            };
        inputs.put(input, OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        if (!(result.get(0) instanceof OnnxTensor output)
            || output.getInfo().getShape().length != 3) {
          throw new IllegalArgumentException("its first output is not a vector for each token");
        }
        return pooled(output.getFloatBuffer(), (int) output.getInfo().getShape()[2]);
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private float[] pooled(FloatBuffer ofTokens, int size) {
    float[] vector = new float[size];
    int counted =
        switch (model.pooling()) {
          case FIRST -> size;
          case MEAN -> ofTokens.remaining();
        };
    for (int i = 0; i < counted; i++) {
      vector[i % size] += ofTokens.get(i);
    }
    return UnitVector.of(vector);
  }

  /** Frees the model; no call may be under way or come after. */
  @Override
  public void close() {
    tokenizer.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
