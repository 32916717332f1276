package io.botflow.server.outbound;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One request of a call: the first, or one that a redirect asks for.
 *
 * @param headers with names in lower case
 */
record Hop(String method, HttpUrl url, Map<String, String> headers, @Nullable ByteString body) {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** What the client itself says, or what would change the meaning of the request's bytes. */
  private static final Set<String> NOT_THE_AUTHORS =
      Set.of(
          "accept-encoding",
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** What another origin may see; everything else can be a key of the first one. */
  private static final Set<String> FOR_EVERYBODY =
      Set.of("accept", "accept-language", "content-type", "user-agent");

  private static final int MAX_HEADER_BYTES = 16 * 1024;

  /** Why a call cannot be made as it is; null where it can. */
  static @Nullable String refusal(OutboundCall call, int mostHeaders) {
    if (!METHODS.contains(call.method())) {
      return "the method is none of " + String.join(", ", METHODS.stream().sorted().toList());
    }
    boolean takesBody = !call.method().equals("GET") && !call.method().equals("HEAD");
    if (call.body() != null && !takesBody) {
      return "a " + call.method() + " call has no body";
    }
    if (call.headers().size() > mostHeaders) {
      return "there are more than " + mostHeaders + " headers";
    }
    int size = 0;
    for (Map.Entry<String, String> header : call.headers().entrySet()) {
      String name = header.getKey();
      if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
        return "a header has a name that is none";
      }
      String lower = name.toLowerCase(Locale.ROOT);
      if (NOT_THE_AUTHORS.contains(lower) || lower.startsWith("proxy-")) {
        return "the header " + name + " is set by the server itself";
      }
      // A line break would begin a header, or a request, of its own.
      if (header.getValue().chars().anyMatch(c -> (c < ' ' && c != '\t') || c > '~')) {
        return "the header " + name + " holds a line break or a letter that headers cannot carry";
      }
      size += name.length() + header.getValue().length() + 4;
    }
    return size > MAX_HEADER_BYTES
        ? "the headers are longer than " + MAX_HEADER_BYTES + " characters"
        : null;
  }

  /** The first request of a call that nothing stands against. */
  static Hop first(OutboundCall call, HttpUrl url) {
    Map<String, String> headers = new HashMap<>();
    headers.put("user-agent", "BotFlow");
    call.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return new Hop(call.method(), url, Map.copyOf(headers), call.body());
  }

  /** Why a redirect is not followed; null where it is. */
  @Nullable String redirectRefusal(int status, HttpUrl to) {
    if (url.isHttps() && !to.isHttps()) {
      return "it leads from https:// to http://";
    }
    return !sameOrigin(to) && body != null && !becomesGet(status)
        ? "it would hand what was sent to another host, " + to.host()
        : null;
  }

  /** The request that follows a redirect (RFC 9110, 15.4). */
  Hop redirected(int status, HttpUrl to) {
    boolean toGet = becomesGet(status);
    Map<String, String> kept = new HashMap<>(headers);
    if (!sameOrigin(to)) {
      kept.keySet().retainAll(FOR_EVERYBODY);
    }
    if (toGet) {
      kept.remove("content-type");
    }
    return new Hop(toGet ? "GET" : method, to, Map.copyOf(kept), toGet ? null : body);
  }

  private boolean sameOrigin(HttpUrl to) {
    return to.scheme().equals(url.scheme())
        && to.host().equals(url.host())
        && to.port() == url.port();
  }

  private boolean becomesGet(int status) {
    boolean keeps = status == 307 || status == 308;
    return !keeps && !method.equals("GET") && !method.equals("HEAD");
  }

  Request request(Progress progress) {
    RequestBody sent = null;
    if (body != null) {
      // The type stands among the headers, if there is one.
      sent = RequestBody.create(body, null);
    } else if (!method.equals("GET") && !method.equals("HEAD")) {
      sent = RequestBody.create(ByteString.EMPTY, null);
    }
    Request.Builder request =
        new Request.Builder().url(url).method(method, sent).tag(Progress.class, progress);
    headers.forEach(request::header);
    return request.build();
  }
}
