package io.botflow.server.live;

import io.botflow.server.api.Refusal;
import io.botflow.server.config.ApiConfig;
import io.botflow.server.http.ClientAddress;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/live}: the WebSocket of the dashboard and of programs. No cookie and no address says
 * who it is, but the first frame; a web page of another origin is refused before the connection is
 * made all the same.
 */
final class LiveRoutes implements Routes {
  private static final String SOCKET = "/api/live";

  private final LiveHub hub;
  private final LiveReception reception;
  private final ApiConfig config;
  private final Map<String, LiveLine> bySession = new ConcurrentHashMap<>();

  @Inject
  LiveRoutes(LiveHub hub, LiveReception reception, ApiConfig config) {
    this.hub = hub;
    this.reception = reception;
    this.config = config;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.wsBeforeUpgrade(SOCKET, this::check);
    routes.ws(SOCKET, this::talk);
  }

  private void check(Context context) {
    String origin = context.header("Origin");
    if (origin != null && !isOurs(origin, context.header("Host"))) {
      throw new Refusal(ErrorCode.WRONG_ORIGIN);
    }
    if (!hub.mayCome(address(context.header("X-Forwarded-For"), context.ip()))) {
      throw new Refusal(ErrorCode.TOO_MANY_CONNECTIONS);
    }
  }

  /** Where the server is reached itself, as the request or the settings say. */
  private boolean isOurs(String origin, @Nullable String host) {
    String from = hostOf(origin);
    String url = config.publicUrl();
    return from != null
        && (from.equals(host == null ? null : hostOf("http://" + host))
            || (url != null && from.equals(hostOf(url))));
  }

  /** Host and port, without a port that goes without saying. */
  private static @Nullable String hostOf(String address) {
    try {
      URI uri = URI.create(address.toLowerCase(Locale.ROOT));
      String host = uri.getHost();
      boolean usual = uri.getPort() == -1 || uri.getPort() == 80 || uri.getPort() == 443;
      return host == null || usual ? host : host + ":" + uri.getPort();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private String address(@Nullable String forwarded, String remote) {
    return ClientAddress.of(forwarded, remote, config.proxies());
  }

  private void talk(WsConfig socket) {
    socket.onConnect(this::connected);
    socket.onMessage(
        context -> {
          LiveLine line = bySession.get(context.sessionId());
          if (line != null) {
            reception.take(line, context.message());
          }
        });
    socket.onBinaryMessage(
        context -> {
          LiveLine line = bySession.get(context.sessionId());
          if (line != null) {
            line.close(LiveGoodbye.UNREADABLE);
          }
        });
    socket.onClose(this::gone);
    // A close follows, which is all that there is to do.
    socket.onError(context -> {});
  }

  private void connected(WsConnectContext context) {
    context.session.setMaxTextMessageSize(LiveLimits.FRAME_BYTES);
    context.session.setMaxBinaryMessageSize(LiveLimits.FRAME_BYTES);
    context.session.setMaxFrameSize(LiveLimits.FRAME_BYTES);
    context.session.setIdleTimeout(LiveLimits.DEAD);
    String remote =
        context.session.getRemoteSocketAddress() instanceof java.net.InetSocketAddress internet
            ? internet.getAddress().getHostAddress()
            : "";
    LiveLine line =
        new LiveLine(context.session, address(context.header("X-Forwarded-For"), remote));
    bySession.put(context.sessionId(), line);
    hub.add(line);
  }

  private void gone(WsContext context) {
    LiveLine line = bySession.remove(context.sessionId());
    if (line != null) {
      hub.remove(line);
    }
  }
}
