package io.botflow.ai.intent;

import io.botflow.spi.EmbeddingModel;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of a model: a mark, a version, the numbers of the model (big endian) and a CRC-32
 * of all before it. Sizes are compared with the length before anything is made of them.
 */
final class IntentModelFormat {
  private static final int MARK = 0x42_46_49_4D; // BFIM
  private static final byte VERSION = 3;
  private static final int CHECKSUM = Integer.BYTES;
  private static final int LEAST = Integer.BYTES + 1 + CHECKSUM;

  private IntentModelFormat() {}

  static byte[] write(IntentModel model) {
    Vocabulary vocabulary = model.scorer().vocabulary();
    Weights weights = model.scorer().weights();
    List<byte[]> names =
        model.names().stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toList();
    byte[] meaning = meaning(model);
    long size =
        LEAST + 8L + 4 + 4 + 4 + 4 + 4 + body(vocabulary.size(), names.size()) + meaning.length;
    for (byte[] name : names) {
      size += Integer.BYTES + name.length;
    }
    ByteBuffer to = ByteBuffer.allocate(Math.toIntExact(size));
    to.putInt(MARK).put(VERSION).putDouble(model.threshold());
    to.putFloat(model.calibration().sharpness()).putFloat(model.calibration().none());
    to.putInt(names.size()).putInt(vocabulary.texts()).putInt(vocabulary.size());
    names.forEach(name -> to.putInt(name.length).put(name));
    to.asIntBuffer().put(vocabulary.hashes()).put(vocabulary.frequencies());
    to.position(to.position() + 2 * Integer.BYTES * vocabulary.size());
    to.asFloatBuffer().put(weights.factors());
    to.position(to.position() + Float.BYTES * weights.factors().length);
    to.put(weights.rows());
    to.put(meaning);
    to.putInt(checksum(to.array()));
    return to.array();
  }

  private static byte[] meaning(IntentModel model) {
    Encoded encoded = model.encoded();
    Meaning meaning = model.scorer().meaning();
    return encoded == null || meaning == null ? new byte[0] : MeaningFormat.write(encoded, meaning);
  }

  static IntentModel read(byte[] bytes, @Nullable EmbeddingModel encoder) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    if (bytes.length < LEAST || from.getInt() != MARK) {
      throw new IllegalArgumentException("This is no intent model");
    }
    byte version = from.get();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "The intent model is of version %d; this BotFlow reads version %d"
              .formatted(version, VERSION));
    }
    if (ByteBuffer.wrap(bytes).getInt(bytes.length - CHECKSUM) != checksum(bytes)) {
      throw damaged("its checksum does not fit", null);
    }
    try {
      return model(from.limit(bytes.length - CHECKSUM), encoder);
    } catch (BufferUnderflowException e) {
      throw damaged("it is too short", e);
    }
  }

  private static IntentModel model(ByteBuffer from, @Nullable EmbeddingModel encoder) {
    double threshold = from.getDouble();
    var calibration = new Calibration(from.getFloat(), from.getFloat(), 0);
    int classes = from.getInt();
    int texts = from.getInt();
    int features = from.getInt();
    if (!(threshold >= 0 && threshold <= 1)
        || !Float.isFinite(calibration.sharpness())
        || !Float.isFinite(calibration.none())
        || classes < 0
        || classes > IntentTrainer.MAX_INTENTS
        || texts < 0
        || features < 0) {
      throw damaged("its head makes no sense", null);
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < classes; i++) {
      int length = from.getInt();
      if (length < 0 || length > from.remaining()) {
        throw damaged("the name of an intent is too long", null);
      }
      byte[] name = new byte[length];
      from.get(name);
      names.add(new String(name, StandardCharsets.UTF_8));
    }
    if (body(features, classes) > from.remaining()) {
      throw damaged("its sizes do not fit its length", null);
    }
    var vocabulary = new Vocabulary(ints(from, features), ints(from, features), texts);
    float[] factors = new float[features + 1];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = from.getFloat();
    }
    byte[] rows = new byte[factors.length * classes];
    from.get(rows);
    check(vocabulary, factors);
    var weights = new Weights(classes, rows, factors);
    if (!from.hasRemaining()) {
      return new IntentModel(
          names, new Scorer(vocabulary, weights, null), calibration, threshold, null, null);
    }
    MeaningFormat.Read read;
    try {
      read = MeaningFormat.read(from, classes);
    } catch (IllegalArgumentException e) {
      throw damaged(String.valueOf(e.getMessage()), e);
    }
    if (encoder != null && !encoder.id().equals(read.encoded().encoder())) {
      throw new IllegalArgumentException(
          "The intent model was trained with the encoder %s and not with %s"
              .formatted(read.encoded().encoder(), encoder.id()));
    }
    return new IntentModel(
        names,
        new Scorer(vocabulary, weights, read.meaning()),
        calibration,
        threshold,
        read.encoded(),
        encoder);
  }

  private static void check(Vocabulary vocabulary, float[] factors) {
    for (int i = 0; i < vocabulary.size(); i++) {
      if (vocabulary.frequencies()[i] < 0
          || (i > 0 && vocabulary.hashes()[i] <= vocabulary.hashes()[i - 1])) {
        throw damaged("its vocabulary is in disorder", null);
      }
    }
    for (float factor : factors) {
      if (!Float.isFinite(factor)) {
        throw damaged("a weight is no number", null);
      }
    }
  }

  private static int[] ints(ByteBuffer from, int count) {
    int[] ints = new int[count];
    from.asIntBuffer().get(ints);
    from.position(from.position() + Integer.BYTES * count);
    return ints;
  }

  /** Bytes of the vocabulary and the weights. */
  private static long body(int features, int classes) {
    return 2L * Integer.BYTES * features + (features + 1L) * (Float.BYTES + classes);
  }

  private static int checksum(byte[] bytes) {
    var sum = new CRC32();
    sum.update(bytes, 0, bytes.length - CHECKSUM);
    return (int) sum.getValue();
  }

  private static IllegalArgumentException damaged(String why, @Nullable Exception cause) {
    return new IllegalArgumentException("The intent model is damaged: " + why, cause);
  }
}
