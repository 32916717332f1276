package io.botflow.build;

import static java.util.stream.Collectors.toCollection;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/**
 * Which package of a module uses which other package of the same module, as the JDK's own {@code
 * jdeps} reads it from the compiled classes. Immutable.
 *
 * @param uses from the name of each package that uses another one to the names that it uses
 */
public record PackageArrows(NavigableMap<String, NavigableSet<String>> uses) {

  /** What jdeps prints for one arrow: {@code io.botflow.node -> io.botflow.spi classes}. */
  private static final Pattern ARROW = Pattern.compile("^ +(\\S+) +-> (\\S+) .*$");

  public PackageArrows {
    NavigableMap<String, NavigableSet<String>> copy = new TreeMap<>();
    uses.forEach(
        (from, to) -> copy.put(from, Collections.unmodifiableNavigableSet(new TreeSet<>(to))));
    uses = Collections.unmodifiableNavigableMap(copy);
  }

  /**
   * Reads the arrows between the {@code io.botflow} packages below a folder of compiled classes.
   *
   * @throws IllegalStateException when the folder is missing, or jdeps is or refuses it
   */
  public static PackageArrows of(Path classes) {
    if (!Files.isDirectory(classes)) {
      throw new IllegalStateException("No compiled classes in " + classes.toAbsolutePath());
    }
    var jdeps =
        ToolProvider.findFirst("jdeps")
            .orElseThrow(() -> new IllegalStateException("This Java has no jdeps: use a JDK"));
    var output = new StringWriter();
    var errors = new StringWriter();
    int exit =
        jdeps.run(
            new PrintWriter(output, true),
            new PrintWriter(errors, true),
            "--multi-release=base",
            "--ignore-missing-deps",
            "-verbose:package",
            "-regex",
            "io\\.botflow(\\..*)?",
            classes.toString());
    if (exit != 0) {
      throw new IllegalStateException("jdeps failed on " + classes + ": " + output + errors);
    }
    return parse(output.toString());
  }

  private static PackageArrows parse(String report) {
    NavigableMap<String, NavigableSet<String>> uses = new TreeMap<>();
    report
        .lines()
        .map(ARROW::matcher)
        .filter(Matcher::matches)
        .forEach(
            arrow ->
                uses.computeIfAbsent(arrow.group(1), from -> new TreeSet<>()).add(arrow.group(2)));
    return new PackageArrows(uses);
  }

  /** The shortest way around from each package on a cycle, one for each set of packages. */
  public List<String> cycles() {
    List<String> cycles = new ArrayList<>();
    NavigableSet<String> reported = new TreeSet<>();
    for (String start : uses.keySet()) {
      List<String> way = wayBackTo(start);
      if (!way.isEmpty() && !reported.containsAll(way)) {
        reported.addAll(way);
        cycles.add(String.join(" -> ", way));
      }
    }
    return List.copyOf(cycles);
  }

  /** Every package that uses another one or is used. */
  NavigableSet<String> packages() {
    NavigableSet<String> all =
        uses.values().stream().flatMap(NavigableSet::stream).collect(toCollection(TreeSet::new));
    all.addAll(uses.keySet());
    return all;
  }

  private List<String> wayBackTo(String start) {
    Map<String, String> cameFrom = new HashMap<>();
    Deque<String> next = new ArrayDeque<>(List.of(start));
    while (!next.isEmpty()) {
      String from = next.remove();
      for (String to : uses.getOrDefault(from, Collections.emptyNavigableSet())) {
        if (cameFrom.putIfAbsent(to, from) == null) {
          next.add(to);
        }
      }
    }
    if (!cameFrom.containsKey(start)) {
      return List.of();
    }
    List<String> way = new ArrayList<>(List.of(start));
    String at = start;
    do {
      at = cameFrom.getOrDefault(at, start);
      way.add(at);
    } while (!at.equals(start));
    return way.reversed();
  }
}
