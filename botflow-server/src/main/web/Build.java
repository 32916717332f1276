import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Finds Node and lets it run build.mjs, or says plainly what is missing. Started by Maven as a
 * source file: {@code java Build.java OUTPUT_FOLDER}.
 */
final class Build {
  private static final String ADVICE =
      """

      The dashboard is built with Node 20.19 or newer and npm, and %s.
      Install it (https://nodejs.org, or your system's packages), or leave the dashboard out:
        ./mvnw ... -Ddashboard.skip
      """;

  public static void main(String[] arguments) throws IOException, InterruptedException {
    boolean windows = File.separatorChar == '\\';
    List<File> places =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(folder -> new File(folder, windows ? "node.exe" : "node"))
            .filter(File::canExecute)
            .toList();
    if (places.isEmpty()) {
      fail("no node was found on the PATH");
    }
    String node = places.getFirst().getPath();
    Process asked = new ProcessBuilder(node, "--version").redirectErrorStream(true).start();
    String version = new String(asked.getInputStream().readAllBytes()).strip();
    String[] numbers = version.replaceFirst("^v", "").split("\\.");
    int wanted = 20 * 1_000 + 19;
    if (!version.matches("v\\d+\\.\\d+.*")
        || Integer.parseInt(numbers[0]) * 1_000 + Integer.parseInt(numbers[1]) < wanted) {
      fail(node + " is " + version);
    }
    System.exit(
        new ProcessBuilder(node, "build.mjs", arguments[0]).inheritIO().start().waitFor());
  }

  private static void fail(String why) {
    System.err.println(ADVICE.formatted(why));
    System.exit(1);
  }
}
