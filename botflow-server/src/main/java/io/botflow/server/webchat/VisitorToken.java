package io.botflow.server.webchat;

import io.botflow.server.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a browser keeps to be the same visitor again: the visitor's id, which cannot be guessed, and
 * our signature of it and of the chat, without which the id alone opens nothing. Thread-safe.
 */
final class VisitorToken {
  private static final int ID_BYTES = 16;
  private static final Pattern TOKEN = Pattern.compile("([A-Za-z0-9_-]{22})\\.([A-Za-z0-9_-]{43})");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final UUID channel;
  private final Secret secret;

  VisitorToken(WebChat chat) {
    this.channel = chat.id();
    this.secret = chat.secret();
  }

  /** The id of a visitor who was never here. */
  static String newVisitor() {
    byte[] id = new byte[ID_BYTES];
    RANDOM.nextBytes(id);
    return TEXT.encodeToString(id);
  }

  /** The token of a visitor. */
  String of(String visitor) {
    return visitor + "." + signature(visitor);
  }

  /** The visitor of a token; null where it is none of this chat's. */
  @Nullable String visitor(String token) {
    var parts = TOKEN.matcher(token);
    if (!parts.matches()) {
      return null;
    }
    String visitor = parts.group(1);
    boolean ours =
        MessageDigest.isEqual(
            signature(visitor).getBytes(StandardCharsets.US_ASCII),
            parts.group(2).getBytes(StandardCharsets.US_ASCII));
    return ours ? visitor : null;
  }

  private String signature(String visitor) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signed =
          mac.doFinal(("visitor " + channel + " " + visitor).getBytes(StandardCharsets.UTF_8));
      return TEXT.encodeToString(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
