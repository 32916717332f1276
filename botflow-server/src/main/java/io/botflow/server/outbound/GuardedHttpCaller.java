package io.botflow.server.outbound;

import io.botflow.spi.HttpCall;
import io.botflow.spi.HttpCaller;
import io.botflow.spi.HttpResult;
import java.util.HashMap;
import java.util.Map;
import okio.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the calls of tenants' flows by the guarded client. Thread-safe. */
public final class GuardedHttpCaller implements HttpCaller {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedHttpCaller.class);

  private final OutboundHttp http;

  /** A caller without credentials. */
  public GuardedHttpCaller(OutboundHttp http) {
    this.http = http;
  }

  @Override
  public HttpResult call(HttpCall call) {
    if (call.credential() != null) {
      return new HttpResult.Failed("There is no credential \"" + call.credential() + "\".", false);
    }
    ByteString body = call.body() == null ? null : ByteString.encodeUtf8(call.body());
    if (body != null && body.size() > HttpCall.MAX_BODY) {
      return new HttpResult.Failed(
          "The body is %d bytes long, at most %d are sent."
              .formatted(body.size(), HttpCall.MAX_BODY),
          false);
    }
    Map<String, String> headers = new HashMap<>(call.headers());
    headers.keySet().removeIf("Idempotency-Key"::equalsIgnoreCase);
    headers.put("Idempotency-Key", call.idempotencyKey());
    return result(
        call,
        http.call(
            new OutboundCall(
                call.method(),
                call.url(),
                headers,
                body,
                call.timeout(),
                HttpCall.MAX_BODY,
                true)));
  }

  private static HttpResult result(HttpCall call, OutboundResult result) {
    return switch (result) {
      case OutboundResult.Answered answered ->
          new HttpResult.Answered(answered.status(), answered.headers(), answered.body().utf8());
      case OutboundResult.Refused refused -> {
        // Without the address, which may carry a customer's words or a key.
        LOG.info("Refused a call of organization {}: {}", call.organization(), refused.why());
        yield new HttpResult.Failed("refused: " + refused.why(), false);
      }
      case OutboundResult.Failed failed -> new HttpResult.Failed(failed.why(), failed.retryable());
    };
  }
}
