package io.botflow.store.jdbc;

import io.botflow.message.ChannelAddress;
import io.botflow.spi.Arrival;
import io.botflow.spi.BotRef;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/**
 * Makes sure that the organisation, channel and bot of an arrival have their rows. The server made
 * them when the account was connected; an embedder who brings a {@code FlowSource} of his own has
 * no other reason to know these tables.
 */
final class BotRows {
  private final Set<BotRef> known = ConcurrentHashMap.newKeySet();

  void ensure(Handle handle, List<Arrival> arrivals) {
    for (Arrival arrival : arrivals) {
      if (!known.contains(arrival.bot())) {
        insert(handle, arrival.bot(), arrival.event().address());
      }
    }
  }

  /** Only once the transaction that made them is committed. */
  void remember(List<Arrival> arrivals) {
    arrivals.forEach(arrival -> known.add(arrival.bot()));
  }

  private static void insert(Handle handle, BotRef bot, ChannelAddress address) {
    handle
        .createUpdate(
            """
            insert into organizations (id, name, slug) values (:org, 'Embedded', :slug)
            on conflict (id) do nothing
            """)
        .bind("org", bot.organization())
        .bind("slug", bot.organization().toString())
        .execute();
    handle
        .createUpdate(
            """
            insert into channels (org_id, id, kind, account) values (:org, :channel, :kind, :account)
            on conflict do nothing
            """)
        .bind("org", bot.organization())
        .bind("channel", bot.channel())
        .bind("kind", address.channel())
        .bind("account", address.account())
        .execute();
    handle
        .createUpdate(
            """
            insert into bots (org_id, id, name) values (:org, :bot, 'Embedded')
            on conflict do nothing
            """)
        .bind("org", bot.organization())
        .bind("bot", bot.bot())
        .execute();
  }
}
