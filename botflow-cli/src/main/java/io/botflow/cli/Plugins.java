package io.botflow.cli;

import io.botflow.node.NodeTypes;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Partners' node types: from the jars of {@code --plugins}, of {@code BOTFLOW_PLUGINS} and of the
 * folder {@code plugins} where the command is run.
 */
final class Plugins {
  @Option(
      names = "--plugins",
      paramLabel = "DIR|JAR",
      description =
          "Jars with more node types; besides those of BOTFLOW_PLUGINS and of the folder plugins.")
  private List<Path> given = new ArrayList<>();

  /** BotFlow's node types and the partners'. */
  NodeTypes types() {
    List<URL> jars = new ArrayList<>();
    given.forEach(path -> add(path, jars));
    @Nullable String environment = System.getenv("BOTFLOW_PLUGINS");
    if (environment != null) {
      for (String path : environment.split(File.pathSeparator, -1)) {
        if (!path.isBlank()) {
          add(Path.of(path), jars);
        }
      }
    }
    if (Files.isDirectory(Path.of("plugins"))) {
      add(Path.of("plugins"), jars);
    }
    if (jars.isEmpty()) {
      return NodeTypes.discovered(Plugins.class.getClassLoader());
    }
    try {
      return NodeTypes.discovered(
          new URLClassLoader(jars.toArray(URL[]::new), Plugins.class.getClassLoader()));
    } catch (ServiceConfigurationError | IllegalArgumentException | LinkageError e) {
      throw new CommandProblem(Exit.MISUSE, "a plugin cannot be used: " + e.getMessage());
    }
  }

  private static void add(Path path, List<URL> jars) {
    if (Files.isDirectory(path)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*.jar")) {
        for (Path file : files) {
          jars.add(url(file));
        }
      } catch (IOException e) {
        throw new CommandProblem(Exit.MISUSE, path + " cannot be read: " + e.getMessage());
      }
    } else if (Files.exists(path)) {
      jars.add(url(path));
    } else {
      throw new CommandProblem(Exit.MISUSE, "there is no plugin " + path + ".");
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a file always has an address", e);
    }
  }
}
