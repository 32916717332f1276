package io.botflow.server.conversation;

import io.botflow.BotFlow;
import io.botflow.conversation.Owner;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelUser;
import io.botflow.message.Consent;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.message.Terms;
import io.botflow.server.api.Caller;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import io.botflow.server.media.UploadedMedia;
import io.botflow.server.organization.MonthlyMessages;
import io.botflow.spi.Channel;
import io.botflow.spi.Clearance;
import io.botflow.spi.Intervened;
import io.botflow.spi.Intervention;
import io.botflow.spi.Lease;
import io.botflow.spi.Relation;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people write to customers. It is judged by the same rules as what bots say, here so that the
 * writer hears of it at once, and again when it leaves.
 */
final class Replies {
  /** No longer than it takes to judge; nothing is sent under it. */
  private static final Duration JUDGED = Duration.ofSeconds(30);

  private static final int MOST_OFFERED = 20;

  private final Transactions transactions;
  private final ServiceWindows windows;
  private final MessageList messages;
  private final BotFlow bots;
  private final UploadedMedia uploads;
  private final MonthlyMessages month;

  @Inject
  Replies(
      Databases databases,
      ServiceWindows windows,
      MessageList messages,
      BotFlow bots,
      UploadedMedia uploads,
      MonthlyMessages month) {
    this.uploads = uploads;
    this.month = month;
    this.transactions = databases.api();
    this.windows = windows;
    this.messages = messages;
    this.bots = bots;
  }

  /** To whom something is said, and how the organisation stands to them. */
  private record Recipient(
      UUID channelId, ChannelAddress from, ChannelUser to, Relation relation, Instant now) {}

  /** Says something, and takes the conversation over where the bot has it. */
  List<MessageView> say(Caller caller, UUID organization, UUID conversation, NewMessage said) {
    Recipient recipient = recipient(organization, conversation);
    Channel channel = windows.channel(recipient.from().channel());
    if (channel == null) {
      throw new Refusal(ErrorCode.CHANNEL_UNAVAILABLE);
    }
    month.expectRoom(organization);
    String replyTo =
        said.replyTo() == null ? null : named(organization, conversation, said.replyTo());
    List<OutboundMessage> outbound = new ArrayList<>();
    for (MessageContent part :
        channel.fit(
            said.content(upload -> uploads.atNetwork(organization, recipient.from(), upload)))) {
      OutboundMessage message =
          new OutboundMessage(
              part,
              outbound.isEmpty() ? replyTo : null,
              Duration.ZERO,
              OutboundMessage.Resend.NEVER,
              Terms.NONE);
      judge(organization, conversation, recipient, channel, message);
      outbound.add(message);
    }
    UUID person = caller instanceof Caller.Person known ? known.id() : null;
    Intervened done =
        bots.intervene(
            organization,
            conversation,
            new Intervention(
                Owner.PERSON,
                ConversationWork.name(caller),
                person,
                outbound,
                ConversationRoutes.minutes(said.returnAfterMinutes())));
    if (done == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return messages.some(organization, conversation, done.messages());
  }

  private void judge(
      UUID organization,
      UUID conversation,
      Recipient recipient,
      Channel channel,
      OutboundMessage message) {
    Sending sending =
        new Sending(
            new UUID(0, 0),
            organization,
            recipient.channelId(),
            conversation,
            recipient.from(),
            recipient.to(),
            message,
            1,
            1,
            recipient.relation(),
            Lease.from(recipient.now(), JUDGED));
    if (Clearance.of(sending, channel) instanceof Clearance.Refused refused) {
      throw switch (refused.result()) {
        case SendResult.Withheld ignored ->
            new Refusal(ErrorCode.WINDOW_CLOSED, offered(organization, recipient.channelId()));
        case SendResult.Rejected rejected ->
            new Refusal(
                ErrorCode.NOT_ALLOWED,
                List.of(
                    new Problem.Place(
                        "",
                        Objects.requireNonNullElse(
                            rejected.problem().details(), rejected.problem().code()))));
        case SendResult.Accepted ignored -> new IllegalStateException("nothing was sent");
        case SendResult.RetryAfter ignored -> new IllegalStateException("nothing was sent");
        case SendResult.Unknown ignored -> new IllegalStateException("nothing was sent");
      };
    }
  }

  /** The templates that may go in a message's place. */
  private List<Problem.Place> offered(UUID organization, UUID channel) {
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery(
                    """
                    select t.name, t.language from message_templates t
                    join whatsapp_accounts w on w.org_id = t.org_id
                      and w.business_account_id = t.business_account_id
                    where t.org_id = :org and w.id = :channel and upper(t.status) = 'APPROVED'
                    order by t.name, t.language limit :most
                    """)
                .bind("org", organization)
                .bind("channel", channel)
                .bind("most", MOST_OFFERED)
                .map(
                    (row, context) ->
                        new Problem.Place("/template", row.getString(1) + " " + row.getString(2)))
                .list());
  }

  private Recipient recipient(UUID organization, UUID conversation) {
    return transactions
        .in(
            organization,
            handle ->
                handle
                    .createQuery(
                        """
                        select c.channel_id, ch.kind, ch.account, k.user_id, k.phone, k.profile_name,
                          k.username, c.last_inbound_at, k.opted_in, k.opted_out, k.consent_at,
                          c.ai_disclosed_at, c.asked_back_at, clock_timestamp() as now
                        from conversations c
                        join channels ch on ch.org_id = c.org_id and ch.id = c.channel_id
                        join contacts k on k.org_id = c.org_id and k.id = c.contact_id
                        where c.org_id = :org and c.id = :id
                          and (k.user_id is not null or k.phone is not null)
                        """)
                    .bind("org", organization)
                    .bind("id", conversation)
                    .map((row, context) -> recipient(row))
                    .findOne())
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }

  private static Recipient recipient(ResultSet row) throws SQLException {
    Instant consented = ConversationRow.moment(row, "consent_at");
    return new Recipient(
        ConversationRow.uuid(row, "channel_id"),
        new ChannelAddress(row.getString("kind"), row.getString("account")),
        new ChannelUser(
            row.getString("user_id"),
            row.getString("phone"),
            row.getString("profile_name"),
            row.getString("username")),
        new Relation(
            ConversationRow.moment(row, "last_inbound_at"),
            new Consent.Standing(
                row.getBoolean("opted_in"),
                row.getBoolean("opted_out"),
                consented == null ? Instant.EPOCH : consented),
            ConversationRow.moment(row, "ai_disclosed_at") != null,
            ConversationRow.moment(row, "asked_back_at")),
        Objects.requireNonNull(ConversationRow.moment(row, "now")));
  }

  /** What the channel calls a message of a conversation. */
  private @Nullable String named(UUID organization, UUID conversation, UUID message) {
    return transactions
        .in(
            organization,
            handle ->
                handle
                    .createQuery(
                        """
                        select coalesce(m.external_id, d.external_id) from messages m
                        left join deliveries d on d.id = m.id and d.org_id = m.org_id
                        where m.org_id = :org and m.conversation_id = :conversation and m.id = :id
                          and coalesce(m.external_id, d.external_id) is not null
                        """)
                    .bind("org", organization)
                    .bind("conversation", conversation)
                    .bind("id", message)
                    .mapTo(String.class)
                    .findOne())
        .orElseThrow(() -> Refusal.of("/replyTo", "is no message that can be answered"));
  }
}
