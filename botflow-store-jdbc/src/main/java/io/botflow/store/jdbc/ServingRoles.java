package io.botflow.store.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the roles that serve, once, and knows how each logs in. */
final class ServingRoles {
  /** Two servers that start at once may both make a role; the second finds it. */
  private static final int ATTEMPTS = 5;

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private final DatabaseAddress owner;
  private final String ownersName;

  private ServingRoles(DatabaseAddress owner, String ownersName) {
    this.owner = owner;
    this.ownersName = ownersName;
  }

  /**
   * The roles of the owner of the tables, each able to log in afterwards.
   *
   * @throws DatabaseException where the owner may not make them, with what to do
   */
  static ServingRoles prepare(DatabaseAddress owner) {
    try (Connection connection = owner.connect()) {
      ServingRoles roles = of(owner, connection);
      for (ServingRole role : ServingRole.values()) {
        roles.prepare(connection, role);
      }
      return roles;
    } catch (SQLException e) {
      throw new DatabaseException(
          "The database's roles cannot be prepared: %s".formatted(e.getMessage()), e);
    }
  }

  /** The roles as they are named for who is connected, whether they are there or not. */
  static ServingRoles of(DatabaseAddress owner, Connection connection) throws SQLException {
    return new ServingRoles(owner, currentUser(connection));
  }

  /** The names of those that cannot log in. */
  List<String> missing() throws SQLException {
    List<String> missing = new ArrayList<>();
    for (ServingRole role : ServingRole.values()) {
      if (!canLogIn(role)) {
        missing.add(role.nameFor(ownersName));
      }
    }
    return missing;
  }

  private static String currentUser(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select current_user")) {
      row.next();
      return row.getString(1);
    }
  }

  private void prepare(Connection connection, ServingRole role) throws SQLException {
    for (int attempt = 1; !canLogIn(role); attempt++) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(definition(role));
      } catch (SQLException e) {
        if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
          throw new DatabaseException(
              "The database user %1$s may not make the roles that BotFlow serves with. Have an administrator run: ALTER ROLE \"%1$s\" CREATEROLE;"
                  .formatted(ownersName),
              e);
        }
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
      if (attempt == ATTEMPTS && !canLogIn(role)) {
        throw new DatabaseException(
            "The role %s was made but the database refuses its log-in; look at pg_hba.conf."
                .formatted(role.nameFor(ownersName)));
      }
    }
  }

  private boolean canLogIn(ServingRole role) throws SQLException {
    try (Connection connection = address(role).connect()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      // Class 28: invalid authorization (PostgreSQL manual, appendix A). All else is no answer.
      if (e.getSQLState() != null && e.getSQLState().startsWith("28")) {
        return false;
      }
      throw e;
    }
  }

  private String definition(ServingRole role) {
    String name = role.nameFor(ownersName);
    @Nullable String password = address(role).password();
    return """
        do $make$ begin
          if not exists (select from pg_roles where rolname = '%1$s') then
            create role "%2$s";
          end if;
          alter role "%2$s" login noinherit nocreatedb nocreaterole connection limit -1 password %3$s;
        end $make$
        """
        .formatted(
            name.replace("'", "''"),
            name.replace("\"", "\"\""),
            password == null ? "null" : "'" + password + "'");
  }

  /** How a role logs in. */
  DatabaseAddress address(ServingRole role) {
    String password = owner.password();
    return new DatabaseAddress(
        owner.url(),
        role.nameFor(ownersName),
        password == null || password.isEmpty() ? null : role.passwordFrom(password));
  }

  /** The names for the migrations. */
  Map<String, String> placeholders() {
    Map<String, String> names = new HashMap<>();
    names.put("owner", quoted(ownersName));
    names.put("schema", Databases.SCHEMA);
    for (ServingRole role : ServingRole.values()) {
      names.put(role.placeholder(), quoted(role.nameFor(ownersName)));
    }
    return names;
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
