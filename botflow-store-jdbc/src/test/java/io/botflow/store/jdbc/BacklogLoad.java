package io.botflow.store.jdbc;

import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.conversation.Turn;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.spi.Arrival;
import io.botflow.spi.BotRef;
import io.botflow.spi.Claim;
import io.botflow.spi.Room;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A backlog of ready conversations, nine tenths of them one organisation's: how long a claim of 20
 * takes, and when another organisation's new message is begun. Run its main with the folder of a
 * new database and the number of conversations.
 */
final class BacklogLoad {
  private static final int ORGANIZATIONS = 1_000;
  private static final int CLAIMS = 500;
  private static final ChannelAddress NUMBER = new ChannelAddress("load", "1");

  private BacklogLoad() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int conversations = Integer.parseInt(arguments[1]);
    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder);
        Databases databases = TestDatabase.open(server.address());
        JdbcStore store = new JdbcStore(databases)) {
      TestDatabase.run(server.address(), fill(conversations));
      TestDatabase.run(server.address(), "vacuum analyze");
      long[] micros = new long[CLAIMS];
      int done = 0;
      long begun = System.nanoTime();
      for (int i = 0; i < CLAIMS; i++) {
        long start = System.nanoTime();
        List<Claim> claims = store.claim(20);
        micros[i] = (System.nanoTime() - start) / 1_000;
        claims.forEach(claim -> store.commit(claim, turn(claim)));
        done += claims.size();
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      Arrays.sort(micros);
      System.out.printf(
          "%,d ready conversations of %,d organisations: a claim of 20 takes p50 %.1f ms, p95 %.1f ms,"
              + " max %.1f ms; %.0f a second claimed and committed one by one%n",
          conversations,
          ORGANIZATIONS,
          micros[CLAIMS / 2] / 1e3,
          micros[CLAIMS * 95 / 100] / 1e3,
          micros[CLAIMS - 1] / 1e3,
          done / seconds);
      System.out.printf("another organisation's message began after %.0f ms%n", begins(store));
    }
    System.exit(0);
  }

  /** Workers take 20 at a time and hold them; the newcomer's conversation is among the next. */
  private static double begins(JdbcStore store) {
    UUID stranger = new UUID(9, 9);
    BotRef bot = new BotRef(stranger, stranger, stranger);
    InboundMessage message =
        new InboundMessage("new", new MessageContent.Text("hello"), Instant.now());
    long start = System.nanoTime();
    store.accept(
        List.of(
            new Arrival(
                bot, new ChannelEvent.Received(NUMBER, ChannelUser.ofPhone("4917"), message))),
        Room.NONE);
    boolean begun = false;
    while (!begun) {
      List<Claim> claims = store.claim(20);
      begun = claims.stream().anyMatch(claim -> claim.bot().organization().equals(stranger));
      claims.forEach(claim -> store.commit(claim, turn(claim)));
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static Turn turn(Claim claim) {
    Session before = claim.session();
    Session after =
        new Session(
            Session.Status.ENDED,
            List.of(),
            0,
            Map.of(),
            before.memory(),
            null,
            null,
            before.turns() + 1);
    return new Turn(after, claim.contact(), List.of(), List.of(), Owner.BOT, Duration.ZERO, false);
  }

  /** The owner fills the tables past the rules that bind it while it serves. */
  private static String fill(int conversations) {
    List<String> tables =
        List.of("organizations", "channels", "bots", "contacts", "conversations", "inbox", "queue");
    StringBuilder sql = new StringBuilder("set search_path = botflow;");
    for (String table : tables) {
      sql.append("alter table ").append(table).append(" no force row level security;");
    }
    sql.append(
        """
        create temporary table orgs as
          select n, gen_random_uuid() as id from generate_series(0, %2$d - 1) n;
        create unique index on orgs (n);
        insert into organizations (id, name, slug) select id, 'Load', id::text from orgs;
        insert into channels (org_id, id, kind, account) select id, id, 'load', id::text from orgs;
        insert into bots (org_id, id, name) select id, id, 'Load' from orgs;
        create temporary table c as
          select n, gen_random_uuid() as id,
            (select id from orgs where orgs.n = case when s.n %% 10 = 0 then s.n / 10 %% %2$d else 0 end)
              as org
          from generate_series(1, %1$d) s (n);
        insert into contacts (org_id, id, channel_id, phone) select org, id, org, n::text from c;
        insert into conversations (org_id, id, channel_id, bot_id, contact_id, session)
          select org, id, org, org, id, '{"status":"NEW"}' from c;
        insert into inbox (conversation_id, id, org_id, kind, ready_at, received_at, sent_at, payload)
          select id, nextval('inputs'), org, 1, now(), now(), now(),
            '{"id":"m","content":{"kind":"text","body":"hello"},"sentAt":"2026-03-01T12:00:00Z"}' from c;
        insert into queue (conversation_id, org_id, priority, ready_at, lent, lease_until, fence,
          attempts) select id, org, 0, now(), false, now(), 0, 0 from c;
        """
            .formatted(conversations, ORGANIZATIONS));
    for (String table : tables) {
      sql.append("alter table ").append(table).append(" force row level security;");
    }
    return sql.toString();
  }
}
