package io.botflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The core talks to channels by their interface alone: a rule of one network has no place in it.
 */
class CoreKnowsNoChannelTest {
  private static final Pattern NETWORKS =
      Pattern.compile("whatsapp|\\bwaba|\\bwamid|360dialog|\\bmeta's\\b|webhook_verify|smtp|imap");

  /** The documents of flow tests name what a test is about: their words stay as they are. */
  private static final Set<String> WORDS_OF_DOCUMENTS =
      Set.of("FlowTestReader.java", "flow-tests.schema.json");

  @Test
  void noSourceNamesANetwork() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        String name = String.valueOf(file.getFileName());
        if (NETWORKS.matcher(text).find() && !WORDS_OF_DOCUMENTS.contains(name)) {
          found.add(file.toString());
        }
      }
    }
    assertThat(found).isEmpty();
  }
}
