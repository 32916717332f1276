package io.botflow.store.jdbc;

import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Media that came with messages and are to be fetched from their channel before it forgets them.
 * Only of accounts that a server keeps: a program that uses the store alone fetches its media
 * itself.
 */
final class MediaRows {

  private MediaRows() {}

  private record Medium(Enqueue.Row row, MessageContent.Media content, MediaSource.Stored source) {}

  static void insert(Handle handle, List<Enqueue.Row> rows) {
    List<Medium> media =
        rows.stream()
            .filter(
                row ->
                    row.message().content() instanceof MessageContent.Media content
                        && content.source() instanceof MediaSource.Stored)
            .map(
                row -> {
                  MessageContent.Media content = (MessageContent.Media) row.message().content();
                  return new Medium(row, content, (MediaSource.Stored) content.source());
                })
            .toList();
    if (media.isEmpty()) {
      return;
    }
    Columns.of(media)
        .uuid("orgs", medium -> medium.row().arrival().bot().organization())
        .uuid("channels", medium -> medium.row().arrival().bot().channel())
        .text("messages", medium -> Text.storable(medium.row().message().id()))
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
}
