package io.botflow.server.http;

import io.botflow.server.config.HttpConfig;
import io.javalin.Javalin;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Javalin with what all routes share. Each request runs on a virtual thread of its own. */
public final class WebServer {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

  /** Requests that are being answered may end; Jetty's own default cuts them. */
  private static final Duration REQUESTS_END = Duration.ofSeconds(3);

  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;

  private final HttpConfig config;
  private final Javalin javalin;

  @Inject
  WebServer(HttpConfig config, Set<Routes> features) {
    this.config = config;
    this.javalin =
        Javalin.create(
            javalin -> {
              javalin.concurrency.useVirtualThreads = true;
              javalin.startup.showJavalinBanner = false;
              javalin.startup.showOldJavalinVersionWarning = false;
              javalin.startup.startupWatcherEnabled = false;
              javalin.http.prefer405over404 = true;
              javalin.jetty.modifyHttpConfiguration(
                  http -> {
                    http.setSendServerVersion(false);
                    http.setSendXPoweredBy(false);
                  });
              javalin.jetty.modifyServer(
                  server -> {
                    server.setErrorHandler(new BareErrors());
                    server.setStopTimeout(REQUESTS_END.toMillis());
                  });
              javalin.routes.before(SecurityHeaders::set);
              features.forEach(feature -> feature.addTo(javalin.routes));
              javalin.routes.exception(HttpResponseException.class, WebServer::refused);
              javalin.routes.exception(Exception.class, WebServer::failed);
            });
  }

  /** What Jetty refuses by itself, before any route: a status and nothing else. */
  private static final class BareErrors extends ErrorHandler {
    private BareErrors() {
      setShowStacks(false);
      setShowMessageInTitle(false);
      setShowCauses(false);
    }
  }

  /** Begins to listen. */
  public void start() {
    try {
      javalin.start(config.host(), config.port());
    } catch (JavalinBindException e) {
      throw new PortTakenException(config.host(), config.port(), e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return javalin.port();
  }

  /** Stops listening; requests that are being answered end first. */
  public void stop() {
    javalin.stop();
  }

  private static void refused(HttpResponseException e, io.javalin.http.Context context) {
    int status = e.getStatus();
    ErrorCode code =
        status == NOT_FOUND
            ? ErrorCode.UNKNOWN_ROUTE
            : status == METHOD_NOT_ALLOWED
                ? ErrorCode.METHOD_NOT_ALLOWED
                : e instanceof BadRequestResponse || status < 500
                    ? ErrorCode.BAD_REQUEST
                    : ErrorCode.INTERNAL;
    Problem.answer(context, code);
  }

  private static void failed(Exception e, io.javalin.http.Context context) {
    LOG.error("{} {} failed", context.method(), context.path(), e);
    Problem.answer(context, ErrorCode.INTERNAL);
  }
}
