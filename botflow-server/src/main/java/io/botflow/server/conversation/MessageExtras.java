package io.botflow.server.conversation;

import io.botflow.server.conversation.MessageView.MediumView;
import io.botflow.server.conversation.MessageView.ReactionView;
import io.botflow.server.conversation.MessageView.TranslatedView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What belongs to messages and is kept elsewhere, read for all of a page at once. */
final class MessageExtras {
  private static final int MOST_TEXT = 8_192;

  /**
   * How much later than a reaction to it a message may be kept: echoes are sent again for hours.
   */
  private static final Duration LATE = Duration.ofDays(1);

  private static final String UPLOADS =
      """
      select i.source_id, u.id, u.mime_type, u.filename, u.size from media_upload_ids i
      join media_uploads u on u.org_id = i.org_id and u.id = i.upload_id
      where i.org_id = :org and i.source_id = any(:sources)
      """;

  private static final String TRANSLATIONS =
      """
      select message_id, language, from_language, text from message_translations
      where org_id = :org and conversation_id = :conversation and message_id = any(:ids)
      order by language
      """;

  /** As the database compares them. */
  private static final Comparator<UUID> BY_TIME = Comparator.comparing(UUID::toString);

  private final Handle handle;
  private final UUID organization;
  private final UUID conversation;

  MessageExtras(Handle handle, UUID organization, UUID conversation) {
    this.handle = handle;
    this.organization = organization;
    this.conversation = conversation;
  }

  List<MessageView> of(List<MessageRow> rows) {
    Map<String, UUID> replies = replies(texts(rows, MessageRow::replyTo));
    List<String> names = texts(rows, MessageRow::externalId);
    Map<String, List<MediumView>> media = media(rows, names);
    Map<String, List<MediumView>> uploads = uploads(rows);
    Map<String, List<ReactionView>> reactions = reactions(rows, names);
    Map<String, List<TranslatedView>> translations = translations(rows);
    return rows.stream()
        .map(
            row ->
                new MessageView(
                    row.id(),
                    row.conversation(),
                    row.sentBy(),
                    row.author(),
                    ContentJson.tree(row.content()),
                    ContentJson.words(row.content(), MOST_TEXT),
                    row.replyTo() == null ? null : replies.get(row.replyTo()),
                    row.at(),
                    row.delivery(),
                    media.containsKey(row.externalId())
                        ? of(media, row.externalId())
                        : of(uploads, source(row)),
                    of(reactions, row.externalId()),
                    of(translations, row.id().toString())))
        .toList();
  }

  private static <T> List<T> of(Map<String, List<T>> all, @Nullable String name) {
    return name == null ? List.of() : all.getOrDefault(name, List.of());
  }

  private static List<String> texts(
      List<MessageRow> rows, Function<MessageRow, @Nullable String> text) {
    return rows.stream().map(text).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
  }

  private Map<String, UUID> replies(List<String> names) {
    Map<String, UUID> found = new HashMap<>();
    if (!names.isEmpty()) {
      handle
          .createQuery(
              """
              select external_id, id from messages where org_id = :org
                and conversation_id = :conversation and external_id = any(:names)
              union all
              select external_id, id from deliveries where org_id = :org
                and conversation_id = :conversation and external_id = any(:names)
              """)
          .bind("org", organization)
          .bind("conversation", conversation)
          .bindArray("names", String.class, names)
          .map((row, context) -> Map.entry(row.getString(1), ConversationRow.uuid(row, "id")))
          .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    }
    return found;
  }

  private Map<String, List<MediumView>> media(List<MessageRow> rows, List<String> names) {
    Map<String, List<MediumView>> found = new HashMap<>();
    if (!names.isEmpty()) {
      handle
          .createQuery(
              """
              select message_id, id, state, mime_type, filename, size, why from inbound_media
              where org_id = :org and channel_id = :channel and message_id = any(:names)
              order by received_at, id
              """)
          .bind("org", organization)
          .bind("channel", rows.get(0).channel())
          .bindArray("names", String.class, names)
          .map(
              (row, context) ->
                  Map.entry(
                      row.getString("message_id"),
                      new MediumView(
                          ConversationRow.uuid(row, "id"),
                          row.getString("state"),
                          row.getString("mime_type"),
                          row.getString("filename"),
                          row.getObject("size", Long.class),
                          row.getString("why"))))
          .forEach(entry -> add(found, entry));
    }
    return found;
  }

  /** Uploads that messages to the customer name, by what the channel calls them. */
  private Map<String, List<MediumView>> uploads(List<MessageRow> rows) {
    Map<String, List<MediumView>> found = new HashMap<>();
    List<String> sources = texts(rows, MessageExtras::source);
    if (!sources.isEmpty()) {
      handle
          .createQuery(UPLOADS)
          .bind("org", organization)
          .bindArray("sources", String.class, sources)
          .map(
              (row, context) ->
                  Map.entry(
                      row.getString("source_id"),
                      new MediumView(
                          ConversationRow.uuid(row, "id"),
                          "stored",
                          row.getString("mime_type"),
                          row.getString("filename"),
                          row.getLong("size"),
                          null)))
          .forEach(entry -> add(found, entry));
    }
    return found;
  }

  private static @Nullable String source(MessageRow row) {
    return row.sentBy().equals("person")
        ? ContentJson.tree(row.content()).at("/source/id").textValue()
        : null;
  }

  /**
   * The last of each side; one that was taken away again is none. None is much older than what it
   * is about, though what is told late may be kept after it.
   */
  private Map<String, List<ReactionView>> reactions(List<MessageRow> rows, List<String> names) {
    Map<String, List<ReactionView>> found = new HashMap<>();
    if (!names.isEmpty()) {
      handle
          .createQuery(
              """
              select distinct on (content ->> 'messageId', sent_by) content ->> 'messageId' as about,
                content ->> 'emoji' as emoji, sent_by, sent_at
              from messages
              where org_id = :org and conversation_id = :conversation and id >= :oldest
                and content ->> 'kind' = 'reaction' and content ->> 'messageId' = any(:names)
              order by content ->> 'messageId', sent_by, id desc
              """)
          .bind(
              "oldest",
              aDayBefore(Collections.min(rows.stream().map(MessageRow::id).toList(), BY_TIME)))
          .bind("org", organization)
          .bind("conversation", conversation)
          .bindArray("names", String.class, names)
          .map(
              (row, context) ->
                  Map.entry(
                      row.getString("about"),
                      new ReactionView(
                          row.getString("emoji"),
                          row.getString("sent_by"),
                          Objects.requireNonNull(ConversationRow.moment(row, "sent_at")))))
          .forEach(
              entry -> {
                if (!entry.getValue().emoji().isEmpty()) {
                  add(found, entry);
                }
              });
    }
    return found;
  }

  /** The first id of that moment: the first 48 bits of an id are its milliseconds. */
  private static UUID aDayBefore(UUID id) {
    long moment = id.getMostSignificantBits() >>> 16;
    return new UUID(Math.max(0, moment - LATE.toMillis()) << 16, 0);
  }

  private Map<String, List<TranslatedView>> translations(List<MessageRow> rows) {
    Map<String, List<TranslatedView>> found = new HashMap<>();
    if (!rows.isEmpty()) {
      handle
          .createQuery(TRANSLATIONS)
          .bind("org", organization)
          .bind("conversation", conversation)
          .bindArray("ids", UUID.class, rows.stream().map(MessageRow::id).toList())
          .map(
              (row, context) ->
                  Map.entry(
                      row.getString("message_id"),
                      new TranslatedView(
                          row.getString("language"),
                          row.getString("from_language"),
                          row.getString("text"))))
          .forEach(entry -> add(found, entry));
    }
    return found;
  }

  private static <T> void add(Map<String, List<T>> all, Map.Entry<String, T> entry) {
    all.computeIfAbsent(entry.getKey(), name -> new ArrayList<>()).add(entry.getValue());
  }
}
