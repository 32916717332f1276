package io.botflow.whatsapp;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The collection of WhatsApp payloads that lies outside of the repository, since most of it may not
 * be copied: {@code shared/whatsapp} beside the repository, or beside one of the folders above it.
 * The system property {@code botflow.whatsapp.samples} names another place. Tests that need it are
 * skipped, visibly, where it is absent.
 */
public final class SharedSamples {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SharedSamples() {}

  /** The collection's folder; skips the calling test when it is absent. */
  public static Path folder() {
    Path folder = find();
    assumeTrue(
        Files.isDirectory(folder),
        "the payload collection is absent (" + folder + "): this test has not run");
    return folder;
  }

  /** The tests made by {@code tests}, or one that is skipped where the collection is absent. */
  public static Stream<DynamicTest> tests(Supplier<Stream<DynamicTest>> tests) {
    return Files.isDirectory(find())
        ? tests.get()
        : Stream.of(DynamicTest.dynamicTest("needs the collection", SharedSamples::folder));
  }

  private static Path find() {
    String named = System.getProperty("botflow.whatsapp.samples");
    if (named != null) {
      return Path.of(named);
    }
    for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
      Path candidate = above.resolve("shared/whatsapp");
      if (Files.isDirectory(candidate.resolve("fixtures"))) {
        return candidate;
      }
    }
    return Path.of("../../shared/whatsapp");
  }

  /** The rows of a tab-separated file below the folder, its heading left out. */
  public static List<List<String>> table(String file) {
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines(folder().resolve(file))) {
      rows.add(List.of(line.split("\t", -1)));
    }
    return rows.subList(1, rows.size());
  }

  /** The bytes of a file below the folder. */
  public static byte[] bytes(String file) {
    try {
      return Files.readAllBytes(folder().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file below the folder as JSON. */
  public static JsonNode json(String file) {
    try {
      return JSON.readTree(bytes(file));
    } catch (IOException e) {
      return fail(file + " is no JSON", e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
