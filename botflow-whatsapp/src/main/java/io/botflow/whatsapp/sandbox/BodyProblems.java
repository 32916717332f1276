package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with one request body. One instance per body, one thread. */
final class BodyProblems {
  static final Pattern HTTP_LINK = Pattern.compile("^https?://.*", Pattern.DOTALL);

  private final List<GraphRefusal> found = new ArrayList<>();

  List<GraphRefusal> found() {
    return List.copyOf(found);
  }

  void missing(String path) {
    found.add(GraphRefusal.missing("The parameter " + path + " is required."));
  }

  void invalid(String path, String why) {
    found.add(GraphRefusal.invalid(path + " " + why));
  }

  /** Reports every key of {@code node} that is not among {@code allowed}. */
  void only(JsonNode node, String path, Set<String> allowed) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!allowed.contains(name)) {
        found.add(
            GraphRefusal.unexpected("Unexpected key \"" + name + "\" on param \"" + path + "\"."));
      }
    }
  }

  /** The object at {@code key}, or null after reporting that it is missing or something else. */
  @Nullable JsonNode object(JsonNode parent, String path, String key) {
    JsonNode node = parent.get(key);
    if (node == null || node.isNull()) {
      missing(join(path, key));
      return null;
    }
    if (!node.isObject()) {
      invalid(join(path, key), "must be an object.");
      return null;
    }
    return node;
  }

  /** The array at {@code key} with {@code min} to {@code max} items, or null after reporting. */
  @Nullable JsonNode array(JsonNode parent, String path, String key, int min, int max) {
    JsonNode node = parent.get(key);
    if (node == null || node.isNull()) {
      missing(join(path, key));
      return null;
    }
    if (!node.isArray()) {
      invalid(join(path, key), "must be an array.");
      return null;
    }
    if (node.size() < min || node.size() > max) {
      invalid(
          join(path, key), "has an invalid count. Min allowed: " + min + ", Max allowed: " + max);
    }
    return node;
  }

  /** Checks the text at {@code key}; lengths are in code points. */
  @Nullable String text(JsonNode parent, String path, String key, int min, int max) {
    JsonNode node = parent.get(key);
    if (node == null || node.isNull()) {
      missing(join(path, key));
      return null;
    }
    return optionalText(parent, path, key, min, max);
  }

  /** As {@link #text}, for a text that may be absent. */
  @Nullable String optionalText(JsonNode parent, String path, String key, int min, int max) {
    JsonNode node = parent.get(key);
    if (node == null) {
      return null;
    }
    if (!node.isTextual()) {
      invalid(join(path, key), "must be a string.");
      return null;
    }
    String value = node.textValue();
    int length = value.codePointCount(0, value.length());
    if (length < min || length > max) {
      invalid(join(path, key), "length invalid. Min length: " + min + ", Max length: " + max);
    }
    return value;
  }

  void optionalBoolean(JsonNode parent, String path, String key) {
    JsonNode node = parent.get(key);
    if (node != null && !node.isBoolean()) {
      invalid(join(path, key), "must be true or false.");
    }
  }

  void optionalObject(JsonNode parent, String path, String key) {
    JsonNode node = parent.get(key);
    if (node != null && !node.isObject()) {
      invalid(join(path, key), "must be an object.");
    }
  }

  void oneOf(JsonNode parent, String path, String key, Set<String> allowed) {
    String value = text(parent, path, key, 0, Integer.MAX_VALUE);
    if (value != null && !allowed.contains(value)) {
      invalid(join(path, key), "must be one of " + allowed + ".");
    }
  }

  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "['" + key + "']";
  }
}
