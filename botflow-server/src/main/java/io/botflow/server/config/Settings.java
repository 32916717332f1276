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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The raw settings: {@code BOTFLOW_HTTP_PORT} of the environment, or {@code http.port} of a YAML
 * file. The environment wins. Every problem is collected, so that the operator sees all of them at
 * once; a key that nobody asked for is one of them. Used by one thread.
 */
final class Settings {
  static final String PREFIX = "BOTFLOW_";

  private static final String SECRET = "a text, kept secret";

  /** Names the YAML file; it is no setting of the server itself. */
  static final String FILE = "BOTFLOW_CONFIG";

  /**
   * A value as it was given.
   *
   * @param name where it stands, for people
   * @param inFile whether a file has it
   * @param list whether it was written as several values
   */
  private record Given(String name, String value, boolean inFile, boolean list) {}

  private final Map<String, Given> given = new TreeMap<>();
  private final Map<String, ConfigurationKey> declared = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private String about = "";

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
            settings.given.put(key, new Given(name, value.strip(), false, false));
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
        List<String> values = new ArrayList<>();
        entry.getValue().forEach(value -> values.add(value.asText()));
        given.put(
            flat(name), new Given(name + " in " + file, String.join(",", values), true, true));
      } else if (!entry.getValue().isNull()) {
        given.put(
            flat(name), new Given(name + " in " + file, entry.getValue().asText(), true, false));
      }
    }
  }

  private static String flat(String key) {
    return key.replace('.', '_');
  }

  /** Says what the setting does that is read next: the one place in which it is documented. */
  Settings about(String text) {
    about = text;
    return this;
  }

  @Nullable String text(String key) {
    return value(key, "a text", null, Function.identity());
  }

  String text(String key, String otherwise) {
    String value = value(key, "a text", otherwise, Function.identity());
    return value == null ? otherwise : value;
  }

  @Nullable Secret secret(String key) {
    return value(key, SECRET, null, Secret::new);
  }

  Path path(String key, Path otherwise) {
    Path value = value(key, "a path", otherwise.toString(), Path::of);
    return value == null ? otherwise : value;
  }

  boolean flag(String key, boolean otherwise) {
    Boolean value =
        value(
            key,
            "true or false",
            Boolean.toString(otherwise),
            text ->
                switch (text) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw new IllegalArgumentException();
                });
    return value == null ? otherwise : value;
  }

  int number(String key, int otherwise, int least, int most) {
    Integer value =
        value(
            key,
            "a whole number from %d to %d".formatted(least, most),
            Integer.toString(otherwise),
            text -> number(text, least, most));
    return value == null ? otherwise : value;
  }

  private static int number(String text, int least, int most) {
    int number = Integer.parseInt(text);
    if (number < least || number > most) {
      throw new IllegalArgumentException();
    }
    return number;
  }

  Duration duration(String key, Duration otherwise, Duration least) {
    Duration value =
        value(
            key,
            "a duration of at least %s, such as PT1.5S or PT2M".formatted(least),
            otherwise.toString(),
            text -> {
              Duration duration = Duration.parse(text);
              if (duration.compareTo(least) < 0) {
                throw new IllegalArgumentException();
              }
              return duration;
            });
    return value == null ? otherwise : value;
  }

  /** An address without a slash at its end. */
  @Nullable String url(String key) {
    return value(
        key, "an address that begins with http:// or https://", null, Settings::httpAddress);
  }

  /** Several texts; none where it is not given. */
  List<String> list(String key) {
    List<String> values = values(key, "texts with commas between them", null, Function.identity());
    return values == null ? List.of() : values;
  }

  /** Several whole numbers. */
  List<Integer> numbers(String key, List<Integer> otherwise, int least, int most) {
    List<Integer> values =
        values(
            key,
            "whole numbers from %d to %d with commas between them".formatted(least, most),
            otherwise.stream().map(String::valueOf).collect(Collectors.joining(", ")),
            text -> number(text, least, most));
    return values == null ? otherwise : values;
  }

  private <T> @Nullable List<T> values(
      String key, String expected, @Nullable String otherwise, Function<String, T> read) {
    Given found = given.get(flat(key));
    if (found != null && found.list()) {
      given.put(flat(key), new Given(found.name(), found.value(), found.inFile(), false));
    }
    return value(
        key,
        expected,
        otherwise,
        text ->
            Pattern.compile(",")
                .splitAsStream(text)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(read)
                .toList());
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

  private <T> @Nullable T value(
      String key, String expected, @Nullable String otherwise, Function<String, T> read) {
    declared.put(
        flat(key), new ConfigurationKey(key, expected, otherwise, expected.equals(SECRET), about));
    about = "";
    Given found = given.get(flat(key));
    if (found == null) {
      return null;
    }
    if (found.list()) {
      problems.add(found.name() + " has to be one value");
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

  /** Every problem, also keys that nobody asked for; after all are read. */
  List<String> problems() {
    List<String> all = new ArrayList<>(problems);
    given.forEach(
        (key, value) -> {
          if (!declared.containsKey(key)) {
            all.add(value.name() + " is no setting of BotFlow" + suggestion(key, value.inFile()));
          }
        });
    return all;
  }

  private String suggestion(String key, boolean inFile) {
    String nearest = Nearest.to(key, declared.keySet());
    ConfigurationKey meant = nearest == null ? null : declared.get(nearest);
    return meant == null
        ? ""
        : "; did you mean " + (inFile ? meant.name() : meant.variable()) + "?";
  }

  /** Every key that was asked for, with its value as it may be shown; after all are read. */
  List<ConfigurationReport.Shown> shown() {
    return declared.values().stream().map(this::shown).toList();
  }

  private ConfigurationReport.Shown shown(ConfigurationKey key) {
    Given found = given.get(key.flat());
    if (found == null) {
      return new ConfigurationReport.Shown(key, key.otherwise(), null);
    }
    String value =
        key.secret()
            ? Secret.HIDDEN
            // An address may carry a name and a password.
            : found.value().replaceAll("//[^/@]*@", "//" + Secret.HIDDEN + "@");
    return new ConfigurationReport.Shown(key, value, found.name());
  }
}
