package io.botflow.store.jdbc;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Versions of workflows, in a transaction that names their organisation. */
public final class Publications {
  private Publications() {}

  /**
   * Publishes a workflow's document: from now on new sessions run it. A document that is the same
   * as the last version's makes no new version.
   *
   * @param document in its canonical form, without errors
   * @param comment why; kept with a new version
   * @param author who; kept with a new version
   * @return the version
   */
  public static UUID publish(
      Handle handle,
      UUID organization,
      UUID workflow,
      String document,
      @Nullable String comment,
      @Nullable String author) {
    UUID version =
        handle
            .createQuery(
                """
                with last as (
                  select id, number, document::text as document from workflow_versions
                  where org_id = :org and workflow_id = :workflow order by number desc limit 1),
                made as (
                  insert into workflow_versions (org_id, id, workflow_id, number, document, comment,
                    published_by)
                  select :org, gen_random_uuid(), :workflow,
                    coalesce((select number from last), 0) + 1, :document::json, :comment::text, :author::text
                  where not exists (select from last where document = :document)
                  returning id)
                select id from made union all
                select id from last where not exists (select from made)
                """)
            .bind("org", organization)
            .bind("workflow", workflow)
            .bind("document", document)
            .bind("comment", comment)
            .bind("author", author)
            .mapTo(UUID.class)
            .one();
    run(handle, organization, workflow, version);
    return version;
  }

  /**
   * Lets new sessions run one of a workflow's versions.
   *
   * @param version is the workflow's
   */
  public static void run(Handle handle, UUID organization, UUID workflow, UUID version) {
    handle
        .createUpdate(
            """
            insert into workflow_publications (org_id, workflow_id, version_id)
            values (:org, :workflow, :version)
            on conflict (org_id, workflow_id) do update
              set version_id = excluded.version_id, published_at = now()
            """)
        .bind("org", organization)
        .bind("workflow", workflow)
        .bind("version", version)
        .execute();
  }
}
