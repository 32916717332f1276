package io.botflow.server.webhook;

import io.botflow.server.account.Account;
import io.botflow.server.config.Secret;
import io.botflow.whatsapp.Endpoint;
import io.botflow.whatsapp.Signature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who a webhook's address was made for. It has to prove that it is theirs, and may speak of no
 * others: a tenant must not speak for another's customers.
 */
sealed interface Sender {

  /** What a request brings to prove whose it is: Meta's signature, or a secret of ours. */
  record Proof(@Nullable String signature, @Nullable String secret) {}

  /** For the log. */
  String name();

  /** The account that changes belong to which name none. */
  String fallback();

  /** Whether the bytes come from the sender. */
  boolean proves(byte[] body, Proof proof);

  /** Of whom these bytes may speak, once it is proven from whom they come. */
  Scope scope(byte[] body, Proof proof);

  /** Decides it for one account after the other. */
  interface Scope {
    /**
     * Whether the account is one of the sender's.
     *
     * @param address the number or business account as the webhook names it
     */
    boolean covers(String address, Account account);
  }

  /** A number at Meta, signed for by its app. */
  record MetaNumber(Account account) implements Sender {
    @Override
    public String name() {
      return account.id().toString();
    }

    @Override
    public String fallback() {
      return account.phoneNumberId();
    }

    @Override
    public boolean proves(byte[] body, Proof proof) {
      return signed(account.appSecrets(), body, proof);
    }

    @Override
    public Scope scope(byte[] body, Proof proof) {
      return sameApp(body, proof);
    }
  }

  /** The app that belongs to this server. */
  record App(String id, Secret secret) implements Sender {
    @Override
    public String name() {
      return "app " + id;
    }

    /** No account's address, so that what names none is dropped. */
    @Override
    public String fallback() {
      return "app:" + id;
    }

    @Override
    public boolean proves(byte[] body, Proof proof) {
      return signed(List.of(secret), body, proof);
    }

    @Override
    public Scope scope(byte[] body, Proof proof) {
      return sameApp(body, proof);
    }
  }

  /** A number at 360dialog, whose webhooks carry a secret of its own and speak of nobody else. */
  record Dialog360(Account account) implements Sender {
    @Override
    public String name() {
      return account.id().toString();
    }

    @Override
    public String fallback() {
      return account.phoneNumberId();
    }

    @Override
    public boolean proves(byte[] body, Proof proof) {
      return same(account.verifyToken(), proof.secret());
    }

    @Override
    public Scope scope(byte[] body, Proof proof) {
      // Of a business account with several numbers another one may be the address.
      return (address, other) ->
          other.organization().equals(account.organization())
              && (address.equals(account.phoneNumberId())
                  || address.equals(account.businessAccountId()));
    }
  }

  /** Who the webhooks of an account's own address come from. */
  static Sender of(Account account) {
    return switch (account.endpoint()) {
      case META -> new MetaNumber(account);
      case DIALOG_360 -> new Dialog360(account);
    };
  }

  /** Whether a given secret is the expected one; in constant time. */
  static boolean same(@Nullable Secret expected, @Nullable String given) {
    return expected != null
        && given != null
        && MessageDigest.isEqual(
            expected.reveal().getBytes(StandardCharsets.UTF_8),
            given.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean signed(List<Secret> secrets, byte[] body, Proof proof) {
    List<String> revealed = secrets.stream().map(Secret::reveal).toList();
    return !revealed.isEmpty() && Signature.of(revealed).matches(body, proof.signature());
  }

  /** The accounts of apps that signed as well; each app's signature is looked at once. */
  private static Scope sameApp(byte[] body, Proof proof) {
    Map<List<Secret>, Boolean> known = new HashMap<>();
    return (address, account) ->
        account.endpoint() == Endpoint.META
            && known.computeIfAbsent(account.appSecrets(), secrets -> signed(secrets, body, proof));
  }
}
