package io.botflow.server.doctor;

import io.botflow.server.config.ServerConfig;
import io.botflow.store.jdbc.DatabaseState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Whether the database answers, has its tables and roles, and agrees about the time. */
final class DatabaseExamination implements Examination {
  private static final String SUBJECT = "database";

  /** Leases and timers go by the database's clock, tokens and windows by ours as well. */
  private static final Duration MOST_APART = Duration.ofSeconds(2);

  private final InstantSource clock;

  DatabaseExamination(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public List<Finding> examine(ServerConfig config) {
    return switch (DatabaseState.of(config.database().settings(), clock)) {
      case DatabaseState.NotRunning off ->
          List.of(
              Finding.skipped(SUBJECT, "The one in " + off.folder() + " starts with the server."));
      case DatabaseState.Unreachable away ->
          List.of(
              Finding.failed(
                  SUBJECT,
                  away.why(),
                  "Start it, and look at BOTFLOW_DATABASE_URL, _USER and _PASSWORD."));
      case DatabaseState.Reached reached -> findings(reached);
    };
  }

  private static List<Finding> findings(DatabaseState.Reached state) {
    List<Finding> findings = new ArrayList<>();
    if (state.tooOld()) {
      findings.add(
          Finding.failed(
              SUBJECT, "It is PostgreSQL " + state.version() + ".", "Use PostgreSQL 15 or newer."));
    }
    if (!state.broken().isEmpty()) {
      findings.add(
          Finding.failed(
              SUBJECT,
              "Migrations failed, or are of a newer BotFlow: " + String.join(", ", state.broken()),
              "Start the newer BotFlow, or restore the backup of before."));
    }
    if (!state.pending().isEmpty()) {
      findings.add(
          Finding.attention(
              SUBJECT,
              state.pending().size() + " migrations are made by the next start.",
              "Make a backup, then start the server."));
    }
    if (!state.missingRoles().isEmpty()) {
      String roles = "These roles cannot log in: " + String.join(", ", state.missingRoles()) + ".";
      findings.add(
          state.mayMakeRoles()
              ? Finding.attention(SUBJECT, roles, "The next start of the server makes them.")
              : Finding.failed(
                  SUBJECT,
                  roles,
                  "Have an administrator run: ALTER ROLE <the database's user> CREATEROLE;"));
    }
    if (state.ahead().abs().compareTo(MOST_APART) > 0) {
      findings.add(
          Finding.attention(
              SUBJECT,
              "Its clock is " + state.ahead().toMillis() + " ms ahead of this machine's.",
              "Let both machines take their time from the same source (NTP)."));
    }
    return findings.isEmpty()
        ? List.of(
            Finding.ok(SUBJECT, "PostgreSQL " + state.version() + " has all tables and roles."))
        : findings;
  }
}
