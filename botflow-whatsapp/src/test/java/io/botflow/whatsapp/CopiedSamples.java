package io.botflow.whatsapp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The payloads in the test resources: those that their licence lets us copy. */
final class CopiedSamples {
  private CopiedSamples() {}

  /** The rows of their index, the heading left out. */
  static List<List<String>> index() {
    List<List<String>> rows = new ArrayList<>();
    new String(bytes("index.tsv"), UTF_8)
        .lines()
        .skip(1)
        .forEach(line -> rows.add(List.of(line.split("\t", -1))));
    return rows;
  }

  static byte[] bytes(String file) {
    try (InputStream in = CopiedSamples.class.getResourceAsStream("/whatsapp-samples/" + file)) {
      if (in == null) {
        throw new AssertionError("no copied sample " + file);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
