package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelLimits;
import io.botflow.message.ChannelProblem;
import io.botflow.message.ChannelUser;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.spi.Channel;
import io.botflow.spi.SendResult;
import io.botflow.spi.SendResult.Scope;
import io.botflow.spi.Sending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * WhatsApp as a channel: one message, one request, and a result that says what is known.
 *
 * <p>Every message carries its {@link Sending#id()} as {@code biz_opaque_callback_data}, so that a
 * status proves the sending of one whose answer was lost. Safe for use by many threads.
 */
public final class WhatsAppChannel implements Channel {
  /** The wait after a request that never left, doubled at each try. */
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  private static final int MAX_DOUBLINGS = 6;

  private final GraphApi api;
  private final Function<ChannelAddress, Optional<WhatsAppAccount>> accounts;

  /**
   * A channel for all numbers of a process.
   *
   * @param accounts finds the account of a number at each message, so that changed tokens count at
   *     once; called on the sending thread
   */
  public WhatsAppChannel(
      GraphApi api, Function<ChannelAddress, Optional<WhatsAppAccount>> accounts) {
    this.api = api;
    this.accounts = accounts;
  }

  @Override
  public String name() {
    return WebhookReader.CHANNEL;
  }

  @Override
  public ChannelLimits limits() {
    return WhatsAppLimits.forFlows();
  }

  @Override
  public List<MessageContent> fit(MessageContent content) {
    return WhatsAppLimits.fit(content);
  }

  @Override
  public SendResult send(Sending sending) {
    List<MessageContent> fitting = WhatsAppLimits.fit(sending.message().content());
    if (fitting.size() > 1) {
      // Several requests could not be told apart by the one id that statuses bring back.
      return refused("several_messages", "it takes " + fitting.size() + " messages to say this");
    }
    MessageContent content = fitting.get(0);
    List<LimitProblem> problems = WhatsAppLimits.check(content);
    if (!problems.isEmpty()) {
      String text = problems.stream().map(LimitProblem::text).collect(Collectors.joining("; "));
      return refused(problems.get(0).code(), text);
    }
    WhatsAppAccount account = accounts.apply(sending.from()).orElse(null);
    if (account == null) {
      ChannelProblem problem =
          new ChannelProblem(
              "unknown_account",
              null,
              null,
              "The number that this message leaves from is not connected. Connect it again.");
      return new SendResult.Rejected(problem, Scope.ACCOUNT);
    }
    OutboundMessage message = sending.message();
    JsonNode body =
        MessagePayload.of(
            sending.to(),
            new OutboundMessage(content, message.replyTo(), message.delay(), message.resend()),
            sending.id().toString());
    return result(api.post(account, "messages", body, sending::mayBeSent), sending.attempt());
  }

  @Override
  public void typing(ChannelAddress from, ChannelUser to, String messageId) {
    accounts
        .apply(from)
        .ifPresent(account -> api.post(account, "messages", MessagePayload.typing(messageId)));
  }

  private static SendResult result(GraphAnswer answer, int attempt) {
    return switch (answer) {
      case GraphAnswer.Done done -> {
        String id = WebhookTree.text(done.body().path("messages").path(0), "id");
        yield id == null
            ? new SendResult.Unknown("an answer without a message id")
            : new SendResult.Accepted(id);
      }
      case GraphAnswer.Refused refused -> refused.error().result(attempt);
      case GraphAnswer.NotSent notSent ->
          new SendResult.RetryAfter(
              FIRST_WAIT.multipliedBy(1L << Math.clamp(attempt - 1, 0, MAX_DOUBLINGS)),
              Scope.MESSAGE,
              new ChannelProblem("not_sent", null, notSent.why()));
      case GraphAnswer.Uncertain uncertain -> new SendResult.Unknown(uncertain.why());
    };
  }

  private static SendResult refused(String code, String details) {
    String advice =
        "The message does not keep WhatsApp's limits, so it was not sent. Change it in the flow: "
            + details
            + ".";
    return new SendResult.Rejected(new ChannelProblem(code, null, details, advice), Scope.MESSAGE);
  }
}
