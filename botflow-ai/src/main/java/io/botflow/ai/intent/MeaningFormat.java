package io.botflow.ai.intent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The binary form of what a model knows of meaning. Sizes are compared with the length before
 * anything is made of them.
 */
final class MeaningFormat {
  private static final int MOST_NUMBERS = 100_000;

  /** What was read. */
  record Read(Encoded encoded, Meaning meaning) {}

  private MeaningFormat() {}

  static byte[] write(Encoded encoded, Meaning meaning) {
    byte[] encoder = encoded.encoder().getBytes(StandardCharsets.UTF_8);
    long size =
        3L * Integer.BYTES
            + encoder.length
            + 6L * Float.BYTES
            + numbers(meaning.mean().length, meaning.intents().classes(), meaning.owners().length);
    ByteBuffer to = ByteBuffer.allocate(Math.toIntExact(size));
    to.putInt(encoder.length).put(encoder);
    to.putInt(meaning.mean().length).putInt(meaning.owners().length);
    to.putFloat(encoded.blend().words()).putFloat(encoded.blend().meaning());
    to.putFloat(encoded.blend().neighbours());
    to.putFloat(encoded.calibration().sharpness()).putFloat(encoded.calibration().none());
    to.putFloat(encoded.calibration().far());
    put(to, meaning.mean());
    for (Weights weights : new Weights[] {meaning.intents(), meaning.examples()}) {
      put(to, weights.factors());
      to.put(weights.rows());
    }
    for (int owner : meaning.owners()) {
      to.putInt(owner);
    }
    return to.array();
  }

  private static void put(ByteBuffer to, float[] floats) {
    for (float number : floats) {
      to.putFloat(number);
    }
  }

  /**
   * Reads what is left of a buffer.
   *
   * @throws IllegalArgumentException where it makes no sense; the message says what
   */
  static Read read(ByteBuffer from, int classes) {
    int length = from.getInt();
    if (length < 1 || length > from.remaining()) {
      throw new IllegalArgumentException("the name of its encoder is too long");
    }
    byte[] encoder = new byte[length];
    from.get(encoder);
    int size = from.getInt();
    int columns = from.getInt();
    var blend = new Blend(finite(from), finite(from), finite(from));
    var calibration = new Calibration(finite(from), finite(from), finite(from));
    if (size < 1
        || size > MOST_NUMBERS
        || columns < 0
        || numbers(size, classes, columns) != from.remaining()) {
      throw new IllegalArgumentException("its sizes do not fit its length");
    }
    float[] mean = floats(from, size);
    Weights intents = weights(from, size, classes);
    Weights examples = weights(from, size, columns);
    int[] owners = new int[columns];
    for (int i = 0; i < columns; i++) {
      owners[i] = from.getInt();
      if (owners[i] < 0 || owners[i] >= classes) {
        throw new IllegalArgumentException("an example is of no intent");
      }
    }
    return new Read(
        new Encoded(new String(encoder, StandardCharsets.UTF_8), blend, calibration),
        new Meaning(mean, intents, examples, owners));
  }

  private static Weights weights(ByteBuffer from, int size, int columns) {
    float[] factors = floats(from, size + 1);
    byte[] rows = new byte[(size + 1) * columns];
    from.get(rows);
    return new Weights(columns, rows, factors);
  }

  private static float[] floats(ByteBuffer from, int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = finite(from);
    }
    return floats;
  }

  private static float finite(ByteBuffer from) {
    float number = from.getFloat();
    if (!Float.isFinite(number)) {
      throw new IllegalArgumentException("a number is none");
    }
    return number;
  }

  /** Bytes of the mean, both tables and the owners. */
  private static long numbers(long size, long classes, long columns) {
    return size * Float.BYTES
        + 2 * (size + 1) * Float.BYTES
        + (size + 1) * (classes + columns)
        + columns * Integer.BYTES;
  }
}
