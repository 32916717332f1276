package io.botflow.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Rows as columns: one array parameter for each column, which the statement unnests again. One
 * statement writes any number of rows, and its text stays the same, so that it is planned once.
 *
 * @param <T> what one row is made of
 */
final class Columns<T> {
  private final List<T> rows;

  private record Column(String name, Argument values) {}

  private final List<Column> columns = new ArrayList<>();

  private Columns(List<T> rows) {
    this.rows = rows;
  }

  static <T> Columns<T> of(List<T> rows) {
    return new Columns<>(rows);
  }

  Columns<T> text(String name, Function<T, @Nullable String> value) {
    return column(name, "text", new @Nullable String[rows.size()], value);
  }

  Columns<T> uuid(String name, Function<T, @Nullable UUID> value) {
    return column(name, "uuid", new @Nullable String[rows.size()], row -> asText(value.apply(row)));
  }

  Columns<T> number(String name, Function<T, @Nullable Number> value) {
    return column(name, "int8", new @Nullable Long[rows.size()], row -> asLong(value.apply(row)));
  }

  Columns<T> flag(String name, Function<T, @Nullable Boolean> value) {
    return column(name, "bool", new @Nullable Boolean[rows.size()], value);
  }

  Columns<T> moment(String name, Function<T, @Nullable Instant> value) {
    return column(
        name, "timestamptz", new @Nullable String[rows.size()], row -> asText(value.apply(row)));
  }

  private static @Nullable Long asLong(@Nullable Number value) {
    return value == null ? null : value.longValue();
  }

  private static @Nullable String asText(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /** The driver sends arrays of texts, numbers and flags as bytes, all others as one text. */
  private <V> Columns<T> column(
      String name, String type, @Nullable V[] values, Function<T, @Nullable V> value) {
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    columns.add(new Column(name, array(type, values)));
    return this;
  }

  /** Binds every column under its name. */
  <S extends SqlStatement<S>> S bind(S statement) {
    for (Column column : columns) {
      statement.bind(column.name(), column.values());
    }
    return statement;
  }

  /** A single array of ids. */
  static Argument uuids(List<UUID> ids) {
    return array("uuid", ids.stream().map(UUID::toString).toArray(String[]::new));
  }

  /** A single array of texts. */
  static Argument texts(List<String> texts) {
    return array("text", texts.toArray(String[]::new));
  }

  /** A single array of numbers. */
  static Argument numbers(List<Long> numbers) {
    return array("int8", numbers.toArray(Long[]::new));
  }

  /** Numbers as PostgreSQL writes an array, for a column of arrays. */
  static String numberArray(List<Long> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }

  private static <V> Argument array(String type, @Nullable V[] values) {
    return (position, statement, context) -> setArray(position, statement, type, values);
  }

  private static <V> void setArray(
      int position, PreparedStatement statement, String type, @Nullable V[] values)
      throws SQLException {
    statement.setArray(position, statement.getConnection().createArrayOf(type, values));
  }
}
