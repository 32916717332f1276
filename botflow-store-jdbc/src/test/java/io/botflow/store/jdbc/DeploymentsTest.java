package io.botflow.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.botflow.flow.Flow;
import io.botflow.flow.FlowReader;
import io.botflow.message.ChannelAddress;
import io.botflow.spi.BotRef;
import io.botflow.spi.FlowVersion;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeploymentsTest {
  private static final ChannelAddress NUMBER = new ChannelAddress("whatsapp", "1001");

  private final BotRef bot = new BotRef(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
  private Databases databases;
  private Deployments deployments;
  private JdbcFlowSource flows;

  @BeforeEach
  void deploy() throws Exception {
    databases = TestDatabase.fresh();
    deployments = new Deployments(databases);
    flows = new JdbcFlowSource(databases);
    deployments.organization(bot.organization(), "Shop", "shop");
    deployments.bot(bot.organization(), bot.bot(), "Helper");
    deployments.connect(bot, NUMBER, "Shop");
  }

  @AfterEach
  void close() {
    databases.close();
  }

  @Test
  void anAccountLeadsToItsBot() {
    assertThat(flows.route(NUMBER)).isEqualTo(bot);
    assertThat(flows.route(new ChannelAddress("whatsapp", "unknown"))).isNull();
    assertThat(flows.current(bot.organization(), bot.bot())).as("nothing published yet").isNull();
  }

  @Test
  void newSessionsRunWhatWasPublishedLastAndOldOnesFindTheirVersion() {
    FlowVersion first = publish("Hello");
    assertThat(flows.current(bot.organization(), bot.bot())).isEqualTo(first);
    FlowVersion second = publish("Hello again");
    flows.refresh();

    assertThat(flows.current(bot.organization(), bot.bot())).isEqualTo(second);
    assertThat(flows.flow(bot.organization(), "welcome")).isEqualTo(second);
    assertThat(new JdbcFlowSource(databases).version(bot.organization(), first.version()))
        .isEqualTo(first);
    assertThat(flows.version(UUID.randomUUID(), first.version())).as("another tenant's").isNull();
  }

  @Test
  void theSameDocumentMakesNoNewVersion() {
    assertThat(publish("Hello").version()).isEqualTo(publish("Hello").version());
  }

  @Test
  void anAccountIsNotConnectedToABotThatIsNotThere() {
    BotRef nobody = new BotRef(bot.organization(), UUID.randomUUID(), UUID.randomUUID());
    ChannelAddress number = new ChannelAddress("whatsapp", "1002");

    assertThatThrownBy(() -> deployments.connect(nobody, number, null))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("has no bot " + nobody.bot());
    assertThat(flows.route(number)).isNull();
  }

  @Test
  void anAccountOfAnotherOrganisationCannotBeTaken() {
    BotRef thief = new BotRef(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    deployments.organization(thief.organization(), "Thief", "thief");
    deployments.bot(thief.organization(), thief.bot(), "Thief");

    assertThatThrownBy(() -> deployments.connect(thief, NUMBER, null))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("another organisation");
    assertThat(flows.route(NUMBER)).isEqualTo(bot);
  }

  @Test
  void whatWhatsAppNeedsIsKept() {
    Deployments.WhatsAppAccount account =
        new Deployments.WhatsAppAccount("waba", "token", "secret", "verify");
    assertThat(deployments.whatsApp(bot.channel())).isNull();
    deployments.whatsApp(bot, account);
    assertThat(deployments.whatsApp(bot.channel())).isEqualTo(account);
    assertThat(account.toString()).doesNotContain("token", "secret", "verify");
  }

  @Test
  void aBusinessAccountLeadsToTheFirstOfItsNumbersForAsLongAsThatBelongsToIt() {
    BotRef second = new BotRef(bot.organization(), bot.bot(), UUID.randomUUID());
    deployments.connect(second, new ChannelAddress("whatsapp", "second"), null);
    deployments.whatsApp(bot, new Deployments.WhatsAppAccount("waba-1", "token", null, null));
    deployments.whatsApp(second, new Deployments.WhatsAppAccount("waba-1", "token", null, null));
    assertThat(business("waba-1")).isEqualTo(bot);

    deployments.whatsApp(bot, new Deployments.WhatsAppAccount("waba-2", "token", null, null));
    assertThat(business("waba-1")).isEqualTo(second);
    assertThat(business("waba-2")).isEqualTo(bot);
  }

  @Test
  void whoConnectsANumberAgainHasMendedWhatItsMessagesWaitFor() {
    databases
        .work()
        .in(
            bot.organization(),
            handle ->
                handle.execute(
                    """
                    with paused as (
                      insert into channel_pauses (channel_id, org_id, until, reason)
                      values (?, ?, now() + interval '1 hour', '190'))
                    insert into outbox (id, org_id, channel_id, conversation_id, number, resend, state,
                      attempt, next_at, delay_ms, epoch)
                    select gen_random_uuid(), ?, ?, gen_random_uuid(), 1, true, 0, attempt,
                      now() + interval '1 hour', 0, 1
                    from unnest(array[0, 1]) as a (attempt)
                    """,
                    bot.channel(),
                    bot.organization(),
                    bot.organization(),
                    bot.channel()));

    deployments.whatsApp(bot, new Deployments.WhatsAppAccount("waba", "token", null, null));

    String known = "now() + interval '3 seconds'";
    assertThat(count("channel_pauses where until <= " + known)).isEqualTo(1);
    assertThat(count("outbox where attempt = 1 and next_at <= " + known)).isEqualTo(1);
    assertThat(count("outbox where attempt = 0 and next_at > now() + interval '50 minutes'"))
        .as("one that waits for a time of its own")
        .isEqualTo(1);
  }

  private long count(String what) {
    return databases
        .work()
        .in(
            bot.organization(),
            handle -> handle.createQuery("select count(*) from " + what).mapTo(Long.class).one());
  }

  private @Nullable BotRef business(String id) {
    flows.refresh();
    return flows.route(new ChannelAddress("whatsapp", id));
  }

  private FlowVersion publish(String name) {
    Flow flow =
        Objects.requireNonNull(
            FlowReader.read(
                    """
                    {"botflow": 1, "id": "welcome", "name": "%s", "nodes": [], "edges": []}
                    """
                        .formatted(name))
                .flow());
    return deployments.publish(bot.organization(), bot.bot(), flow, true);
  }
}
