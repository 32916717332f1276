package io.botflow.server.audit;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.CsvLine;
import io.botflow.server.api.Cursor;
import io.botflow.server.api.Page;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The audit log, page by page or as a file. */
final class AuditRoutes implements RouteSource {
  /** The newest ones; older ones by the pages. */
  private static final int MOST_EXPORTED = 10_000;

  private static final String HEADINGS =
      "at,actorKind,actorId,actorName,action,target,address,program,details\r\n";

  private final AuditLog log;

  @Inject
  AuditRoutes(AuditLog log) {
    this.log = log;
  }

  @Override
  public List<Route> routes() {
    Access readers = new Access.Member(Permission.AUDIT_READ);
    return List.of(
        Route.get("/api/audit-log", readers, "Lists what was done, the newest first.", this::list)
            .paging(AuditEntry.class),
        Route.get(
                "/api/audit-log/export",
                readers,
                "The newest 10,000 entries as CSV, or those after a cursor.",
                this::export)
            .answering(Answer.Text.class)
            .withParameter("cursor"));
  }

  private Answer list(Call call) {
    Cursor cursor = call.cursor();
    List<AuditEntry> found = log.list(call.organization(), cursor, cursor.limit() + 1);
    return Answer.ok(
        Page.of(found, cursor.limit(), entry -> new Cursor.Place(entry.at(), entry.id())));
  }

  private Answer export(Call call) {
    String lines =
        log.list(call.organization(), call.cursor(), MOST_EXPORTED).stream()
            .map(AuditRoutes::line)
            .collect(Collectors.joining());
    return Answer.ok(new Answer.Text("text/csv; charset=utf-8", HEADINGS + lines, "audit-log.csv"));
  }

  private static String line(AuditEntry entry) {
    return CsvLine.of(
        Stream.of(
            entry.at(),
            entry.actorKind(),
            entry.actorId() == null ? "" : entry.actorId(),
            entry.actorName(),
            entry.action(),
            entry.target() == null ? "" : entry.target(),
            entry.address(),
            entry.program(),
            entry.details()));
  }
}
