package io.botflow.server.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The raw settings: {@code BOTFLOW_HTTP_PORT} of the environment, or {@code http.port} of a YAML
 * file. The environment wins. Every problem is collected, so that the operator sees all of them at
 * once; a key that nobody asked for is one of them. Used by one thread.
 */
final class Settings {
  private static final String PREFIX = "BOTFLOW_";

  /** Names the YAML file; it is no setting of the server itself. */
  static final String FILE = "BOTFLOW_CONFIG";

  private record Given(String name, String value) {}

  private final Map<String, Given> given = new TreeMap<>();
  private final TreeSet<String> asked = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  private Settings() {}

  /** The settings of an environment and of the file that it names. */
  static Settings read(Map<String, String> environment) {
    Settings settings = new Settings();
    String file = environment.get(FILE);
    if (file != null && !file.isBlank()) {
      settings.addFile(Path.of(file));
    }
    environment.forEach(
        (name, value) -> {
          // An empty variable is how scripts and compose files leave one out.
          if (name.startsWith(PREFIX) && !name.equals(FILE) && !value.isBlank()) {
            String key = name.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
            settings.given.put(key, new Given(name, value.strip()));
          }
        });
    return settings;
  }

  private void addFile(Path file) {
    try {
      JsonNode tree = new YAMLMapper().readTree(Files.readString(file));
      if (tree.isObject()) {
        addTree("", tree, file);
      } else if (!tree.isMissingNode() && !tree.isNull()) {
        problems.add(file + " has to hold settings such as \"http: {port: 8080}\"");
      }
    } catch (JsonProcessingException e) {
      // Jackson's text quotes the line, in which a secret may stand.
      var at = e.getLocation();
      problems.add(file + " is no YAML" + (at == null ? "" : ", line " + at.getLineNr()));
    } catch (IOException e) {
      problems.add("%s names %s, which cannot be read".formatted(FILE, file));
    }
  }

  private void addTree(String path, JsonNode tree, Path file) {
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      String name = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      if (entry.getValue().isObject()) {
        addTree(name, entry.getValue(), file);
      } else if (entry.getValue().isArray()) {
        problems.add(name + " in " + file + " has to be one value");
      } else if (!entry.getValue().isNull()) {
        given.put(
            name.replace('.', '_'), new Given(name + " in " + file, entry.getValue().asText()));
      }
    }
  }

  @Nullable String text(String key) {
    return value(key, Function.identity(), "");
  }

  String text(String key, String otherwise) {
    String value = text(key);
    return value == null ? otherwise : value;
  }

  @Nullable Secret secret(String key) {
    return value(key, Secret::new, "");
  }

  Path path(String key, Path otherwise) {
    Path value = value(key, Path::of, "a path");
    return value == null ? otherwise : value;
  }

  int number(String key, int otherwise, int least, int most) {
    String expected = "a whole number from %d to %d".formatted(least, most);
    Integer value =
        value(
            key,
            text -> {
              int number = Integer.parseInt(text);
              if (number < least || number > most) {
                throw new IllegalArgumentException();
              }
              return number;
            },
            expected);
    return value == null ? otherwise : value;
  }

  Duration duration(String key, Duration otherwise, Duration least) {
    String expected = "a duration of at least %s, such as PT1.5S or PT2M".formatted(least);
    Duration value =
        value(
            key,
            text -> {
              Duration duration = Duration.parse(text);
              if (duration.compareTo(least) < 0) {
                throw new IllegalArgumentException();
              }
              return duration;
            },
            expected);
    return value == null ? otherwise : value;
  }

  /** False where it is not set. */
  boolean flag(String key) {
    Boolean value =
        value(
            key,
            text ->
                switch (text) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw new IllegalArgumentException();
                },
            "true or false");
    return value != null && value;
  }

  /** An address without a slash at its end. */
  @Nullable String url(String key) {
    return value(key, Settings::httpAddress, "an address that begins with http:// or https://");
  }

  private static String httpAddress(String text) {
    try {
      URI uri = new URI(text);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!http || uri.getHost() == null) {
        throw new IllegalArgumentException();
      }
      return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private <T> @Nullable T value(String key, Function<String, T> read, String expected) {
    String flat = key.replace('.', '_');
    asked.add(flat);
    Given found = given.get(flat);
    if (found == null) {
      return null;
    }
    try {
      return read.apply(found.value());
    } catch (IllegalArgumentException | DateTimeParseException | ArithmeticException e) {
      // The value is not repeated: it may be a secret under the wrong name.
      problems.add(found.name() + " has to be " + expected);
      return null;
    }
  }

  /** A problem of settings that are fine each by itself. */
  void problem(String text) {
    problems.add(text);
  }

  /**
   * Ends the reading.
   *
   * @throws ConfigurationException when there was a problem, or a key that nobody asked for
   */
  void finish() {
    given.forEach(
        (key, value) -> {
          if (!asked.contains(key)) {
            problems.add(value.name() + " is no setting of BotFlow");
          }
        });
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }
}
