package io.botflow.store.jdbc;

import io.botflow.spi.BotRef;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** What is kept of web chats. */
final class WebChatRows {
  private static final int SECRET_BYTES = 32;

  private WebChatRows() {}

  /** The secret is made once: with another one every visitor would be a stranger again. */
  static int save(Handle handle, BotRef bot, List<String> origins, Sealing sealing) {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return handle
        .createUpdate(
            """
            insert into webchat_channels (org_id, id, origins, secret)
            values (:org, :channel, :origins, :secret)
            on conflict (org_id, id) do update
              set origins = excluded.origins, updated_at = now()
            """)
        .bind("org", bot.organization())
        .bind("channel", bot.channel())
        .bindArray("origins", String.class, origins.stream().map(WebChatRows::origin).toList())
        .bind(
            "secret",
            sealing.seal(
                new Sealing.Place(bot.organization(), "webchat_channels", "secret", bot.channel()),
                HexFormat.of().formatHex(secret)))
        .execute();
  }

  /** As browsers write it: nothing behind the host, and no port that goes without saying. */
  private static String origin(String text) {
    try {
      URI uri = URI.create(text.strip().toLowerCase(Locale.ROOT));
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean bare =
          (uri.getPath().isEmpty() || uri.getPath().equals("/"))
              && uri.getQuery() == null
              && uri.getFragment() == null
              && uri.getUserInfo() == null;
      if (http && bare && uri.getHost() != null) {
        int usual = "http".equals(uri.getScheme()) ? 80 : 443;
        boolean said = uri.getPort() != -1 && uri.getPort() != usual;
        return uri.getScheme() + "://" + uri.getHost() + (said ? ":" + uri.getPort() : "");
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new DatabaseException(
        "\"%s\" is no origin of web pages, such as https://shop.example".formatted(text));
  }
}
