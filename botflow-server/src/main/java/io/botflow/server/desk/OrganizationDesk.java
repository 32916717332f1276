package io.botflow.server.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.botflow.server.desk.BusinessHours.Span;
import io.botflow.spi.Desk;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is there within an organisation's business hours and while its members have room. Asked
 * anew each time: bots hand over seldom. Teams have the hours of their organisation. Thread-safe.
 */
final class OrganizationDesk implements Desk {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String ROOM =
      """
      select (select count(*) from inbox_items
          where org_id = :org and owner > 0 and status <> 2)
        < :most * (select count(*) from memberships where org_id = :org and role <> 'viewer')
      """;

  private final Transactions transactions;

  @Inject
  OrganizationDesk(Databases databases) {
    this.transactions = databases.work();
  }

  @Override
  public boolean open(UUID organization, @Nullable String team, Instant now) {
    return transactions.in(
        organization,
        handle -> {
          BusinessHours hours = read(handle, organization);
          return hours.has(now) && hasRoom(handle, organization, hours);
        });
  }

  private static boolean hasRoom(Handle handle, UUID organization, BusinessHours hours) {
    return hours.conversationsPerPerson() == null
        || handle
            .createQuery(ROOM)
            .bind("org", organization)
            .bind("most", hours.conversationsPerPerson())
            .mapTo(Boolean.class)
            .one();
  }

  static BusinessHours read(Handle handle, UUID organization) {
    return handle
        .createQuery("select * from desks where org_id = :org")
        .bind("org", organization)
        .map((row, context) -> hours(row))
        .findOne()
        .orElse(BusinessHours.ALWAYS);
  }

  private static BusinessHours hours(ResultSet row) throws SQLException {
    try {
      return new BusinessHours(
          row.getString("zone"),
          JSON.readValue(row.getString("hours"), new TypeReference<List<Span>>() {}),
          JSON.readValue(row.getString("closed_days"), new TypeReference<List<String>>() {}),
          row.getObject("conversations_per_person", Integer.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds no business hours", e);
    }
  }

  static String json(List<?> values) {
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("business hours cannot be written", e);
    }
  }
}
