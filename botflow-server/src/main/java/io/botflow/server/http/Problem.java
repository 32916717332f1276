package io.botflow.server.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;

/** Error answers as problem documents (RFC 9457). */
public final class Problem {
  /** How long to wait before the same request makes sense again, in seconds. */
  private static final int RETRY_SECONDS = 1;

  private static final int UNAVAILABLE = 503;

  private Problem() {}

  /** Answers with a problem document; nothing of the request or of ourselves is repeated in it. */
  public static void answer(Context context, ErrorCode code) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("type", "urn:botflow:problem:" + code.text());
    document.put("title", code.title());
    document.put("status", code.status());
    document.put("code", code.text());
    if (code.status() == UNAVAILABLE) {
      context.header("Retry-After", Integer.toString(RETRY_SECONDS));
    }
    context
        .status(code.status())
        .contentType("application/problem+json")
        .result(document.toString());
  }
}
