package io.botflow.server.webchat;

import io.botflow.server.config.ApiConfig;
import io.botflow.server.http.ClientAddress;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import io.botflow.server.http.Routes;
import io.botflow.spi.StoreUnavailable;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code /webchat}: the snippet for web pages, a page to try a chat, and the WebSocket that both
 * talk over. A page whose origin is not the chat's is refused before the connection is made.
 */
final class WebChatRoutes implements Routes {
  private static final String SOCKET = "/webchat/{key}/socket";

  /** The snippet changes with the server only, and pages load it at each visit. */
  private static final String CACHED = "public, max-age=300";

  /** The page shows nothing but the chat; pictures come from wherever the bot says. */
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src data: http: https:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  private final WebChats chats;
  private final Lines lines;
  private final Reception reception;
  private final int proxies;
  private final Map<String, Line> bySession = new ConcurrentHashMap<>();
  private final String snippet = resource("webchat.js");
  private final String page = resource("try.html");
  private final String style = resource("try.css");

  @Inject
  WebChatRoutes(WebChats chats, Lines lines, Reception reception, ApiConfig config) {
    this.chats = chats;
    this.lines = lines;
    this.reception = reception;
    this.proxies = config.proxies();
  }

  /** Why a connection is not made. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    private Refused(ErrorCode code) {
      super(code.title());
      this.code = code;
    }
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/webchat/webchat.js", this::snippet);
    routes.get(
        "/webchat/try.css",
        context -> context.contentType("text/css; charset=utf-8").result(style));
    routes.get("/webchat/try/{key}", this::tryPage);
    routes.wsBeforeUpgrade(SOCKET, this::check);
    routes.ws(SOCKET, this::talk);
    routes.exception(Refused.class, (e, context) -> Problem.answer(context, e.code));
  }

  private void snippet(Context context) {
    context
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .header("Cache-Control", CACHED)
        .contentType("text/javascript; charset=utf-8")
        .result(snippet);
  }

  private void tryPage(Context context) {
    WebChat chat = chat(context.pathParam("key"));
    context
        .header("Content-Security-Policy", PAGE_POLICY)
        .contentType("text/html; charset=utf-8")
        .result(page.replace("{{key}}", chat.key()));
  }

  private void check(Context context) {
    WebChat chat = chat(context.pathParam("key"));
    String origin = context.header("Origin");
    if (origin == null || !chat.origins().contains(origin.toLowerCase(Locale.ROOT))) {
      throw new Refused(ErrorCode.WRONG_ORIGIN);
    }
    if (!lines.mayCome(address(context.header("X-Forwarded-For"), context.ip()))) {
      throw new Refused(ErrorCode.TOO_MANY_CONNECTIONS);
    }
  }

  private WebChat chat(String key) {
    WebChat chat;
    try {
      chat = chats.byKey(key);
    } catch (StoreUnavailable e) {
      throw new Refused(ErrorCode.STORE_UNAVAILABLE);
    }
    if (chat == null) {
      throw new Refused(ErrorCode.UNKNOWN_ACCOUNT);
    }
    return chat;
  }

  private String address(@Nullable String forwarded, String remote) {
    return ClientAddress.of(forwarded, remote, proxies);
  }

  private void talk(WsConfig socket) {
    socket.onConnect(this::connected);
    socket.onMessage(
        context -> {
          Line line = bySession.get(context.sessionId());
          if (line != null) {
            reception.take(line, context.message());
          }
        });
    socket.onBinaryMessage(
        context -> {
          Line line = bySession.get(context.sessionId());
          if (line != null) {
            line.close(Goodbye.UNREADABLE);
          }
        });
    socket.onClose(this::gone);
    // A close follows, which is all that there is to do.
    socket.onError(context -> {});
  }

  private void connected(WsConnectContext context) {
    context.session.setMaxTextMessageSize(WebChatLimits.FRAME_BYTES);
    context.session.setMaxBinaryMessageSize(WebChatLimits.FRAME_BYTES);
    context.session.setMaxFrameSize(WebChatLimits.FRAME_BYTES);
    context.session.setIdleTimeout(WebChatLimits.DEAD);
    WebChat chat;
    try {
      chat = chats.byKey(context.pathParam("key"));
    } catch (StoreUnavailable e) {
      context.closeSession(Goodbye.BUSY.code(), Goodbye.BUSY.text());
      return;
    }
    if (chat == null) {
      context.closeSession(Goodbye.NO_CHAT.code(), Goodbye.NO_CHAT.text());
      return;
    }
    String remote = remote(context);
    Line line = new Line(chat, context.session, address(context.header("X-Forwarded-For"), remote));
    if (!lines.add(line)) {
      line.close(Goodbye.TOO_MUCH);
      return;
    }
    bySession.put(context.sessionId(), line);
  }

  private static String remote(WsContext context) {
    return context.session.getRemoteSocketAddress() instanceof java.net.InetSocketAddress internet
        ? internet.getAddress().getHostAddress()
        : "";
  }

  private void gone(WsContext context) {
    Line line = bySession.remove(context.sessionId());
    if (line != null) {
      lines.remove(line);
    }
  }

  private static String resource(String name) {
    try (InputStream in = WebChatRoutes.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
