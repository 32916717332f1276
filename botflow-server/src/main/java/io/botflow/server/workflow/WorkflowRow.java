package io.botflow.server.workflow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A workflow as the tables have it.
 *
 * @param text its draft, in canonical form
 */
record WorkflowRow(WorkflowSummary summary, String text) {
  /** Of {@link #of}; goes on with conditions on {@code w}. */
  static final String SELECT =
      """
      select w.id, w.bot_id, w.flow_id, w.name, w.document::text as document, w.revision,
        w.created_at, w.updated_at, coalesce(b.main_workflow_id = w.id, false) as main,
        v.number, v.comment, v.published_by, v.published_at,
        w.document::text is distinct from v.document::text as changed
      from bot_workflows w
      join bots b on b.org_id = w.org_id and b.id = w.bot_id and b.deleted_at is null
      left join workflow_publications p on p.org_id = w.org_id and p.workflow_id = w.id
      left join workflow_versions v on v.org_id = p.org_id and v.id = p.version_id
      where w.org_id = :org and w.deleted_at is null
      """;

  /** All that a change of it shows in. */
  record State(long revision, @Nullable Integer published, boolean main) {}

  static WorkflowRow of(ResultSet row) throws SQLException {
    WorkflowVersion published = row.getObject("number") == null ? null : version(row, true);
    return new WorkflowRow(
        new WorkflowSummary(
            row.getObject("id", UUID.class),
            row.getObject("bot_id", UUID.class),
            row.getString("flow_id"),
            row.getString("name"),
            row.getBoolean("main"),
            row.getLong("revision"),
            row.getBoolean("changed"),
            published,
            row.getObject("created_at", OffsetDateTime.class).toInstant(),
            row.getObject("updated_at", OffsetDateTime.class).toInstant()),
        row.getString("document"));
  }

  static WorkflowVersion version(ResultSet row, boolean live) throws SQLException {
    return new WorkflowVersion(
        row.getInt("number"),
        live,
        row.getString("comment"),
        row.getString("published_by"),
        row.getObject("published_at", OffsetDateTime.class).toInstant());
  }

  State state() {
    WorkflowVersion published = summary.published();
    return new State(
        summary.revision(), published == null ? null : published.number(), summary.main());
  }

  WorkflowView view(WorkflowFindings findings) {
    return new WorkflowView(
        summary.id(),
        summary.botId(),
        summary.flowId(),
        summary.name(),
        summary.main(),
        summary.revision(),
        summary.changed(),
        summary.published(),
        DraftDocument.tree(text),
        findings.problems(),
        findings.ports(),
        summary.createdAt(),
        summary.updatedAt());
  }
}
