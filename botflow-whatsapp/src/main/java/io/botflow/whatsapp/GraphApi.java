package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Calls the Graph API, each time with exactly one request: a call that is repeated below this class
 * would send a customer the same message twice, since the API knows no idempotency key.
 *
 * <p>Safe for use by many threads; calls block, which suits virtual threads. One instance serves
 * all tenants of a process.
 */
public final class GraphApi implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json");

  /** No answer of the API is near this; one that is larger is not read to its end. */
  private static final long MAX_ANSWER = 1024 * 1024;

  private static final int IDLE_CONNECTIONS = 64;

  /** A file may have 100 MB. Each write and the wait for the answer keep the settings' timeout. */
  private static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(5);

  /** Thrown inside the client when the lease is over before the first byte was written. */
  private static final class LeaseOver extends IOException {
    private static final long serialVersionUID = 1L;

    LeaseOver() {
      super("the lease was over");
    }
  }

  private final GraphSettings settings;
  private final OkHttpClient client;
  private final OkHttpClient uploads;

  /** A client with its own connections. */
  public GraphApi(GraphSettings settings) {
    this.settings = settings;
    this.client =
        new OkHttpClient.Builder()
            // With it, OkHttp repeats a POST whose connection was cut after the server had read it.
            .retryOnConnectionFailure(false)
            // A redirect would be followed with the token.
            .followRedirects(false)
            .followSslRedirects(false)
            // Without repeats the first address counts, so the platform's order has to stay.
            .fastFallback(false)
            // One time for the whole call: a further one for each read and write of a few hundred
            // bytes costs more than they do.
            .callTimeout(settings.timeout())
            .connectTimeout(Duration.ZERO)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
            .eventListenerFactory(CallTrace.FACTORY)
            .addNetworkInterceptor(GraphApi::checkLease)
            .build();
    this.uploads =
        client
            .newBuilder()
            .callTimeout(UPLOAD_TIMEOUT)
            .connectTimeout(settings.timeout())
            .readTimeout(settings.timeout())
            .writeTimeout(settings.timeout())
            .build();
  }

  /** Posts {@code body} to a path of the number, such as {@code messages}. */
  public GraphAnswer post(WhatsAppAccount account, String path, JsonNode body) {
    return post(account, path, body, () -> true);
  }

  /**
   * As {@link #post(WhatsAppAccount, String, JsonNode)}, but only while {@code mayBeSent} holds; it
   * is asked once more after the connection stands, just before the request is written.
   */
  public GraphAnswer post(
      WhatsAppAccount account, String path, JsonNode body, BooleanSupplier mayBeSent) {
    CallTrace trace = new CallTrace(mayBeSent);
    Request.Builder request =
        new Request.Builder()
            .url(settings.url(account, path))
            .post(RequestBody.create(WhatsAppJson.bytes(body), JSON));
    authorize(request, account.endpoint(), account.secret());
    return execute(client, request, trace);
  }

  /**
   * Makes any other call.
   *
   * @param secret the access token or key; null for the calls that carry an app's own credentials
   */
  public GraphAnswer call(Endpoint endpoint, @Nullable String secret, GraphCall call) {
    HttpUrl.Builder url = HttpUrl.get(settings.base(endpoint)).newBuilder();
    call.path().forEach(url::addPathSegment);
    call.query().forEach(url::addQueryParameter);
    Request.Builder request =
        new Request.Builder().url(url.build()).method(call.method().name(), body(call));
    if (secret != null) {
      authorize(request, endpoint, secret);
    }
    return switch (call.body()) {
      case GraphCall.Body.None ignored -> execute(client, request, new CallTrace(() -> true));
      case GraphCall.Body.Json ignored -> execute(client, request, new CallTrace(() -> true));
      case GraphCall.Body.Form ignored -> execute(uploads, request, new CallTrace(() -> true));
      case GraphCall.Body.Raw ignored -> {
        // The Resumable Upload API names the scheme differently from all others.
        request.header("Authorization", "OAuth " + secret).header("file_offset", "0");
        yield execute(uploads, request, new CallTrace(() -> true));
      }
    };
  }

  private static @Nullable RequestBody body(GraphCall call) {
    return switch (call.body()) {
      case GraphCall.Body.Json json -> RequestBody.create(WhatsAppJson.bytes(json.json()), JSON);
      case GraphCall.Body.Raw raw -> RequestBody.create(raw.file().toFile(), null);
      case GraphCall.Body.Form form -> {
        MultipartBody.Builder parts = new MultipartBody.Builder().setType(MultipartBody.FORM);
        form.fields().forEach(parts::addFormDataPart);
        yield parts
            .addFormDataPart(
                "file",
                form.filename(),
                RequestBody.create(form.file().toFile(), MediaType.get(form.mimeType())))
            .build();
      }
      case GraphCall.Body.None ignored ->
          call.method() == GraphCall.Method.POST ? RequestBody.create(new byte[0], null) : null;
    };
  }

  private static void authorize(Request.Builder request, Endpoint endpoint, String secret) {
    switch (endpoint) {
      case META -> request.header("Authorization", "Bearer " + secret);
      case DIALOG_360 -> request.header("D360-API-KEY", secret);
    }
  }

  private static GraphAnswer execute(OkHttpClient with, Request.Builder request, CallTrace trace) {
    Request traced = request.tag(CallTrace.class, trace).build();
    try (Response response = with.newCall(traced).execute()) {
      return read(response);
    } catch (IOException e) {
      String why = e.getClass().getSimpleName() + ": " + e.getMessage();
      return trace.started() && !(e instanceof LeaseOver)
          ? new GraphAnswer.Uncertain(why)
          : new GraphAnswer.NotSent(why);
    }
  }

  /** Ends idle connections and threads; calls in flight end by themselves. */
  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private static Response checkLease(Interceptor.Chain chain) throws IOException {
    CallTrace trace = chain.request().tag(CallTrace.class);
    if (trace != null && !trace.mayBeSent()) {
      throw new LeaseOver();
    }
    return chain.proceed(chain.request());
  }

  private static GraphAnswer read(Response response) throws IOException {
    byte[] bytes = bounded(response.body());
    JsonNode body = json(bytes);
    int status = response.code();
    if (status == 204) {
      return new GraphAnswer.Done(JsonNodeFactory.instance.objectNode());
    }
    if (status >= 200 && status < 300) {
      return body != null && body.isObject() && !body.has("error")
          ? new GraphAnswer.Done(body)
          : new GraphAnswer.Uncertain("HTTP " + status + " with a body that makes no sense");
    }
    Duration retryAfter = UsageHeaders.wait(response.headers());
    if (body != null) {
      GraphError error = GraphError.read(status, body, retryAfter).orElse(null);
      if (error != null) {
        return new GraphAnswer.Refused(error);
      }
    }
    if (status >= 500) {
      // A gateway's page says nothing about what happened behind it.
      return new GraphAnswer.Uncertain("HTTP " + status + " without a Graph error");
    }
    return new GraphAnswer.Refused(
        new GraphError(status, GraphError.NO_CODE, 0, "HTTP " + status, null, retryAfter));
  }

  private static byte[] bounded(ResponseBody body) throws IOException {
    return body.byteStream().readNBytes((int) MAX_ANSWER);
  }

  private static @Nullable JsonNode json(byte[] bytes) {
    try {
      return WebhookTree.read(bytes);
    } catch (IOException e) {
      return null;
    }
  }
}
