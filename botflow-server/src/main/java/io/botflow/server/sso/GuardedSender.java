package io.botflow.server.sso;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import io.botflow.server.outbound.OutboundCall;
import io.botflow.server.outbound.OutboundHttp;
import io.botflow.server.outbound.OutboundResult;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okio.ByteString;

/**
 * Requests of the OpenID Connect library by the guarded client: a tenant names the provider. No
 * redirect is followed, so that nothing but the address that was named is asked.
 */
final class GuardedSender implements HTTPRequestSender {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** Beyond any provider's metadata or keys. */
  private static final int MOST_BYTES = 256 * 1024;

  private final OutboundHttp http;

  @Inject
  GuardedSender(OutboundHttp http) {
    this.http = http;
  }

  @Override
  public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, List<String>> header : request.getHeaderMap().entrySet()) {
      headers.put(header.getKey(), String.join(", ", header.getValue()));
    }
    String body = request.getBody();
    OutboundCall call =
        new OutboundCall(
            request.getMethod().name(),
            request.getURI().toString(),
            headers,
            body == null ? null : ByteString.encodeUtf8(body),
            LONGEST,
            MOST_BYTES,
            false);
    return switch (http.call(call)) {
      case OutboundResult.Answered answered -> response(answered);
      case OutboundResult.Refused refused -> throw new IOException("refused: " + refused.why());
      case OutboundResult.Failed failed -> throw new IOException(failed.why());
    };
  }

  private static HTTPResponse response(OutboundResult.Answered answered) throws IOException {
    HTTPResponse response = new HTTPResponse(answered.status());
    String type = answered.headers().get("content-type");
    if (type != null) {
      try {
        response.setContentType(type);
      } catch (ParseException e) {
        throw new IOException("its answer has no content type that makes sense", e);
      }
    }
    response.setBody(answered.body().utf8());
    return response;
  }
}
