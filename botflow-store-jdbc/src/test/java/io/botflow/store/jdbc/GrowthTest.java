package io.botflow.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is looked up for each message is found by an index, also under row-level security. */
class GrowthTest {
  private static final UUID ORGANIZATION = new UUID(1, 1);

  @Test
  void whoWritesIsFoundWithoutReadingWhoElseThereIs() throws Exception {
    DatabaseAddress address = TestDatabase.newDatabase();
    try (Databases databases = TestDatabase.open(address)) {
      new Deployments(databases).organization(ORGANIZATION, "Shop", "shop");
      fill(databases);
      TestDatabase.run(address, "analyze botflow.contacts; analyze botflow.conversations");

      String plan =
          databases
              .ingest()
              .in(
                  ORGANIZATION,
                  handle ->
                      String.join(
                          "\n",
                          Columns.of(List.of("4917000001"))
                              .uuid("orgs", phone -> ORGANIZATION)
                              .uuid("channels", phone -> ORGANIZATION)
                              .number("kinds", phone -> 1)
                              .text("keys", phone -> "m" + phone)
                              .text("users", phone -> null)
                              .text("phones", phone -> phone)
                              .bind(
                                  handle.createQuery(
                                      "explain (analyze, timing off) " + ArrivalKeys.INSERT))
                              .mapTo(String.class)
                              .list()));

      List<String> lookups =
          Arrays.stream(plan.split("\n"))
              .filter(line -> line.contains(" on conversations ") || line.contains(" on contacts "))
              .toList();
      assertThat(lookups).as(plan).hasSize(3);
      assertThat(plan).doesNotContain("Rows Removed by").contains("contact_id = CASE");
    }
  }

  private static void fill(Databases databases) {
    databases
        .api()
        .in(
            ORGANIZATION,
            handle ->
                handle
                    .createUpdate(
                        """
                        with ch as (
                          insert into channels (org_id, id, kind, account)
                          values (:org, :org, 'test', '1')),
                        bot as (insert into bots (org_id, id, name) values (:org, :org, 'Bot')),
                        people as materialized (
                          select gen_random_uuid() as id, n from generate_series(1, 5000) n),
                        c as (
                          insert into contacts (org_id, id, channel_id, phone)
                          select :org, id, :org, (4917000000 + n)::text from people)
                        insert into conversations (org_id, id, channel_id, bot_id, contact_id, session)
                        select :org, gen_random_uuid(), :org, :org, id, '{"status":"NEW"}' from people
                        """)
                    .bind("org", ORGANIZATION)
                    .execute());
  }
}
