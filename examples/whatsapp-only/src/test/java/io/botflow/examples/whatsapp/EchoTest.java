package io.botflow.examples.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The program runs where there is nothing of BotFlow but messages and the WhatsApp channel. */
class EchoTest {
  /** All of BotFlow that the channel may use. */
  private static final List<String> ALLOWED =
      List.of(
          "io.botflow.message.",
          "io.botflow.spi.",
          "io.botflow.whatsapp.",
          "io.botflow.examples.whatsapp.");

  @Test
  void answersWithoutTheRuntime() throws Exception {
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (Fenced classes = new Fenced()) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      Class<?> echo = classes.loadClass(Echo.class.getName());
      assertThat(echo).isNotSameAs(Echo.class);
      echo.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
      // The fence stands.
      assertThatThrownBy(() -> classes.loadClass("io.botflow.engine.FlowEngine"))
          .isInstanceOf(ClassNotFoundException.class);
    } finally {
      System.setOut(out);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines("You said: Is anybody there?");
  }

  @Test
  void needsNoneOfTheRuntimesLibraries() {
    for (String runtimes :
        List.of(
            "dev.cel.compiler.CelCompiler",
            "com.google.re2j.Pattern",
            "org.yaml.snakeyaml.Yaml",
            "io.botflow.server.ServerMain",
            "io.botflow.store.jdbc.JdbcStore")) {
      assertThatThrownBy(() -> Class.forName(runtimes)).isInstanceOf(ClassNotFoundException.class);
    }
  }

  /** Loads the class path anew, without the packages that are not allowed. */
  private static final class Fenced extends URLClassLoader {
    Fenced() {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] classPath() {
      return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(Path::of)
          .map(
              path -> {
                try {
                  return path.toUri().toURL();
                } catch (MalformedURLException e) {
                  throw new IllegalStateException(e);
                }
              })
          .toArray(URL[]::new);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("io.botflow.") && ALLOWED.stream().noneMatch(name::startsWith)) {
        throw new ClassNotFoundException(name + " is behind the fence");
      }
      return super.findClass(name);
    }
  }
}
