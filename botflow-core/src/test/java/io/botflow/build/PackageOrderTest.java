package io.botflow.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageOrderTest {

  @TempDir private Path folder;
  private Path classes;
  private final List<String> sources = new ArrayList<>();

  @BeforeEach
  void createFolder() throws IOException {
    classes = Files.createDirectory(folder.resolve("classes"));
  }

  @Test
  void findsNoCycleWhereArrowsGoOneWay() throws IOException {
    source("a", "public class A {}");
    source("b", "public class B { io.botflow.a.A a; java.util.List<String> names; }");
    source("c", "public class C { io.botflow.a.A a; io.botflow.b.B b; }");

    PackageArrows arrows = compiled();

    assertThat(arrows.cycles()).isEmpty();
    assertThat(arrows.uses())
        .containsOnlyKeys("io.botflow.b", "io.botflow.c")
        .extractingByKey("io.botflow.c")
        .isEqualTo(new TreeSet<>(List.of("io.botflow.a", "io.botflow.b")));
  }

  @Test
  void findsCycleOfTwoPackages() throws IOException {
    source("a", "public class A { io.botflow.b.B b; }");
    source("b", "public class B { io.botflow.a.A a; }");

    assertThat(compiled().cycles()).containsExactly("io.botflow.a -> io.botflow.b -> io.botflow.a");
  }

  @Test
  void findsCycleThroughARootAndASubpackageOnce() throws IOException {
    source("", "public class Root { io.botflow.a.A a; }");
    source("a", "public class A { io.botflow.a.b.B b; }");
    source("a.b", "public class B { void call() { new io.botflow.Root(); } }");
    source("c", "public class C { io.botflow.a.A a; }");

    assertThat(compiled().cycles())
        .containsExactly("io.botflow -> io.botflow.a -> io.botflow.a.b -> io.botflow");
  }

  @Test
  void refusesAnArrowAgainstTheOrder() throws IOException {
    source("a", "public class A { io.botflow.b.B b; }");
    source("b", "public class B {}");

    var order = PackageOrder.of("io.botflow", "a < b");

    assertThat(order.violations(compiled()))
        .containsExactly("io.botflow.a must not use io.botflow.b");
  }

  @Test
  void refusesAnArrowBetweenPackagesThatStandSideBySide() throws IOException {
    source("a", "public class A { io.botflow.b.B b; }");
    source("b", "public class B {}");

    var order = PackageOrder.of("io.botflow", "a, b < c");

    assertThat(order.violations(compiled()))
        .containsExactly("io.botflow.a must not use io.botflow.b");
  }

  @Test
  void refusesAPackageWithoutAPlace() throws IOException {
    source("a", "public class A {}");
    source("late", "public class Late { io.botflow.a.A a; }");

    var order = PackageOrder.of("io.botflow", "a < b");

    assertThat(order.violations(compiled()))
        .containsExactly("io.botflow.late has no place in the order of packages");
  }

  @Test
  void allowsArrowsToAllThatStandBeforeAcrossLines() throws IOException {
    source("a", "public class A {}");
    source("", "public class Root { io.botflow.a.A a; }");
    source("d", "public class D { io.botflow.a.A a; io.botflow.Root root; }");

    var order = PackageOrder.of("io.botflow", "a < b", "b, c < . < d");

    assertThat(order.violations(compiled())).isEmpty();
  }

  @Test
  void refusesAnOrderThatContradictsItself() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PackageOrder.of("io.botflow", "a < b", "b < a"))
        .withMessage("io.botflow.a stands before itself");
  }

  @Test
  void saysWhichFolderHasNoClasses() {
    assertThatIllegalStateException()
        .isThrownBy(() -> PackageArrows.of(folder.resolve("absent")))
        .withMessageStartingWith("No compiled classes in ");
  }

  private void source(String packageName, String type) throws IOException {
    String name = packageName.isEmpty() ? "io.botflow" : "io.botflow." + packageName;
    String typeName = type.replaceFirst("public class (\\w+).*", "$1");
    Path file = folder.resolve("src").resolve(name.replace('.', '/')).resolve(typeName + ".java");
    Files.createDirectories(file.resolve(".."));
    Files.writeString(file, "package " + name + "; " + type);
    sources.add(file.toString());
  }

  private PackageArrows compiled() {
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
    arguments.addAll(sources);
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(exit).isZero();
    return PackageArrows.of(classes);
  }
}
