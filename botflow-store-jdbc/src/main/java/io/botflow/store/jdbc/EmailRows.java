package io.botflow.store.jdbc;

import io.botflow.spi.BotRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** What is kept of addresses for e-mail. */
final class EmailRows {
  private static final int SECRET_BYTES = 32;

  private EmailRows() {}

  /** Makes a new secret, of which only the hash is kept. */
  static String save(Handle handle, BotRef bot, String trustedHost) {
    String host = trustedHost.strip().toLowerCase(Locale.ROOT);
    if (!host.matches("[a-z0-9._-]{1,253}")) {
      throw new DatabaseException(
          "\"%s\" is no name of a mail server, such as mx.shop.example".formatted(trustedHost));
    }
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    String secret = HexFormat.of().formatHex(random);
    int saved =
        handle
            .createUpdate(
                """
                insert into email_channels (org_id, id, trusted_host, secret_hash)
                select c.org_id, c.id, :host, :hash from channels c
                where c.org_id = :org and c.id = :channel and c.kind = 'email'
                  and c.account = lower(c.account) and c.account like '_%@_%'
                on conflict (org_id, id) do update set trusted_host = excluded.trusted_host,
                  secret_hash = excluded.secret_hash, updated_at = now()
                """)
            .bind("org", bot.organization())
            .bind("channel", bot.channel())
            .bind("host", host)
            .bind("hash", hash(secret))
            .execute();
    if (saved == 0) {
      throw new DatabaseException(
          "connect the address first: as email, and in lower case, such as help@shop.example");
    }
    return secret;
  }

  private static String hash(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
