package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs what stands in {@code src/main/web/e2e}: a real browser against a real server. */
public final class BrowserTests {
  private static final Path WEB = Path.of("src", "main", "web");

  private BrowserTests() {}

  /** The tests of a folder below {@code e2e}; empty for its own. */
  static void run(String url, String folder) throws Exception {
    run(url, folder, Map.of());
  }

  /**
   * The tests of a folder below {@code e2e}.
   *
   * @param more what they need to know besides the server's address
   */
  public static void run(String url, String folder, Map<String, String> more) throws Exception {
    assumeFalse(Boolean.getBoolean("dashboard.skip"), "the dashboard is left out");
    installChromium();
    List<String> command = new ArrayList<>(List.of("node", "--test", "--test-reporter=spec"));
    command.addAll(files("e2e/" + folder));
    ProcessBuilder node =
        new ProcessBuilder(command).directory(WEB.toFile()).redirectErrorStream(true);
    node.environment().put("BOTFLOW_URL", url.replace("127.0.0.1", "localhost"));
    node.environment().putAll(more);
    Process tests = node.start();
    String told = new String(tests.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(tests.waitFor()).as(told).isZero();
  }

  private static List<String> files(String folder) throws Exception {
    try (Stream<Path> all = Files.list(WEB.resolve(folder))) {
      return all.map(file -> WEB.relativize(file).toString())
          .filter(name -> name.endsWith(".test.mjs"))
          .sorted()
          .toList();
    }
  }

  /** As root on a machine without one; else the test says what is missing. */
  private static void installChromium() throws Exception {
    boolean there =
        System.getenv("BOTFLOW_CHROMIUM") != null
            || Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(
                    folder ->
                        Path.of(folder, "chromium").toFile().canExecute()
                            || Path.of(folder, "google-chrome").toFile().canExecute());
    if (there || !"root".equals(System.getProperty("user.name"))) {
      return;
    }
    for (List<String> command :
        List.of(
            List.of("apt-get", "update", "-qq"),
            List.of("apt-get", "install", "-y", "-qq", "chromium"))) {
      new ProcessBuilder(command).inheritIO().start().waitFor();
    }
  }
}
