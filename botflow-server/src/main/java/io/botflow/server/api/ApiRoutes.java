package io.botflow.server.api;

import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import io.botflow.server.http.Routes;
import io.botflow.spi.StoreUnavailable;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the {@link RouteTable}. */
final class ApiRoutes implements Routes {
  private static final Logger LOG = LoggerFactory.getLogger(ApiRoutes.class);

  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;

  private final RouteTable table;
  private final Gate gate;
  private final IdempotencyKeys idempotency;

  @Inject
  ApiRoutes(RouteTable table, Gate gate, IdempotencyKeys idempotency) {
    this.table = table;
    this.gate = gate;
    this.idempotency = idempotency;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    for (Route route : table.routes()) {
      HandlerType verb = HandlerType.findOrCreate(route.verb().name());
      routes.addHttpHandler(verb, route.path(), context -> serve(route, context));
    }
    routes.exception(
        Refusal.class,
        (refusal, context) -> Problem.answer(context, refusal.code(), refusal.places()));
    routes.exception(
        StoreUnavailable.class,
        (unavailable, context) -> {
          LOG.warn("{} {}: {}", context.method(), context.path(), unavailable.getMessage());
          Problem.answer(context, ErrorCode.STORE_UNAVAILABLE);
        });
  }

  private void serve(Route route, Context context) throws IOException {
    Gate.Passed passed = gate.pass(route, context);
    byte[] bytes = new byte[0];
    Record body = null;
    Class<? extends Record> type = route.takes();
    if (type == FileBody.class) {
      FileBody file = FileBody.read(context, route.mostBodyBytes());
      try {
        answer(route, context, passed, file, file.hash());
      } finally {
        file.delete();
      }
      return;
    }
    if (type != null) {
      bytes = body(context, route.mostBodyBytes());
      body = JsonBodies.read(bytes, type);
    }
    answer(route, context, passed, body, bytes);
  }

  private void answer(
      Route route, Context context, Gate.Passed passed, @Nullable Record body, byte[] bytes)
      throws IOException {
    Call call = new Call(context, passed.caller(), passed.seat(), passed.origin(), body);
    String key = context.header(IdempotencyKeys.HEADER);
    if (key == null || !route.writes() || passed.caller() instanceof Caller.Nobody) {
      write(context, route.handler().answer(call));
    } else {
      once(route, context, call, key, bytes);
    }
  }

  private void once(Route route, Context context, Call call, String key, byte[] bytes)
      throws IOException {
    if (key.isEmpty() || key.length() > IdempotencyKeys.MOST_CHARACTERS) {
      throw new Refusal(ErrorCode.BAD_REQUEST);
    }
    UUID caller = Gate.id(call.caller());
    byte[] request = request(route, context, bytes);
    IdempotencyKeys.Kept kept = idempotency.begin(caller, key, request);
    if (kept != null) {
      context.header("Idempotent-Replayed", "true");
      send(context, kept.status(), kept.answer().isEmpty() ? null : kept.answer());
      return;
    }
    Answer answer;
    try {
      answer = route.handler().answer(call);
    } catch (Refusal e) {
      idempotency.forget(caller, key);
      throw e;
    }
    String text = answer.body() == null ? "" : JsonBodies.write(answer.body());
    idempotency.keep(caller, key, answer.status(), text);
    write(context, answer);
  }

  private static byte[] request(Route route, Context context, byte[] bytes) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes((route.verb() + " " + context.path() + "\n").getBytes(StandardCharsets.UTF_8));
    all.writeBytes(bytes);
    return Tags.sha256(all.toByteArray());
  }

  private static byte[] body(Context context, int most) throws IOException {
    String type = context.contentType();
    if (type == null || !type.split(";", -1)[0].strip().equalsIgnoreCase("application/json")) {
      throw new Refusal(ErrorCode.NOT_JSON);
    }
    byte[] bytes = context.req().getInputStream().readNBytes(most + 1);
    if (bytes.length > most) {
      // What is left of the body would be taken for the next request.
      context.header("Connection", "close");
      throw new Refusal(ErrorCode.BODY_TOO_LARGE);
    }
    return bytes;
  }

  private static void write(Context context, Answer answer) throws IOException {
    answer.cookies().forEach(context::cookie);
    switch (answer.body()) {
      case null -> send(context, answer.status(), null);
      case Answer.Text text -> {
        context.status(answer.status()).contentType(text.type()).result(text.text());
        if (text.fileName() != null) {
          context.header("Content-Disposition", "attachment; filename=\"" + text.fileName() + "\"");
        }
      }
      case FileAnswer file -> file.write(context);
      case Object json -> {
        String written = JsonBodies.write(json);
        Object state = answer.state();
        String tag = Tags.of(state == null ? written : JsonBodies.write(state));
        context.header("ETag", tag);
        boolean known =
            answer.status() == OK
                && "GET".equals(context.method().name())
                && Tags.names(context.header("If-None-Match"), tag);
        if (known) {
          context.status(NOT_MODIFIED);
        } else {
          send(context, answer.status(), written);
        }
      }
    }
  }

  private static void send(Context context, int status, @Nullable String json) {
    context.status(status);
    if (json != null) {
      context.contentType("application/json").result(json);
    }
  }
}
