package io.botflow.store.jdbc;

import io.botflow.conversation.Session;
import io.botflow.message.ChannelUser;
import io.botflow.spi.BotRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Finds the conversation of whoever wrote, and makes contact and conversation where they are new.
 */
final class ContactRows {
  /** Somebody at one bot's channel. */
  record Sender(BotRef bot, ChannelUser user) {}

  /** What is stored about a sender. */
  record Found(
      @Nullable UUID byUser,
      @Nullable UUID byPhone,
      boolean phoneHasUser,
      @Nullable String name,
      @Nullable String username,
      @Nullable String parent,
      @Nullable UUID conversation,
      @Nullable UUID bot,
      int joinWindowMillis) {

    static final Found NOTHING = new Found(null, null, false, null, null, null, null, null, 0);

    boolean isUnknown() {
      return byUser == null && byPhone == null;
    }

    boolean isSettledFor(Sender sender) {
      ChannelUser user = sender.user();
      return conversation != null
          && sender.bot().bot().equals(bot)
          && (user.userId() == null || byUser != null)
          && (user.phone() == null || byPhone != null)
          && (byUser == null || byPhone == null || byUser.equals(byPhone))
          && (user.name() == null || user.name().equals(name))
          && (user.username() == null || user.username().equals(username))
          && (user.parentId() == null || user.parentId().equals(parent));
    }
  }

  private ContactRows() {}

  /** Finds senders; the columns that {@link #found} reads. */
  static final String FOUND =
      """
      u.id as by_user, p.id as by_phone, p.user_id is not null as has_user,
      coalesce(u.profile_name, p.profile_name) as found_name,
      coalesce(u.username, p.username) as found_username,
      coalesce(u.parent_id, p.parent_id) as found_parent,
      c.id as conversation_id, c.bot_id, coalesce(c.join_window_ms, 0) as join_window_ms
      """;

  /**
   * Of senders {@code a} with org, channel, user_id and phone. No {@code coalesce}: PostgreSQL does
   * not count it among what leaks nothing, so that row-level security would keep it from the index.
   */
  static final String JOINS =
      """
      left join contacts u on u.org_id = a.org and u.channel_id = a.channel
        and u.user_id = a.user_id
      left join contacts p on p.org_id = a.org and p.channel_id = a.channel
        and p.phone = a.phone
      left join conversations c on c.org_id = a.org and c.channel_id = a.channel
        and c.contact_id = case when u.id is null then p.id else u.id end
      """;

  static Found found(ResultSet row) throws SQLException {
    UUID byUser = row.getObject("by_user", UUID.class);
    UUID byPhone = row.getObject("by_phone", UUID.class);
    if (byUser == null && byPhone == null) {
      return Found.NOTHING;
    }
    return new Found(
        byUser,
        byPhone,
        row.getBoolean("has_user"),
        row.getString("found_name"),
        row.getString("found_username"),
        row.getString("found_parent"),
        row.getObject("conversation_id", UUID.class),
        row.getObject("bot_id", UUID.class),
        row.getInt("join_window_ms"));
  }

  /**
   * Gives those senders whose rows are missing or differ from what they came with a contact that
   * has all their identities, and a conversation.
   *
   * @return what is stored of them afterwards
   */
  static Map<Sender, Found> settle(Handle handle, List<Sender> open) {
    List<Sender> senders = open.stream().distinct().sorted(ORDER).toList();
    Map<Sender, Found> found = find(handle, senders);
    List<Sender> strangers = senders.stream().filter(s -> get(found, s).isUnknown()).toList();
    List<Sender> made = NewContacts.insert(handle, strangers);
    for (Sender sender : senders) {
      if (!made.contains(sender)) {
        settle(handle, sender);
      }
    }
    return find(handle, senders);
  }

  /** The same order in every transaction, so that two of them can't wait for each other. */
  private static final Comparator<Sender> ORDER =
      Comparator.comparing((Sender sender) -> sender.bot().organization())
          .thenComparing(sender -> sender.bot().channel())
          .thenComparing(sender -> sender.user().key());

  static Found get(Map<Sender, Found> found, Sender sender) {
    Found stored = found.get(sender);
    if (stored == null) {
      throw new IllegalStateException("every sender has a row");
    }
    return stored;
  }

  static Map<Sender, Found> find(Handle handle, List<Sender> senders) {
    Map<Sender, Found> found = new LinkedHashMap<>();
    Columns.of(senders)
        .uuid("orgs", sender -> sender.bot().organization())
        .uuid("channels", sender -> sender.bot().channel())
        .text("users", sender -> sender.user().userId())
        .text("phones", sender -> sender.user().phone())
        .bind(
            handle.createQuery(
                "select a.n, "
                    + FOUND
                    + """
                      from unnest(:orgs, :channels, :users, :phones)
                        with ordinality as a (org, channel, user_id, phone, n)
                      """
                    + JOINS))
        .map((row, context) -> found.put(senders.get(row.getInt("n") - 1), found(row)))
        .list();
    return found;
  }

  /**
   * Brings what is stored in line with the identities that came together: a user id and a number of
   * one person make one contact of two, but a number that belonged to another user id has passed
   * on.
   */
  private static void settle(Handle handle, Sender sender) {
    // Two servers may meet the same new person at once; the second waits here and then finds him.
    lock(handle, sender.bot(), sender.user().userId());
    lock(handle, sender.bot(), sender.user().phone());
    Found now = get(find(handle, List.of(sender)), sender);
    @Nullable UUID keeper = now.byUser();
    @Nullable UUID other = now.byPhone();
    if (other != null && !other.equals(keeper)) {
      boolean passedOn = sender.user().userId() != null && now.phoneHasUser();
      if (passedOn) {
        forgetPhone(handle, sender, other);
      } else if (keeper == null) {
        keeper = other;
      } else {
        ContactMerge.merge(handle, sender.bot(), other, keeper);
      }
    }
    if (keeper == null) {
      keeper = UUID.randomUUID();
      insert(handle, sender, keeper);
    } else {
      describe(handle, sender, keeper);
    }
    openConversation(handle, sender, keeper);
  }

  private static void lock(Handle handle, BotRef bot, @Nullable String identity) {
    if (identity != null) {
      handle
          .createQuery("select pg_advisory_xact_lock(hashtextextended(:who, 7)) is null")
          .bind("who", bot.channel() + " " + identity)
          .mapTo(Boolean.class)
          .list();
    }
  }

  private static void forgetPhone(Handle handle, Sender sender, UUID contact) {
    handle
        .createUpdate(
            "update contacts set phone = null, updated_at = now() where org_id = :org and id = :id")
        .bind("org", sender.bot().organization())
        .bind("id", contact)
        .execute();
  }

  private static void insert(Handle handle, Sender sender, UUID contact) {
    bind(
            handle.createUpdate(
                """
                insert into contacts (org_id, id, channel_id, user_id, phone, profile_name,
                  username, parent_id, name, opted_in, opted_out, consent_at)
                select r.org, :id, r.channel, r.user_id, r.phone, :name, :username, :parent, :name,
                  coalesce(s.opted_in, false), coalesce(s.opted_out, false), s.consent_at
                from (select :org::uuid as org, :channel::uuid as channel, :user::text as user_id,
                  :phone::text as phone) r
                """
                    + ConsentRows.INHERITED),
            sender,
            contact)
        .bind("channel", sender.bot().channel())
        .execute();
  }

  private static void describe(Handle handle, Sender sender, UUID contact) {
    bind(
            handle.createUpdate(
                """
                update contacts set user_id = coalesce(:user, user_id),
                  phone = coalesce(:phone, phone), profile_name = coalesce(:name, profile_name),
                  username = coalesce(:username, username),
                  parent_id = coalesce(:parent, parent_id), name = coalesce(name, :name),
                  updated_at = now()
                where org_id = :org and id = :id
                """),
            sender,
            contact)
        .execute();
  }

  private static Update bind(Update statement, Sender sender, UUID contact) {
    return statement
        .bind("org", sender.bot().organization())
        .bind("id", contact)
        .bind("user", Text.storable(sender.user().userId()))
        .bind("phone", Text.storable(sender.user().phone()))
        .bind("name", Text.storable(sender.user().name()))
        .bind("username", Text.storable(sender.user().username()))
        .bind("parent", Text.storable(sender.user().parentId()));
  }

  private static void openConversation(Handle handle, Sender sender, UUID contact) {
    handle
        .createUpdate(
            """
            insert into conversations (org_id, id, channel_id, bot_id, contact_id, session)
            values (:org, :id, :channel, :bot, :contact, :session::json)
            on conflict (org_id, channel_id, contact_id) do update set bot_id = excluded.bot_id
              where conversations.bot_id <> excluded.bot_id
            """)
        .bind("org", sender.bot().organization())
        .bind("id", UUID.randomUUID())
        .bind("channel", sender.bot().channel())
        .bind("bot", sender.bot().bot())
        .bind("contact", contact)
        .bind("session", StoredJson.write(Session.FRESH))
        .execute();
  }

  /** A person's new identity takes the place of the old one; somebody unknown stays unknown. */
  static void identityChanged(Handle handle, Sender before, ChannelUser after) {
    Found old = get(find(handle, List.of(before)), before);
    @Nullable UUID contact = old.byUser() != null ? old.byUser() : old.byPhone();
    if (contact == null) {
      return;
    }
    Sender now = new Sender(before.bot(), after);
    lock(handle, now.bot(), after.userId());
    lock(handle, now.bot(), after.phone());
    Found taken = get(find(handle, List.of(now)), now);
    for (UUID other :
        Stream.of(taken.byUser(), taken.byPhone()).filter(Objects::nonNull).toList()) {
      if (!other.equals(contact)) {
        ContactMerge.merge(handle, now.bot(), other, contact);
      }
    }
    describe(handle, now, contact);
  }
}
