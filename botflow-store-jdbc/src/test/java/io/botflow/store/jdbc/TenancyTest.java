package io.botflow.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Row-level security as the catalogue has it, and as a role that serves meets it. */
class TenancyTest {
  private static final UUID ONE = new UUID(1, 1);
  private static final UUID OTHER = new UUID(2, 2);

  /** Tables that hold nothing of any tenant. */
  private static final List<String> OF_NOBODY =
      List.of(
          "analytics_progress",
          "heartbeat",
          "inbox_progress",
          "plans",
          "retention",
          "schema_history",
          "system_epoch");

  /** Tables about people, who belong to no tenant: one role's alone. */
  private static final List<String> OF_PEOPLE =
      List.of(
          "account_log",
          "idempotency_keys",
          "login_failures",
          "mail_tokens",
          "recovery_codes",
          "refresh_tokens",
          "server_keys",
          "signups",
          "sso_identities",
          "sso_logins",
          "user_sessions",
          "users");

  private static @Nullable DatabaseAddress address;
  private static @Nullable Databases databases;

  @BeforeAll
  static void open() throws Exception {
    address = TestDatabase.newDatabase();
    databases = TestDatabase.open(address);
    Deployments deployments = new Deployments(databases);
    for (UUID organization : List.of(ONE, OTHER)) {
      deployments.organization(organization, "Shop", "shop-" + organization);
      deployments.bot(organization, new UUID(9, 9), "Bot");
    }
  }

  @AfterAll
  static void close() {
    databases().close();
  }

  private static Databases databases() {
    return Objects.requireNonNull(databases);
  }

  @Test
  void everyTableIsATenantsOrNamedHere() throws Exception {
    assertThat(
            owner(
                """
                select c.relname from pg_class c
                where c.relnamespace = 'botflow'::regnamespace and c.relkind in ('r', 'p')
                  and not c.relispartition
                  and not (c.relrowsecurity and c.relforcerowsecurity
                    and c.relname = any ('{%s}'))
                  and not (c.relrowsecurity and c.relforcerowsecurity
                    and exists (select from pg_policy p where p.polrelid = c.oid
                      and p.polname = 'tenant' and p.polcmd = '*'
                      and p.polqual is not null and p.polwithcheck is not null)
                    and (c.relname = 'organizations' or exists (select from pg_attribute a
                      where a.attrelid = c.oid and a.attname = 'org_id' and a.attnotnull)))
                order by 1
                """
                    .formatted(String.join(",", OF_PEOPLE))))
        .containsExactlyElementsOf(OF_NOBODY);
  }

  @Test
  void whoFindsOutWhoSomebodyIsSeesPeopleAndNoContent() throws Exception {
    assertThat(
            owner(
                """
                select distinct table_name from information_schema.column_privileges
                where grantee = current_user || '_identity' and table_schema = 'botflow' order by 1
                """))
        .containsExactlyElementsOf(
            Stream.concat(
                    OF_PEOPLE.stream(),
                    Stream.of(
                        "api_keys",
                        "invitations",
                        "memberships",
                        "organizations",
                        "plan_notices",
                        "plans",
                        "sso_connections",
                        "test_links",
                        "webchat_channels",
                        "whatsapp_accounts"))
                .sorted()
                .toList());
    assertThat(
            owner(
                """
                select grantee || ' ' || privilege_type || ' ' || table_name || '.' || column_name
                from information_schema.column_privileges
                where table_schema = 'botflow' and table_name = any ('{%s}')
                  and grantee not in (current_user, current_user || '_identity') order by 1
                """
                    .formatted(String.join(",", OF_PEOPLE))))
        .as("an organisation sees the names of its members")
        .containsExactly(
            "botflow_api SELECT users.email",
            "botflow_api SELECT users.id",
            "botflow_api SELECT users.name");
  }

  @Test
  void logsOnlyGrow() {
    databases()
        .api()
        .in(
            ONE,
            handle ->
                handle.execute(
                    """
                    insert into audit_log (org_id, id, actor_kind, actor_name, action, address, program)
                    values (?, gen_random_uuid(), 'system', 'test', 'x', '', '')
                    """,
                    ONE));
    for (String change :
        List.of("update botflow.audit_log set action = 'y'", "delete from botflow.audit_log")) {
      assertThatThrownBy(() -> databases().api().in(ONE, handle -> handle.execute(change)))
          .as(change)
          .hasMessageContaining("permission denied");
      assertThatThrownBy(
              () ->
                  TestDatabase.run(
                      Objects.requireNonNull(address),
                      "set botflow.tenants = '{%s}'; alter table botflow.audit_log no force row level security; %s"
                          .formatted(ONE, change)))
          .as("%s as the owner", change)
          .hasMessageContaining("append-only");
    }
    assertThatThrownBy(
            () -> TestDatabase.run(Objects.requireNonNull(address), "truncate botflow.account_log"))
        .hasMessageContaining("append-only");
  }

  @Test
  void whoLooksOverAllTenantsSeesTablesWithoutContentOnly() throws Exception {
    assertThat(
            owner(
                """
                select distinct c.relname::text from pg_policy p join pg_class c on c.oid = p.polrelid
                where polname not in ('tenant', 'upkeep', 'identity', 'member') order by 1
                """))
        .containsExactly(
            "channel_paces",
            "channel_pauses",
            "channel_routes",
            "inbound_keys",
            "knowledge_work",
            "live_events",
            "live_organizations",
            "live_presence",
            "media_fetches",
            "memory_work",
            "org_schedule",
            "outbox",
            "parked_statuses",
            "queue",
            "template_reads",
            "timers",
            "webchat_messages");
    assertThat(
            owner(
                """
                select a.attrelid::regclass || '.' || a.attname from pg_attribute a
                join pg_policy p on p.polrelid = a.attrelid and p.polname in ('work', 'route')
                where a.attnum > 0 and a.atttypid in ('json'::regtype, 'jsonb'::regtype)
                """))
        .isEmpty();
  }

  @Test
  void noRoleThatServesHasPower() throws Exception {
    assertThat(
            owner(
                """
                select rolname from pg_roles r where rolname like current_user || '\\_%'
                  and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication
                    or exists (select from pg_class c where c.relowner = r.oid)
                    or exists (select from pg_auth_members m where m.member = r.oid))
                """))
        .isEmpty();
    assertThat(
            owner(
                """
                select c.relname || ' to ' || g.grantee from pg_class c
                join information_schema.role_table_grants g on g.table_name = c.relname
                where c.relispartition and c.relnamespace = 'botflow'::regnamespace
                  and g.grantee <> current_user
                """))
        .as("parts of tables, whose rules are those of the whole only through it")
        .isEmpty();
  }

  @Test
  void whatRunsAsTheOwnerSearchesNowhereElse() throws Exception {
    assertThat(
            owner(
                """
                select proname from pg_proc where pronamespace = 'botflow'::regnamespace and prosecdef
                  and not coalesce(array_to_string(proconfig, ','), '') like '%search_path=botflow, pg_temp%'
                """))
        .isEmpty();
  }

  @Test
  void aTransactionSeesTheTenantsThatItNames() {
    assertThat(bots(ONE)).isEqualTo(1);
    assertThat(
            databases()
                .api()
                .<Integer>outside(
                    handle ->
                        handle.createQuery("select count(*) from bots").mapTo(Integer.class).one()))
        .as("no tenant is named")
        .isZero();
    assertThat(
            databases()
                .api()
                .<Integer>in(
                    ONE,
                    handle ->
                        handle
                            .createUpdate("update bots set name = 'Mine' where org_id = :other")
                            .bind("other", OTHER)
                            .execute()))
        .isZero();
  }

  private static int bots(UUID organization) {
    return databases()
        .api()
        .in(
            organization,
            handle -> handle.createQuery("select count(*) from bots").mapTo(Integer.class).one());
  }

  @Test
  void aRowOfAnotherTenantIsRefused() {
    assertThatThrownBy(
            () ->
                databases()
                    .api()
                    .in(
                        ONE,
                        handle ->
                            handle
                                .createUpdate(
                                    "insert into bots (org_id, id, name) values (:other, :id, 'x')")
                                .bind("other", OTHER)
                                .bind("id", UUID.randomUUID())
                                .execute()))
        .hasMessageContaining("row-level security");
  }

  @Test
  void nobodyBecomesSomebodyElse() {
    for (String attempt :
        List.of(
            "set role botflow",
            "set session authorization botflow",
            "truncate bots",
            "alter table bots disable row level security",
            "select * from messages_rest")) {
      assertThatThrownBy(() -> databases().api().in(ONE, handle -> handle.execute(attempt)))
          .as(attempt)
          .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }
  }

  @Test
  void theMonthsToComeAreThereAndOldOnesGo() throws Exception {
    TestDatabase.run(
        Objects.requireNonNull(address),
        """
        set search_path = botflow;
        create table turns_202001 partition of turns
          for values from ('016f5e66-e800-0000-0000-000000000000')
          to ('016ffe0b-5400-0000-0000-000000000000');
        update retention set keep = interval '1 year' where history = 'turns'
        """);
    Upkeep upkeep = new Upkeep(databases().work());
    upkeep.run();
    upkeep.run();
    upkeep.close();

    List<String> parts =
        owner(
            """
            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'botflow.turns'::regclass order by 1
            """);
    assertThat(parts).hasSize(4).doesNotContain("turns_202001").contains("turns_rest");
  }

  /** What the owner of the tables finds in the catalogue. */
  private static List<String> owner(String sql) throws Exception {
    List<String> found = new ArrayList<>();
    try (Connection connection = Objects.requireNonNull(address).connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
