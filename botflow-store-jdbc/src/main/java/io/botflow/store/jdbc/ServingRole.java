package io.botflow.store.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who serves, as PostgreSQL knows it. Each logs in by itself, owns nothing and sees only the
 * tenants that its transaction names; what it may touch is granted in the migrations.
 */
enum ServingRole {
  /** Takes in what channels tell. */
  INGEST,
  /** Runs turns and sends; looks for work over all tenants, without any content. */
  WORKER,
  /** Serves people and their programs. */
  API,
  /** Reads for reports, slowly. */
  REPORT,
  /** Finds out who somebody is: accounts, sessions, keys, memberships. */
  IDENTITY;

  /** The name in PostgreSQL, which is the whole server's: of its own for each owner of tables. */
  String nameFor(String owner) {
    return owner + "_" + name().toLowerCase(Locale.ROOT);
  }

  /** The name as a placeholder of the migrations. */
  String placeholder() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The same at every start and on every server that knows the owner's password, and of no use to
   * find that one out.
   */
  String passwordFrom(String ownersPassword) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(ownersPassword.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] derived =
          mac.doFinal(("botflow role " + placeholder()).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(derived);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
