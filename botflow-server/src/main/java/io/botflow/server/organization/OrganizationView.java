package io.botflow.server.organization;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organisation as its members see it.
 *
 * @param slug a short name for addresses, of our making
 * @param parent the partner that looks after it; null for none
 */
record OrganizationView(
    UUID id, String name, String slug, String plan, @Nullable UUID parent, Instant createdAt) {
  static final String COLUMNS = "o.id, o.name, o.slug, o.plan, o.parent_id, o.created_at";

  static OrganizationView of(ResultSet row) throws SQLException {
    return new OrganizationView(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("slug"),
        row.getString("plan"),
        row.getObject("parent_id", UUID.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
