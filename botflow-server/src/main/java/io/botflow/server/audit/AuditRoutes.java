package io.botflow.server.audit;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.CsvLine;
import io.botflow.server.api.Cursor;
import io.botflow.server.api.Page;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Refusal;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The audit log, page by page or as a file. */
final class AuditRoutes implements RouteSource {
  /** The newest ones; older ones by the pages. */
  private static final int MOST_EXPORTED = 10_000;

  private static final Pattern ACTION = Pattern.compile("[a-z0-9-]{1,40}(\\.[a-z0-9-]{1,40})?");

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
            .withParameter("action")
            .withParameter("actor")
            .paging(AuditEntry.class),
        Route.get(
                "/api/audit-log/export",
                readers,
                "The newest 10,000 entries as CSV, or those after a cursor.",
                this::export)
            .answering(Answer.Text.class)
            .withParameter("action")
            .withParameter("actor")
            .withParameter("cursor"));
  }

  private Answer list(Call call) {
    Cursor cursor = call.cursor();
    List<AuditEntry> found =
        log.list(call.organization(), filter(call), cursor, cursor.limit() + 1);
    return Answer.ok(
        Page.of(found, cursor.limit(), entry -> new Cursor.Place(entry.at(), entry.id())));
  }

  private static AuditLog.Filter filter(Call call) {
    String action = call.parameter("action");
    if (action != null && !ACTION.matcher(action).matches()) {
      throw refused("action", "has to be such as member or member.removed");
    }
    String actor = call.parameter("actor");
    try {
      return new AuditLog.Filter(action, actor == null ? null : UUID.fromString(actor));
    } catch (IllegalArgumentException e) {
      throw refused("actor", "has to be the id of a person or key");
    }
  }

  private static Refusal refused(String parameter, String message) {
    return new Refusal(ErrorCode.INVALID_PARAMETER, List.of(new Problem.Place(parameter, message)));
  }

  private Answer export(Call call) {
    String lines =
        log.list(call.organization(), filter(call), call.cursor(), MOST_EXPORTED).stream()
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
