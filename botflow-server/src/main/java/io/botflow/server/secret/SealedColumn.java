package io.botflow.server.secret;

import java.util.UUID;

/**
 * A column of sealed secrets that live long, bound in a set by the feature that has it, so that
 * they are sealed anew when the key changes. The role of accounts reads and updates it.
 *
 * @param key the column that names a row, a UUID, by which its {@link Cell} is bound
 * @param ofOrganizations whether each row is one of an organisation, in {@code org_id}
 */
public record SealedColumn(String table, String column, String key, boolean ofOrganizations) {

  Cell cell(UUID organization, UUID row) {
    return new Cell(organization, table, column, row.toString());
  }
}
