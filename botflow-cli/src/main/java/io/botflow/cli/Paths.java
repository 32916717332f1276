package io.botflow.cli;

import io.botflow.testing.FlowTests;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds and reads the files that a command was given. */
final class Paths {
  private static final Set<String> NOT_OURS = Set.of("target", "node_modules");

  private Paths() {}

  /** The files, and those in the folders whose name ends so, in order and once. */
  static List<Path> find(List<Path> given, String suffix, String what) {
    Set<Path> found = new LinkedHashSet<>();
    for (Path path : given) {
      if (Files.isDirectory(path)) {
        List<Path> inside = inside(path, suffix);
        if (inside.isEmpty()) {
          throw new CommandProblem(
              Exit.MISUSE, "there are no " + what + " (*" + suffix + ") in " + path + ".");
        }
        found.addAll(inside);
      } else if (Files.exists(path)) {
        found.add(path);
      } else {
        throw new CommandProblem(Exit.MISUSE, "there is no file or folder " + path + ".");
      }
    }
    return List.copyOf(found);
  }

  private static List<Path> inside(Path folder, String suffix) {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path into, BasicFileAttributes attributes) {
              String name = String.valueOf(into.getFileName());
              boolean hidden = name.startsWith(".") && name.length() > 2 && !into.equals(folder);
              return hidden || NOT_OURS.contains(name)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.toString().endsWith(suffix)) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new CommandProblem(Exit.MISUSE, folder + " cannot be read: " + e.getMessage());
    }
    files.sort(null);
    return files;
  }

  /** One flow file. */
  static Path flow(Path path) {
    if (Files.isDirectory(path)) {
      List<Path> flows = inside(path, FlowTests.FLOW_FILE);
      if (flows.size() == 1) {
        return flows.get(0);
      }
      throw new CommandProblem(
          Exit.MISUSE, path + " is a folder with " + flows.size() + " flows; name one of them.");
    }
    return path;
  }

  /** The text of a file. */
  static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (CharacterCodingException e) {
      throw new CommandProblem(Exit.MISUSE, path + " is not UTF-8 text.");
    } catch (IOException e) {
      throw new CommandProblem(
          Exit.MISUSE,
          Files.exists(path)
              ? path + " cannot be read: " + e.getMessage()
              : "there is no file " + path + ".");
    }
  }
}
