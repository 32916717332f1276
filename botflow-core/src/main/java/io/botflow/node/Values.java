package io.botflow.node;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values from outside as variables hold them: whole numbers as Long, others as Double, no nulls.
 */
public final class Values {
  private Values() {}

  /** The value in plain form; what is neither text, number, boolean, list nor map becomes text. */
  public static Object plain(Object value) {
    return switch (value) {
      case Integer whole -> (long) whole;
      case BigInteger big -> big.bitLength() < 64 ? (Object) big.longValue() : big.doubleValue();
      case BigDecimal big -> big.doubleValue();
      case Float number -> (double) number;
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, member) -> put(copy, String.valueOf(name), member));
        yield copy;
      }
      case Iterable<?> list -> {
        List<Object> copy = new ArrayList<>();
        list.forEach(
            element -> {
              if (element != null) {
                copy.add(plain(element));
              }
            });
        yield copy;
      }
      case String text -> text;
      case Long whole -> whole;
      case Double number -> number;
      case Boolean bool -> bool;
      default -> value.toString();
    };
  }

  /**
   * A copy in the same order, so that a turn that runs again does the same in the same order.
   *
   * @throws NullPointerException where a value is null
   */
  static <T> Map<String, T> ordered(@Nullable Map<String, T> map) {
    if (map == null) {
      return Map.of();
    }
    map.forEach((name, value) -> Objects.requireNonNull(value, name));
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  private static void put(Map<String, Object> map, String name, @Nullable Object value) {
    if (value != null) {
      map.put(name, plain(value));
    }
  }
}
