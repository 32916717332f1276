package io.botflow.whatsapp.media;

import io.botflow.whatsapp.Endpoint;
import io.botflow.whatsapp.GraphSettings;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses may get a token: the network's own hosts and nobody else's, whatever an answer or
 * a webhook names.
 */
final class MediaHosts {
  private static final String LOOKASIDE = "lookaside.fbsbx.com";
  private static final String CDN = ".fbcdn.net";

  private final GraphSettings settings;

  MediaHosts(GraphSettings settings) {
    this.settings = settings;
  }

  /** The address to fetch instead of the one that was named; empty where none may be. */
  Optional<HttpUrl> allowed(Endpoint endpoint, @Nullable String named) {
    HttpUrl url = named == null ? null : HttpUrl.parse(named);
    if (url == null || !url.encodedUsername().isEmpty()) {
      return Optional.empty();
    }
    return switch (endpoint) {
      case META -> isMeta(url) || isBase(endpoint, url) ? Optional.of(url) : Optional.empty();
      // 360dialog serves Meta's addresses under its own host, with its own key.
      case DIALOG_360 ->
          url.host().equals(LOOKASIDE)
              ? Optional.of(rehosted(url))
              : isBase(endpoint, url) ? Optional.of(url) : Optional.empty();
    };
  }

  private static boolean isMeta(HttpUrl url) {
    boolean own = url.host().equals(LOOKASIDE) || url.host().endsWith(CDN);
    return own && url.isHttps() && url.port() == 443;
  }

  private boolean isBase(Endpoint endpoint, HttpUrl url) {
    HttpUrl base = HttpUrl.get(settings.base(endpoint));
    boolean configured = settings.baseUrl() != null || endpoint == Endpoint.DIALOG_360;
    return configured
        && url.scheme().equals(base.scheme())
        && url.host().equals(base.host())
        && url.port() == base.port();
  }

  private HttpUrl rehosted(HttpUrl url) {
    HttpUrl base = HttpUrl.get(settings.base(Endpoint.DIALOG_360));
    return url.newBuilder().scheme(base.scheme()).host(base.host()).port(base.port()).build();
  }
}
