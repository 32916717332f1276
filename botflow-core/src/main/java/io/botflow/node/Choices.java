package io.botflow.node;

import io.botflow.message.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Options as values of a flow: texts, or objects with id, title and description. */
final class Choices {
  private Choices() {}

  /** The options of a list; what is neither text nor object is left out. */
  static List<Option> from(@Nullable Object value) {
    List<Option> options = new ArrayList<>();
    if (value instanceof Iterable<?> list) {
      for (Object element : list) {
        Option option = option(element);
        if (option != null) {
          options.add(option);
        }
      }
    }
    return options;
  }

  private static @Nullable Option option(@Nullable Object element) {
    if (element instanceof Map<?, ?> map) {
      Object title = map.get("title") == null ? map.get("name") : map.get("title");
      Object id = map.get("id") == null ? title : map.get("id");
      Object description = map.get("description");
      return title == null || id == null
          ? null
          : new Option(
              id.toString(), title.toString(), description == null ? null : description.toString());
    }
    if (element == null || element instanceof Iterable<?>) {
      return null;
    }
    return new Option(element.toString(), element.toString());
  }

  static List<Map<String, Object>> asValues(List<Option> options) {
    List<Map<String, Object>> values = new ArrayList<>(options.size());
    for (Option option : options) {
      Map<String, Object> value = new HashMap<>();
      value.put("id", option.id());
      value.put("title", option.title());
      if (option.description() != null) {
        value.put("description", option.description());
      }
      values.add(value);
    }
    return values;
  }
}
