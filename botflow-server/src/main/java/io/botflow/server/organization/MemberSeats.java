package io.botflow.server.organization;

import io.botflow.server.api.Permission;
import io.botflow.server.api.Role;
import io.botflow.server.api.Seat;
import io.botflow.server.api.Seats;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Places by membership. Whoever administers an organisation has the same role in its children,
 * which is how partners look after their customers.
 */
final class MemberSeats implements Seats {
  private final Transactions transactions;

  @Inject
  MemberSeats(Databases databases) {
    this.transactions = databases.identity();
  }

  @Override
  public @Nullable Seat of(UUID person, UUID organization) {
    return transactions
        .outside(
            handle ->
                handle
                    .createQuery(
                        """
                        select m.role, p.requests_per_minute
                        from organizations o
                        join plans p on p.id = o.plan
                        join memberships m on m.user_id = :person
                          and (m.org_id = o.id
                            or m.org_id = o.parent_id and m.role in ('owner', 'admin'))
                        where o.id = :organization and o.closed_at is null
                        order by array_position(array['owner', 'admin', 'agent', 'viewer'], m.role)
                        limit 1
                        """)
                    .bind("person", person)
                    .bind("organization", organization)
                    .map(
                        (row, context) -> {
                          Role role = Role.of(row.getString(1));
                          return new Seat(organization, role, Permission.of(role), row.getInt(2));
                        })
                    .findOne())
        .orElse(null);
  }
}
