package io.botflow.server.outbound;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * The client for every address that a tenant can name: calls of flows, links to media, webhooks,
 * sources of knowledge. Each request is made once. Rules are checked on the text of the address, on
 * that of every redirect, and on the address that a socket is about to connect to; sizes and times
 * are bounded. What is refused, and why, is in {@code docs/security.md}.
 *
 * <p>Safe for use by many threads; calls block, which suits virtual threads.
 */
public final class OutboundHttp implements AutoCloseable {
  private static final int IDLE_CONNECTIONS = 64;

  private final OutboundRules rules;
  private final OutboundLimits limits;
  private final Lookups names;
  private final OkHttpClient client;

  /** A client that asks the operating system for names. */
  public OutboundHttp(OutboundRules rules, OutboundLimits limits) {
    this(rules, limits, Dns.SYSTEM);
  }

  OutboundHttp(OutboundRules rules, OutboundLimits limits, Dns names) {
    this.rules = rules;
    this.limits = limits;
    this.names = new Lookups(names, limits.connect());
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .dns(this.names)
            // With it, OkHttp repeats a POST whose connection was cut after the server had read it.
            .retryOnConnectionFailure(false)
            // Each hop is checked first; it is followed here.
            .followRedirects(false)
            .followSslRedirects(false)
            // HTTP/2 would let a host use the connection of another one.
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectTimeout(limits.connect())
            .readTimeout(limits.silence())
            .writeTimeout(limits.silence())
            .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 30, TimeUnit.SECONDS))
            .eventListenerFactory(Progress.FACTORY);
    var proxy = rules.proxy();
    if (proxy == null) {
      // Never the proxy of the process's surroundings, which was set up for other things.
      builder.proxy(Proxy.NO_PROXY).socketFactory(new GuardedSockets(rules));
    } else {
      int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
      builder.proxy(
          new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port)));
    }
    this.client = builder.build();
  }

  /** Makes the call; never throws for what the tenant wrote, the network or the other side does. */
  public OutboundResult call(OutboundCall call) {
    String unfit = Hop.refusal(call, limits.headers());
    if (unfit != null) {
      return new OutboundResult.Refused(unfit);
    }
    Duration time = call.timeout().compareTo(limits.total()) < 0 ? call.timeout() : limits.total();
    long end = System.nanoTime() + time.toNanos();
    return switch (rules.read(call.url())) {
      case OutboundRules.Reading.Refused refused -> new OutboundResult.Refused(refused.why());
      case OutboundRules.Reading.Url read -> follow(Hop.first(call, read.url()), call, end);
    };
  }

  private OutboundResult follow(Hop first, OutboundCall call, long end) {
    Hop hop = first;
    for (int redirects = 0; ; redirects++) {
      Progress progress = new Progress();
      try {
        checkBehindProxy(hop.url());
        Call made = client.newCall(hop.request(progress));
        made.timeout().timeout(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        try (Response response = made.execute()) {
          HttpUrl to = call.redirects() ? redirect(response, hop) : null;
          if (to == null) {
            return answer(response, call.mostBytes());
          }
          String why =
              redirects == limits.redirects()
                  ? "there were " + redirects + " before it, which is all that are followed"
                  : rules.refusal(to);
          why = why == null ? hop.redirectRefusal(response.code(), to) : why;
          if (why != null) {
            return new OutboundResult.Refused("a redirect: " + why);
          }
          hop = hop.redirected(response.code(), to);
        }
      } catch (IOException e) {
        return failed(e, redirects == 0 && !progress.sending());
      }
    }
  }

  /** The proxy looks names up by itself; what is known here to lead inside does not reach it. */
  private void checkBehindProxy(HttpUrl url) throws RefusedAddress {
    if (rules.proxy() == null) {
      return;
    }
    try {
      for (InetAddress address : names.lookup(url.host())) {
        String why = rules.refusal(url.host(), address, url.port());
        if (why != null) {
          throw new RefusedAddress(why);
        }
      }
    } catch (UnknownHostException e) {
      // Names of the outside are often known to the proxy alone.
    }
  }

  private static @Nullable HttpUrl redirect(Response response, Hop hop) {
    return switch (response.code()) {
      case 301, 302, 303, 307, 308 -> {
        String location = response.header("Location");
        yield location == null ? null : hop.url().resolve(location);
      }
      default -> null;
    };
  }

  private OutboundResult answer(Response response, int mostBytes) throws IOException {
    if (response.headers().size() > limits.headers()
        || response.headers().byteCount() > limits.headerBytes()) {
      return new OutboundResult.Failed(
          "The answer has more than %d headers, or more than %d bytes of them."
              .formatted(limits.headers(), limits.headerBytes()),
          false);
    }
    OutboundResult tooLong =
        new OutboundResult.Failed("The answer is longer than " + mostBytes + " bytes.", false);
    ResponseBody body = response.body();
    if (body.contentLength() > mostBytes) {
      return tooLong;
    }
    // Unpacked while it is read, so a small body that unpacks to a large one ends here as well.
    BufferedSource source = body.source();
    if (source.request(mostBytes + 1L)) {
      return tooLong;
    }
    Map<String, String> headers = new HashMap<>();
    for (String name : response.headers().names()) {
      headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", response.headers(name)));
    }
    return new OutboundResult.Answered(response.code(), headers, source.readByteString());
  }

  private static OutboundResult failed(IOException failure, boolean notSent) {
    RefusedAddress refused = refusal(failure);
    if (refused != null) {
      return new OutboundResult.Refused(String.valueOf(refused.getMessage()));
    }
    String why =
        switch (failure) {
          case UnknownHostException ignored -> "The host is not known.";
          case ConnectException ignored -> "The address cannot be reached.";
          case NoRouteToHostException ignored -> "The address cannot be reached.";
          case SSLException ignored -> "No secure connection could be made.";
          case InterruptedIOException ignored ->
              notSent ? "The address does not answer." : "No answer in time.";
          case IOException broken when broken.getCause() instanceof EOFException ->
              "The answer broke off, or its headers are too long.";
          default -> "The connection broke (" + failure.getClass().getSimpleName() + ").";
        };
    return new OutboundResult.Failed(why, notSent);
  }

  /** Of several addresses of a host one may be refused and another fail. */
  private static @Nullable RefusedAddress refusal(Throwable failure) {
    if (failure instanceof RefusedAddress refused) {
      return refused;
    }
    for (Throwable other : failure.getSuppressed()) {
      if (other instanceof RefusedAddress refused) {
        return refused;
      }
    }
    Throwable cause = failure.getCause();
    return cause == null ? null : refusal(cause);
  }

  /** Ends idle connections and threads; calls under way end by themselves. */
  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
    names.close();
  }
}
