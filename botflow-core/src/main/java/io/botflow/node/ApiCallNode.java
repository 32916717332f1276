package io.botflow.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.botflow.expression.Expression;
import io.botflow.expression.Template;
import io.botflow.flow.ProblemCode;
import io.botflow.flow.VariableType;
import io.botflow.spi.HttpResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls a program outside and keeps pieces of its answer. */
public final class ApiCallNode implements NodeType<ApiCallNode.Config> {
  /** The way out when the other side did what it was asked. */
  static final String SUCCESS = "success";

  /** A customer waits meanwhile. */
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration MAX_TIMEOUT = Duration.ofSeconds(30);

  private static final Set<String> METHODS =
      Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD");

  /**
   * Methods that may be repeated when nobody knows whether the first call arrived (RFC 9110,
   * 9.2.2).
   */
  private static final Set<String> IDEMPOTENT = Set.of("GET", "PUT", "DELETE", "HEAD");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * The settings.
   *
   * @param method an HTTP method; GET where none is given
   * @param body JSON or text
   * @param credential the name of a stored credential
   * @param retries how often to try again where that is safe
   * @param map variables and what they get, by expressions over {@code response}, which has {@code
   *     status}, {@code headers} and {@code body}
   */
  public record Config(
      @Setting("Method") @Nullable String method,
      @Setting("Address") Template url,
      @Setting("Headers") Map<String, Template> headers,
      @Setting("Query") Map<String, Template> query,
      @Setting("Body") @Nullable BodyTemplate body,
      @Setting(value = "Credential", holds = "credential") @Nullable String credential,
      @Setting(value = "Time for the whole call", holds = "duration") @Nullable Duration timeout,
      @Setting("Try again") int retries,
      @Setting(value = "Keep from the answer", holds = Setting.MAPPING)
          Map<String, Expression> map) {
    public Config {
      headers = Values.ordered(headers);
      query = Values.ordered(query);
      map = Values.ordered(map);
    }

    /** Whether it only asks and changes nothing (RFC 9110, 9.2.1). */
    boolean isSafe() {
      return verb().equals("GET") || verb().equals("HEAD");
    }

    String verb() {
      return method == null ? "GET" : method.toUpperCase(Locale.ROOT);
    }
  }

  @Override
  public String name() {
    return "api_call";
  }

  @Override
  public NodeCard card() {
    return new NodeCard(
        "API call", NodeCard.Category.OUTSIDE, "Asks a program of yours, or tells it something.");
  }

  @Override
  public Class<Config> config() {
    return Config.class;
  }

  @Override
  public List<Port> ports(Config config) {
    return List.of(Port.required(SUCCESS), Port.optional(Port.ERROR));
  }

  @Override
  public Map<String, VariableType> fills(Config config) {
    Map<String, VariableType> fills = new LinkedHashMap<>();
    config.map().keySet().forEach(variable -> fills.put(variable, VariableType.ANY));
    return fills;
  }

  @Override
  public void check(Config config, FlowCheck check) {
    if (!METHODS.contains(config.verb())) {
      check.report(
          ProblemCode.BAD_VALUE,
          "/method",
          "\"" + config.method() + "\" is none of GET, POST, PUT, PATCH, DELETE, HEAD.");
    }
    if (config.url().isConstant() && !config.url().source().matches("https?://[^\\s]+")) {
      check.report(ProblemCode.BAD_VALUE, "/url", "The address begins with https:// or http://.");
    }
    if (config.timeout() != null && config.timeout().compareTo(MAX_TIMEOUT) > 0) {
      check.report(ProblemCode.BAD_VALUE, "/timeout", "A call may take at most PT30S.");
    }
    if (config.retries() < 0 || config.retries() > 3) {
      check.report(ProblemCode.BAD_VALUE, "/retries", "Try again 0 to 3 times.");
    }
    if (config.credential() != null
        && Boolean.FALSE.equals(check.knowsCredential(config.credential()))) {
      check.report(
          ProblemCode.UNKNOWN_REFERENCE,
          "/credential",
          "There is no credential \"" + config.credential() + "\".");
    }
    config
        .headers()
        .forEach(
            (name, value) -> {
              if (!name.matches("[A-Za-z0-9-]+")) {
                check.report(
                    ProblemCode.BAD_VALUE, "/headers", "\"" + name + "\" is no header name.");
              }
            });
  }

  @Override
  public Outcome enter(Config config, TurnContext turn) {
    return outcome(config, turn, call(config, turn));
  }

  /** Makes the call with the turn's values, again where that is asked for and safe. */
  static HttpResult call(Config config, TurnContext turn) {
    Map<String, String> headers = new LinkedHashMap<>();
    config.headers().forEach((name, value) -> headers.put(name, oneLine(turn.render(value))));
    String body = config.body() == null ? null : config.body().write(turn);
    if (body != null && !(config.body() instanceof BodyTemplate.Words)) {
      headers.putIfAbsent("Content-Type", "application/json");
    }
    String url = Urls.of(config.url(), config.query(), turn);
    for (int attempt = 0; ; attempt++) {
      HttpResult result =
          turn.call(
              config.verb(),
              url,
              headers,
              body,
              config.credential(),
              config.timeout() == null ? DEFAULT_TIMEOUT : config.timeout());
      if (attempt >= config.retries() || !mayRepeat(result, config.verb())) {
        return result;
      }
    }
  }

  private static boolean mayRepeat(HttpResult result, String verb) {
    return switch (result) {
      case HttpResult.Answered answered -> answered.status() >= 500 && IDEMPOTENT.contains(verb);
      case HttpResult.Failed failed -> failed.retryable() || IDEMPOTENT.contains(verb);
    };
  }

  private static Outcome outcome(Config config, TurnContext turn, HttpResult result) {
    return switch (result) {
      case HttpResult.Failed failed -> new Outcome.Fail("call_failed", failed.why());
      case HttpResult.Answered answered -> {
        keep(config, turn, answered);
        yield answered.status() >= 200 && answered.status() < 300
            ? new Outcome.Leave(SUCCESS)
            : new Outcome.Fail("http_" + answered.status(), "the answer was " + answered.status());
      }
    };
  }

  /** Keeps the pieces of the answer that the author wants, in variables. */
  static void keep(Config config, TurnContext turn, HttpResult.Answered answered) {
    Map<String, Object> response = new HashMap<>();
    response.put("status", (long) answered.status());
    response.put("headers", answered.headers());
    response.put("body", content(answered.body()));
    config
        .map()
        .forEach(
            (variable, expression) ->
                turn.set(variable, turn.evaluate(expression, "response", response)));
  }

  /** JSON as values, everything else as text. */
  private static Object content(String body) {
    String bare = body.strip();
    if (bare.startsWith("{") || bare.startsWith("[")) {
      try {
        Object value = JSON.readValue(bare, Object.class);
        return value == null ? body : Values.plain(value);
      } catch (JsonProcessingException e) {
        return body;
      }
    }
    return body;
  }

  /** A value with a line break could add headers of its own. */
  private static String oneLine(String value) {
    return value.replaceAll("[\\r\\n]+", " ");
  }
}
