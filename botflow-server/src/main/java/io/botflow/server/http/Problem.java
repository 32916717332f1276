package io.botflow.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Error answers as problem documents (RFC 9457). */
public final class Problem {
  /** How long to wait before the same request makes sense again, in seconds. */
  private static final int RETRY_SECONDS = 1;

  private static final int UNAVAILABLE = 503;

  /**
   * A place in a request that has to be mended.
   *
   * @param path a JSON pointer into the body, or a parameter's name
   * @param code what kind of problem it is, where there is a list of kinds; null else
   */
  public record Place(String path, String message, @Nullable String code) {

    /** A place with a problem of no listed kind. */
    public Place(String path, String message) {
      this(path, message, null);
    }
  }

  private Problem() {}

  /** Answers with a problem document; nothing of the request or of ourselves is repeated in it. */
  public static void answer(Context context, ErrorCode code) {
    answer(context, code, List.of());
  }

  /** As {@link #answer(Context, ErrorCode)}, with the places that have to be mended. */
  public static void answer(Context context, ErrorCode code, List<Place> places) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("type", "urn:botflow:problem:" + code.text());
    document.put("title", code.title());
    document.put("status", code.status());
    document.put("code", code.text());
    if (!places.isEmpty()) {
      ArrayNode problems = document.putArray("problems");
      for (Place place : places) {
        ObjectNode problem = problems.addObject();
        problem.put("path", place.path()).put("message", place.message());
        if (place.code() != null) {
          problem.put("code", place.code());
        }
      }
    }
    if (code.status() == UNAVAILABLE) {
      context.header("Retry-After", Integer.toString(RETRY_SECONDS));
    }
    context
        .status(code.status())
        .contentType("application/problem+json")
        .result(document.toString());
  }
}
