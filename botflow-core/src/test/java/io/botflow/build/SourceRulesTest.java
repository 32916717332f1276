package io.botflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules about the hand-written Java files of the whole repository. */
class SourceRulesTest {

  /** Beyond this a file holds more than one thing that a reader wants to find by its name. */
  private static final int MAX_LINES = 400;

  private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", ".botflow");

  private static final Pattern TYPE =
      Pattern.compile(
          "^\\s*(?:(?:public|protected|private|static|final|abstract|sealed|non-sealed)\\s+)*"
              + "(?:class|interface|record|enum|@interface)\\s+(\\w+)",
          Pattern.MULTILINE);

  /**
   * Names that say nothing of what the type does. Base is one only in front: KnowledgeBase is not.
   */
  private static final Pattern EMPTY_NAME =
      Pattern.compile(
          "(?:Base|Abstract)(?:[A-Z0-9].*)?"
              + "|.*(?:Utils?|Utility|Utilities|Helpers?|Managers?|Impl|Constants)(?:[A-Z0-9].*)?");

  @Test
  void filesHaveAtMostFourHundredLines() {
    assertThat(javaFiles())
        .allSatisfy(
            file -> assertThat(lines(file)).as("lines of %s", file).isLessThanOrEqualTo(MAX_LINES));
  }

  @Test
  void namesSayWhatTypesDo() {
    assertThat(javaFiles())
        .flatExtracting(file -> typeNames(read(file)))
        .filteredOn(SourceRulesTest::isEmptyName)
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "StringUtil",
        "Utils",
        "TestHelper",
        "BotManager",
        "StoreImpl",
        "BaseNode",
        "Base",
        "AbstractStore",
        "Constants",
        "UtilTest"
      })
  void refusesNamesThatSayNothing(String name) {
    assertThat(isEmptyName(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"KnowledgeBase", "Database", "Abstraction", "JdbcStore", "Implied", "Constant"})
  void acceptsNamesThatOnlyResembleThem(String name) {
    assertThat(isEmptyName(name)).isFalse();
  }

  @Test
  void findsTheNamesOfNestedTypes() {
    var source = "public final class A {\n  private record B() {}\n\n  sealed interface C {}\n}\n";

    assertThat(typeNames(source)).containsExactly("A", "B", "C");
  }

  private static boolean isEmptyName(String name) {
    return EMPTY_NAME.matcher(name).matches();
  }

  private static List<String> typeNames(String source) {
    return TYPE.matcher(source).results().map((MatchResult type) -> type.group(1)).toList();
  }

  private static List<Path> javaFiles() {
    List<Path> files = new ArrayList<>();
    var visitor =
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(repository(), visitor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(files).isNotEmpty();
    return files;
  }

  private static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("No mvnw above " + Path.of("").toAbsolutePath());
      }
      folder = parent;
    }
    return folder;
  }

  private static int lines(Path file) {
    return (int) read(file).lines().count();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
