package io.botflow.server.secret;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The one place of the database in which a sealed secret opens: moved to another row, column or
 * organisation it is worthless.
 *
 * @param organization {@link #PEOPLE} for what belongs to no organisation
 * @param row the row's key as text
 */
public record Cell(UUID organization, String table, String column, String row) {
  /** Stands for no organisation. */
  public static final UUID PEOPLE = new UUID(0, 0);

  /** Refuses names that could be read as a part of their neighbours. */
  public Cell {
    if ((table + column).indexOf('|') >= 0) {
      throw new IllegalArgumentException("a name with |");
    }
  }

  /** A cell of a table of people. */
  public static Cell ofPeople(String table, String column, Object row) {
    return new Cell(PEOPLE, table, column, row.toString());
  }

  byte[] binding() {
    return "%s|%s|%s|%s"
        .formatted(organization, table, column, row)
        .getBytes(StandardCharsets.UTF_8);
  }
}
