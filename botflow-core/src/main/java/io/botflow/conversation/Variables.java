package io.botflow.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that a flow has filled, by name, in the order of first filling. Immutable; a change
 * copies a small array, which for the few variables of a conversation is cheaper than any tree.
 *
 * <p>Values are String, Long, Double, Boolean, List or Map of these; a date, time or moment is its
 * ISO 8601 text.
 */
public final class Variables {
  /**
   * Most text that a session's variables may hold, in characters: 64 KiB, so that a row stays
   * small.
   */
  public static final int MAX_SIZE = 65_536;

  private static final Variables EMPTY = new Variables(new Object[0]);

  /** Names at even places, values at odd ones. */
  private final @Nullable Object[] slots;

  private Variables(@Nullable Object[] slots) {
    this.slots = slots;
  }

  /** No variables. */
  public static Variables empty() {
    return EMPTY;
  }

  /** A copy of a map; a null value means an empty variable and is left out. */
  @JsonCreator
  public static Variables of(Map<String, ? extends @Nullable Object> values) {
    Variables variables = EMPTY;
    for (Map.Entry<String, ? extends @Nullable Object> entry : values.entrySet()) {
      variables = variables.with(entry.getKey(), entry.getValue());
    }
    return variables;
  }

  /** The value, or null where the variable is empty. */
  public @Nullable Object get(String name) {
    int at = indexOf(name);
    return at < 0 ? null : slots[at + 1];
  }

  /** These variables with one more, or another value; null empties it. */
  public Variables with(String name, @Nullable Object value) {
    int at = indexOf(name);
    if (at >= 0) {
      @Nullable Object[] copy = slots.clone();
      copy[at + 1] = value;
      return new Variables(copy);
    }
    if (value == null) {
      return this;
    }
    @Nullable Object[] copy = Arrays.copyOf(slots, slots.length + 2);
    copy[slots.length] = name;
    copy[slots.length + 1] = value;
    return new Variables(copy);
  }

  /** As a map, empty ones left out. */
  @JsonValue
  public Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < slots.length; i += 2) {
      Object name = slots[i];
      Object value = slots[i + 1];
      if (name != null && value != null) {
        map.put((String) name, value);
      }
    }
    return map;
  }

  /** How much text they hold, names included, in characters; other values count as eight. */
  public int size() {
    return sizeOf(slots);
  }

  private static int sizeOf(@Nullable Object[] values) {
    int size = 0;
    for (Object value : values) {
      size += sizeOf(value);
    }
    return size;
  }

  private static int sizeOf(@Nullable Object value) {
    if (value instanceof String text) {
      return text.length();
    }
    if (value instanceof Iterable<?> list) {
      int size = 8;
      for (Object element : list) {
        size += sizeOf(element);
      }
      return size;
    }
    if (value instanceof Map<?, ?> map) {
      int size = 8;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        size += sizeOf(entry.getKey()) + sizeOf(entry.getValue());
      }
      return size;
    }
    return 8;
  }

  private int indexOf(String name) {
    for (int i = 0; i < slots.length; i += 2) {
      if (name.equals(slots[i])) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Variables that && asMap().equals(that.asMap());
  }

  @Override
  public int hashCode() {
    return asMap().hashCode();
  }

  @Override
  public String toString() {
    return asMap().toString();
  }
}
