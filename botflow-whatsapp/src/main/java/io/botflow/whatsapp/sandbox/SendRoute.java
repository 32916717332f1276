package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST /messages}: judges the body, takes it over, and fails where it was told to. */
final class SendRoute {
  private static final GraphRefusal UNREADABLE =
      GraphRefusal.unexpected("the body is not a JSON object.");

  private final SandboxNetwork network;

  SendRoute(SandboxNetwork network) {
    this.network = network;
  }

  Reply handle(SandboxNumber number, byte[] bytes) throws InterruptedException {
    pause(network.faults().latency());
    JsonNode body = GraphRoutes.parse(bytes);
    SandboxFault fault =
        SandboxNetwork.isReadMark(body)
            ? null
            : network.faults().take(number.phoneNumberId(), SandboxNetwork.addressee(body));
    Reply early = beforeAccepting(fault);
    if (early != null) {
      return early;
    }
    List<GraphRefusal> problems =
        body.isObject() ? network.judge(number, body) : List.of(UNREADABLE);
    if (!problems.isEmpty()) {
      network.seen(new SandboxAttempt(number.phoneNumberId(), body, problems, null));
      return Reply.refusal(problems.get(0));
    }
    if (SandboxNetwork.isReadMark(body)) {
      network.seen(new SandboxAttempt(number.phoneNumberId(), body, List.of(), null));
      return Reply.success();
    }
    GraphRefusal later =
        fault instanceof SandboxFault.FailsLater failsLater ? failsLater.refusal() : null;
    SandboxMessage message = network.accept(number, body, later);
    network.seen(new SandboxAttempt(number.phoneNumberId(), body, List.of(), message));
    return afterAccepting(fault, message);
  }

  private static @Nullable Reply beforeAccepting(@Nullable SandboxFault fault) {
    return switch (fault) {
      case SandboxFault.CutBeforeAccepting ignored -> new Reply.Cut();
      case SandboxFault.Refused refused -> Reply.refusal(refused.refusal());
      case SandboxFault.ServerError ignored ->
          Reply.text(500, "text/html", "<html><body>Sorry, something went wrong.</body></html>");
      case SandboxFault.CutAfterAccepting ignored -> null;
      case SandboxFault.Answered answered ->
          Reply.text(answered.status(), "application/json", answered.json());
      case SandboxFault.FailsLater ignored -> null;
      case SandboxFault.Garbled ignored -> null;
      case SandboxFault.Slow ignored -> null;
      case null -> null;
    };
  }

  private static Reply afterAccepting(@Nullable SandboxFault fault, SandboxMessage message)
      throws InterruptedException {
    Reply answer = Reply.json(200, SandboxNetwork.accepted(message));
    return switch (fault) {
      case SandboxFault.CutAfterAccepting ignored -> new Reply.Cut();
      case SandboxFault.Garbled ignored -> Reply.text(200, "application/json", "{\"messag");
      case SandboxFault.Slow slow -> {
        pause(slow.delay());
        yield answer;
      }
      case SandboxFault.CutBeforeAccepting ignored -> answer;
      case SandboxFault.Refused ignored -> answer;
      case SandboxFault.FailsLater ignored -> answer;
      case SandboxFault.Answered ignored -> answer;
      case SandboxFault.ServerError ignored -> answer;
      case null -> answer;
    };
  }

  private static void pause(Duration duration) throws InterruptedException {
    if (!duration.isZero()) {
      Thread.sleep(duration);
    }
  }
}
