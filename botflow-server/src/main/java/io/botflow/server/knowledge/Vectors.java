package io.botflow.server.knowledge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Vectors as the database keeps them. */
final class Vectors {
  private Vectors() {}

  /** What a text is known by. */
  static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The same in words, for maps. */
  static String key(String text) {
    return HexFormat.of().formatHex(hash(text));
  }

  static byte[] bytes(float[] vector) {
    ByteBuffer buffer = ByteBuffer.allocate(vector.length * Float.BYTES);
    buffer.asFloatBuffer().put(vector);
    return buffer.array();
  }

  static float[] vector(byte[] bytes) {
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
    return vector;
  }

  /** The {@link #key}s of the texts that have a vector of a model. */
  static Set<String> keys(Handle handle, UUID organization, String model) {
    return new HashSet<>(
        handle
            .createQuery(
                """
                select encode(text_hash, 'hex') from knowledge_vectors
                where org_id = :org and model = :model
                """)
            .bind("org", organization)
            .bind("model", model)
            .mapTo(String.class)
            .list());
  }

  /** All that an organisation has of a model, by {@link #key}. */
  static Map<String, float[]> of(Handle handle, UUID organization, String model) {
    Map<String, float[]> vectors = new HashMap<>();
    handle
        .createQuery(
            """
            select text_hash, vector from knowledge_vectors where org_id = :org and model = :model
            """)
        .bind("org", organization)
        .bind("model", model)
        .map(
            (row, context) ->
                Map.entry(
                    HexFormat.of().formatHex(row.getBytes("text_hash")),
                    vector(row.getBytes("vector"))))
        .forEach(entry -> vectors.put(entry.getKey(), entry.getValue()));
    return vectors;
  }
}
