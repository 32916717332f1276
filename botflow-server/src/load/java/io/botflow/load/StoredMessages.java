package io.botflow.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A store that is not new: with the messages of other people's past conversations in it. */
final class StoredMessages {
  private static final String SCRIPT = "stored-messages.sql";

  private StoredMessages() {}

  /** Fills the store of a running server, and leaves it as it is after a quiet while. */
  static void fill(PostgresFolder postgres, long messages) throws IOException, SQLException {
    String script = script(SCRIPT);
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), PostgresFolder.NAME, postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute(script.replace("{messages}", Long.toString(messages)));
      statement.execute("vacuum analyze");
      statement.execute("checkpoint");
    }
  }

  /** A script among the resources. */
  static String script(String name) throws IOException {
    try (InputStream in = StoredMessages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no " + name + " among the resources");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
