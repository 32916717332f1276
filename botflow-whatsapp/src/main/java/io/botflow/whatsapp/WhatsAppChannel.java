package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelLimits;
import io.botflow.message.ChannelProblem;
import io.botflow.message.ChannelUser;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.message.Purpose;
import io.botflow.spi.Channel;
import io.botflow.spi.ChannelRules;
import io.botflow.spi.Clearance;
import io.botflow.spi.Pace;
import io.botflow.spi.SendResult;
import io.botflow.spi.SendResult.Scope;
import io.botflow.spi.Sending;
import io.botflow.whatsapp.pricing.ChargeCategory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
  private final Pace pace;
  private final @Nullable ApprovedTemplates templates;

  /**
   * A channel for all numbers of a process, at the pace that Meta allows every number.
   *
   * @param accounts finds the account of a number at each message, so that changed tokens count at
   *     once; called on the sending thread
   */
  public WhatsAppChannel(
      GraphApi api, Function<ChannelAddress, Optional<WhatsAppAccount>> accounts) {
    this(api, accounts, WhatsAppLimits.PACE, null);
  }

  private WhatsAppChannel(
      GraphApi api,
      Function<ChannelAddress, Optional<WhatsAppAccount>> accounts,
      Pace pace,
      @Nullable ApprovedTemplates templates) {
    this.api = api;
    this.accounts = accounts;
    this.pace = pace;
    this.templates = templates;
  }

  /** The same channel at another pace, where all of its numbers may send faster or must not. */
  public WhatsAppChannel withPace(Pace other) {
    return new WhatsAppChannel(api, accounts, other, templates);
  }

  /**
   * The same channel that knows the templates: each is looked up before it is sent, one that does
   * not exist, is not approved or is given the wrong values is refused without asking the network,
   * and its category is the one that the network last told. Without this, a template is an offer
   * unless its author says what it is.
   */
  public WhatsAppChannel withTemplates(ApprovedTemplates approved) {
    return new WhatsAppChannel(api, accounts, pace, approved);
  }

  @Override
  public ChannelRules rules() {
    return WhatsAppLimits.RULES;
  }

  @Override
  public @Nullable Purpose purpose(ChannelAddress from, MessageContent.Template template) {
    return templates == null ? null : templates.purpose(from, template);
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
  public Pace pace() {
    return pace;
  }

  @Override
  public SendResult returned(ChannelProblem problem, int attempt) {
    return GraphErrors.result(problem, attempt);
  }

  @Override
  public List<MessageContent> fit(MessageContent content) {
    return WhatsAppLimits.fit(content);
  }

  @Override
  public SendResult send(Sending sending) {
    return switch (Clearance.of(sending, this)) {
      case Clearance.Refused refused -> refused.result();
      case Clearance.Cleared cleared -> send(cleared);
    };
  }

  private SendResult send(Clearance.Cleared cleared) {
    Sending sending = cleared.sending();
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
    if (templates != null && content instanceof MessageContent.Template template) {
      List<String> mismatches = templates.problems(sending.from(), template);
      if (!mismatches.isEmpty()) {
        return refused("template_mismatch", String.join(" ", mismatches));
      }
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
        MessagePayload.of(sending.to(), message.withContent(content), sending.id().toString());
    return result(
        api.post(account, "messages", body, sending::mayBeSent),
        sending.attempt(),
        ChargeCategory.of(cleared.purpose()).code());
  }

  @Override
  public void typing(ChannelAddress from, ChannelUser to, String messageId) {
    accounts
        .apply(from)
        .ifPresent(account -> api.post(account, "messages", MessagePayload.typing(messageId)));
  }

  private static SendResult result(GraphAnswer answer, int attempt, String category) {
    return switch (answer) {
      case GraphAnswer.Done done -> {
        String id = WebhookTree.text(done.body().path("messages").path(0), "id");
        yield id == null
            ? new SendResult.Unknown("an answer without a message id")
            : new SendResult.Accepted(id, category);
      }
      case GraphAnswer.Refused refused -> refused.error().result(attempt);
      case GraphAnswer.NotSent notSent ->
          new SendResult.RetryAfter(
              FIRST_WAIT.multipliedBy(1L << Math.clamp(attempt - 1, 0, MAX_DOUBLINGS)),
              Scope.MESSAGE,
              new ChannelProblem(ChannelProblem.NOT_SENT, null, notSent.why()));
      case GraphAnswer.Uncertain uncertain -> new SendResult.Unknown(uncertain.why());
    };
  }

  private static SendResult refused(String code, String details) {
    String advice =
        "The message does not keep WhatsApp's rules, so it was not sent. Change it in the flow: "
            + details
            + (details.endsWith(".") ? "" : ".");
    return new SendResult.Rejected(new ChannelProblem(code, null, details, advice), Scope.MESSAGE);
  }
}
