package io.botflow.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The order in which the packages of a module may use each other: each package only those before
 * it. Immutable.
 *
 * @param before from the name of each package to the names of those before it
 */
public record PackageOrder(NavigableMap<String, NavigableSet<String>> before) {

  /**
   * Reads an order from lines such as {@code "message < event"} or {@code "event, flow < spi"}:
   * what stands left of a {@code <} comes before all that stands right of it, across lines too.
   *
   * @param root the package that the names are relative to; {@code .} names the root itself
   * @throws IllegalArgumentException when the lines put a package before itself
   */
  public static PackageOrder of(String root, String... lines) {
    NavigableMap<String, NavigableSet<String>> before = new TreeMap<>();
    for (String line : lines) {
      List<String> earlier = List.of();
      for (String step : line.split("<", -1)) {
        List<String> names = names(root, step);
        for (String name : names) {
          before.computeIfAbsent(name, added -> new TreeSet<>()).addAll(earlier);
        }
        earlier = names;
      }
    }
    close(before);
    return new PackageOrder(before);
  }

  /** Every arrow against this order, and every package that has no place in it. */
  public List<String> violations(PackageArrows arrows) {
    List<String> violations = new ArrayList<>();
    for (String name : arrows.packages()) {
      if (!before.containsKey(name)) {
        violations.add(name + " has no place in the order of packages");
      }
    }
    arrows
        .uses()
        .forEach(
            (from, targets) -> {
              for (String to : targets) {
                if (before.containsKey(from) && !before.get(from).contains(to)) {
                  violations.add(from + " must not use " + to);
                }
              }
            });
    return List.copyOf(violations);
  }

  private static List<String> names(String root, String step) {
    List<String> names = new ArrayList<>();
    for (String name : step.split(",", -1)) {
      names.add(name.strip().equals(".") ? root : root + "." + name.strip());
    }
    return names;
  }

  /** Adds what comes before the earlier ones, until nothing more is added. */
  private static void close(Map<String, NavigableSet<String>> before) {
    boolean grown = true;
    while (grown) {
      grown = false;
      for (NavigableSet<String> earlier : before.values()) {
        for (String name : List.copyOf(earlier)) {
          grown |= earlier.addAll(before.getOrDefault(name, new TreeSet<>()));
        }
      }
    }
    before.forEach(
        (name, earlier) -> {
          if (earlier.contains(name)) {
            throw new IllegalArgumentException(name + " stands before itself");
          }
        });
  }
}
