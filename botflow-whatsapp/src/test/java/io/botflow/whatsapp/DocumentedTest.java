package io.botflow.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.ChannelEvent;
import io.botflow.message.Commerce;
import io.botflow.message.MessageContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/whatsapp.md} has every kind of message and event, every error, and its sources. */
class DocumentedTest {
  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "whatsapp.md"));
  }

  @Test
  void everyErrorIsInTheTableWithItsText() throws IOException {
    List<String> lines = page().lines().toList();
    for (GraphErrorRule rule : GraphErrors.table()) {
      assertThat(lines)
          .filteredOn(line -> line.startsWith("| " + rule.codes() + " | " + rule.meaning() + " |"))
          .as(rule.codes())
          .singleElement()
          .asString()
          .endsWith("| " + rule.advice() + " |");
    }
  }

  @Test
  void everyKindOfMessageAndEventIsNamed() throws IOException {
    String page = page();
    Stream<Class<?>> kinds =
        Stream.of(MessageContent.class, Commerce.class, ChannelEvent.class)
            .flatMap(family -> Stream.of(family.getPermittedSubclasses()));
    assertThat(kinds.filter(kind -> kind != Commerce.class))
        .allSatisfy(kind -> assertThat(page).contains("`" + kind.getSimpleName() + "`"));
  }

  @Test
  void everySourceThatIsCitedIsListedAndTheOtherWayRound() throws IOException {
    String page = page();
    Set<String> cited = new TreeSet<>();
    Pattern.compile("\\[([A-Z0-9]{3,4}(?:, [A-Z0-9]{3,4})*)\\]")
        .matcher(page)
        .results()
        .forEach(found -> cited.addAll(List.of(found.group(1).split(", ", -1))));
    Set<String> listed = new TreeSet<>();
    page.substring(page.indexOf("\n## Sources"))
        .lines()
        .filter(line -> line.matches("\\| [A-Z0-9]{3,4} \\|.*"))
        .forEach(line -> listed.add(line.split("\\|", 3)[1].strip()));
    assertThat(cited).isEqualTo(listed);
  }
}
