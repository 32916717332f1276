package io.botflow.store.jdbc;

import io.botflow.message.ChannelEvent;
import io.botflow.message.InboundMessage;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.spi.Arrival;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Media that came with messages, with what customers changed later and with what a person answered
 * from the phone, and are to be fetched from their channel before it forgets them. Only of accounts
 * that a server keeps: a program that uses the store alone fetches its media itself.
 */
final class MediaRows {

  private MediaRows() {}

  private record Medium(
      Arrival arrival,
      InboundMessage message,
      MessageContent.Media content,
      MediaSource.Stored source) {}

  /**
   * @param fresh what was not heard before
   */
  static void insert(Handle handle, List<Arrival> fresh) {
    List<Medium> media = new ArrayList<>();
    for (Arrival arrival : fresh) {
      InboundMessage message = message(arrival.event());
      if (message != null
          && message.content() instanceof MessageContent.Media content
          && content.source() instanceof MediaSource.Stored source) {
        media.add(new Medium(arrival, message, content, source));
      }
    }
    if (media.isEmpty()) {
      return;
    }
    Columns.of(media)
        .uuid("orgs", medium -> medium.arrival().bot().organization())
        .uuid("channels", medium -> medium.arrival().bot().channel())
        .text("messages", medium -> Text.storable(medium.message().id()))
        .text("sources", medium -> Text.storable(medium.source().id()))
        .text("hashes", medium -> Text.storable(medium.source().sha256()))
        .text("names", medium -> Text.storable(medium.content().filename()))
        .bind(
            handle.createUpdate(
                """
                with kept as (
                  insert into inbound_media (org_id, id, channel_id, message_id, source_id, sha256,
                    filename)
                  select org, gen_random_uuid(), channel, message, source, hash, name
                  from unnest(:orgs, :channels, :messages, :sources, :hashes, :names)
                    as r (org, channel, message, source, hash, name)
                  where exists (select from whatsapp_accounts w
                    where w.org_id = r.org and w.id = r.channel)
                  on conflict (org_id, channel_id, message_id, source_id) do nothing
                  returning org_id, id, channel_id)
                insert into media_fetches (org_id, id, channel_id)
                select org_id, id, channel_id from kept
                """))
        .execute();
  }

  private static @Nullable InboundMessage message(ChannelEvent event) {
    return switch (event) {
      case ChannelEvent.Received received -> received.message();
      case ChannelEvent.Edited edited -> edited.message();
      case ChannelEvent.Echoed echoed -> echoed.message();
      case ChannelEvent.StatusChanged ignored -> null;
      case ChannelEvent.Revoked ignored -> null;
      case ChannelEvent.IdentityChanged ignored -> null;
      case ChannelEvent.SecurityChanged ignored -> null;
      case ChannelEvent.PreferenceChanged ignored -> null;
      case ChannelEvent.Consented ignored -> null;
      case ChannelEvent.TemplateChanged ignored -> null;
      case ChannelEvent.AccountChanged ignored -> null;
      case ChannelEvent.Ignored ignored -> null;
    };
  }
}
