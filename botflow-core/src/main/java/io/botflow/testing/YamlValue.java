package io.botflow.testing;

import io.botflow.node.Words;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A value of a YAML file that knows where it stands. Plain scalars are read as YAML 1.2 does, so
 * that {@code yes} and {@code 08:30} stay what the customer typed.
 */
record YamlValue(Node node, List<FileProblem> problems) {
  private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,18}");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:\\d+\\.\\d*|\\.\\d+|\\d+)(?:[eE][-+]?\\d+)?");

  /**
   * SnakeYAML reads YAML 1.1, which ends a plain text inside brackets at a question mark; YAML 1.2
   * does not, and customers are asked questions. A question mark inside of a text is therefore read
   * as this character of the private use area, and given back by {@link #text()}.
   */
  private static final char QUESTION_MARK = '\uE03F';

  private static final Pattern IN_TEXT = Pattern.compile("(?<=[^\\s,\\[{])\\?");

  /**
   * The file's only document; null, and reported, where it is no YAML or empty.
   *
   * @param needs what the file has to have, for whoever wrote an empty one
   */
  static @Nullable YamlValue document(String file, String needs, List<FileProblem> problems) {
    String text = IN_TEXT.matcher(file).replaceAll(String.valueOf(QUESTION_MARK));
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (root == null) {
        problems.add(new FileProblem(1, 1, "The file is empty; it needs " + needs + "."));
      }
      return root == null ? null : new YamlValue(root, problems);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      problems.add(
          new FileProblem(
              mark == null ? 1 : mark.getLine() + 1,
              mark == null ? 1 : mark.getColumn() + 1,
              "Not YAML: " + e.getProblem() + ". A text with : , # [ or { in it needs quotes."));
    } catch (YAMLException e) {
      problems.add(new FileProblem(1, 1, "Not YAML: " + e.getMessage()));
    }
    return null;
  }

  int line() {
    return node.getStartMark().getLine() + 1;
  }

  /** Reports a problem at this place. */
  void report(String text) {
    problems.add(new FileProblem(line(), node.getStartMark().getColumn() + 1, text));
  }

  boolean isMap() {
    return node instanceof MappingNode;
  }

  boolean isScalar() {
    return node instanceof ScalarNode;
  }

  /** The entries in order; a key that is not allowed is reported and left out. */
  Map<String, YamlValue> map(String what, String... allowed) {
    Map<String, YamlValue> map = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      report(what + " is written as \"key: value\" lines" + keys(allowed) + ".");
      return map;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      YamlValue key = new YamlValue(tuple.getKeyNode(), problems);
      String name = key.text("a key");
      if (name == null) {
        continue;
      }
      if (allowed.length > 0 && !List.of(allowed).contains(name)) {
        int near = Words.closest(name, List.of(allowed));
        key.report(
            what
                + " has no \""
                + name
                + "\""
                + (near < 0 ? keys(allowed) + "." : "; did you mean \"" + allowed[near] + "\"?"));
      } else if (map.put(name, new YamlValue(tuple.getValueNode(), problems)) != null) {
        key.report("\"" + name + "\" is written twice.");
      }
    }
    return map;
  }

  private static String keys(String... allowed) {
    return allowed.length == 0 ? "" : "; there are " + String.join(", ", allowed);
  }

  /** The elements; one value that is no list is a list of it. */
  List<YamlValue> list() {
    List<YamlValue> list = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(element -> list.add(new YamlValue(element, problems)));
    } else if (!isNull()) {
      list.add(this);
    }
    return list;
  }

  /** The text of a scalar as written; null, and reported, where it is none. */
  @Nullable String text(String what) {
    if (node instanceof ScalarNode) {
      return text();
    }
    report(what + " is a text.");
    return null;
  }

  /** The texts of a list; what is no text is reported and left out. */
  List<String> texts(String what) {
    List<String> texts = new ArrayList<>();
    for (YamlValue value : list()) {
      String text = value.text(what);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** A number; reported, and the other one, where it is none. */
  double number(String what, double otherwise) {
    if (plain() instanceof Number number) {
      return number.doubleValue();
    }
    report(what + " is a number.");
    return otherwise;
  }

  boolean isNull() {
    return plainScalar() && (text().isEmpty() || text().equals("null") || text().equals("~"));
  }

  /** As a value of a flow: String, Long, Double, Boolean, List or Map; null where it is empty. */
  @Nullable Object plain() {
    if (node instanceof MappingNode) {
      Map<String, Object> values = new LinkedHashMap<>();
      map("this")
          .forEach(
              (key, value) -> {
                Object plain = value.plain();
                if (plain != null) {
                  values.put(key, plain);
                }
              });
      return values;
    }
    if (node instanceof SequenceNode) {
      List<Object> values = new ArrayList<>();
      for (YamlValue value : list()) {
        Object plain = value.plain();
        if (plain != null) {
          values.add(plain);
        }
      }
      return values;
    }
    return isNull() ? null : scalar();
  }

  private Object scalar() {
    String text = text();
    if (!plainScalar()) {
      return text;
    }
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    if (WHOLE.matcher(text).matches()) {
      return Long.parseLong(text);
    }
    return NUMBER.matcher(text).matches() ? (Object) Double.parseDouble(text) : text;
  }

  private String text() {
    return node instanceof ScalarNode scalar ? scalar.getValue().replace(QUESTION_MARK, '?') : "";
  }

  private boolean plainScalar() {
    return node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN;
  }
}
