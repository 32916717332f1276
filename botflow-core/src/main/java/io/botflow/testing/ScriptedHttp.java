package io.botflow.testing;

import io.botflow.spi.HttpCall;
import io.botflow.spi.HttpCaller;
import io.botflow.spi.HttpResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Programs outside that answer what a test gave them. A stub takes calls of its method to addresses
 * like its pattern, in which a {@code *} stands for any text; the stubs are asked in the order in
 * which they were given. A stub with several results gives one after the other and stays with its
 * last. Thread-safe.
 */
public final class ScriptedHttp implements HttpCaller {
  private final List<Stub> stubs = new ArrayList<>();
  private final List<HttpCall> calls = new ArrayList<>();

  /** Without any stub: every call fails, and the failure says so. */
  public ScriptedHttp() {}

  /** Answers with a status and a body of JSON. */
  public ScriptedHttp answers(String method, String url, int status, String body) {
    return when(method, url, List.of(answer(status, body)));
  }

  /** Does not answer. */
  public ScriptedHttp fails(String method, String url, String why) {
    return when(method, url, List.of(new HttpResult.Failed(why, false)));
  }

  /**
   * Gives these results, one after the other.
   *
   * @param method null for any
   * @param url an address in which {@code *} stands for any text; without a query in it, calls with
   *     any query are meant
   */
  public synchronized ScriptedHttp when(
      @Nullable String method, String url, List<HttpResult> results) {
    stubs.add(new Stub(method, url, new ReplySequence<>(results)));
    return this;
  }

  /** An answer of JSON. */
  public static HttpResult answer(int status, String body) {
    return new HttpResult.Answered(status, Map.of("content-type", "application/json"), body);
  }

  /** What was called, in order. */
  public synchronized List<HttpCall> calls() {
    return List.copyOf(calls);
  }

  @Override
  public synchronized HttpResult call(HttpCall call) {
    calls.add(Objects.requireNonNull(call, "call"));
    for (Stub stub : stubs) {
      if (stub.takes(call)) {
        return stub.results.next();
      }
    }
    return new HttpResult.Failed("no stub for " + call.method() + " " + call.url(), false);
  }

  private record Stub(@Nullable String method, String url, ReplySequence<HttpResult> results) {

    boolean takes(HttpCall call) {
      if (method != null && !method.equalsIgnoreCase(call.method())) {
        return false;
      }
      int query = call.url().indexOf('?');
      return like(url, call.url())
          || (query >= 0 && url.indexOf('?') < 0 && like(url, call.url().substring(0, query)));
    }
  }

  /** Whether a text is like a pattern of literal parts with {@code *} between them. */
  private static boolean like(String pattern, String text) {
    String[] parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return pattern.equals(text);
    }
    String last = parts[parts.length - 1];
    if (!text.startsWith(parts[0]) || text.length() < parts[0].length() + last.length()) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = text.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    return text.length() - last.length() >= at && text.endsWith(last);
  }
}
