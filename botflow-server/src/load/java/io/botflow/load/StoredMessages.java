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
    String script;
    try (InputStream in = StoredMessages.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new IOException("no " + SCRIPT + " among the resources");
      }
      script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), PostgresFolder.NAME, postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute(script.replace("{messages}", Long.toString(messages)));
      statement.execute("vacuum analyze");
      statement.execute("checkpoint");
    }
  }
}
