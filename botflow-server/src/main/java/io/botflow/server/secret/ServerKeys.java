package io.botflow.server.secret;

import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** Random keys that all replicas share, each for one purpose; made when first asked for. */
public final class ServerKeys {
  private static final int BYTES = 32;

  private final Transactions transactions;
  private final Secrets secrets;
  private final SecureRandom random = new SecureRandom();

  /** A key of the server. */
  @SuppressWarnings("ArrayRecordComponent") // Keys are never compared.
  public record ServerKey(UUID id, String base64) {
    /** The 32 bytes of the key. */
    public byte[] bytes() {
      return Base64.getDecoder().decode(base64);
    }

    @Override
    public String toString() {
      return "ServerKey[" + id + "]";
    }
  }

  private record Row(UUID id, String sealed) {}

  @Inject
  ServerKeys(Databases databases, Secrets secrets) {
    this.transactions = databases.identity();
    this.secrets = secrets;
  }

  /**
   * The key for a purpose.
   *
   * @throws KeyFileException when the keys at hand are not those of this database
   */
  public ServerKey of(String purpose) {
    Row row =
        transactions.outside(
            handle -> {
              byte[] fresh = new byte[BYTES];
              random.nextBytes(fresh);
              UUID id = UUID.randomUUID();
              handle
                  .createUpdate(
                      """
              insert into server_keys (id, purpose, sealed) values (:id, :purpose, :sealed)
              on conflict (purpose) do nothing
              """)
                  .bind("id", id)
                  .bind("purpose", purpose)
                  .bind("sealed", secrets.seal(cell(id), Base64.getEncoder().encodeToString(fresh)))
                  .execute();
              return handle
                  .createQuery("select id, sealed from server_keys where purpose = :purpose")
                  .bind("purpose", purpose)
                  .map(
                      (found, context) ->
                          new Row(found.getObject(1, UUID.class), found.getString(2)))
                  .one();
            });
    try {
      return new ServerKey(row.id(), secrets.open(cell(row.id()), row.sealed()));
    } catch (SecretUnreadable e) {
      throw new KeyFileException(
          "The keys at hand are not those with which this database's secrets were sealed."
              + " Put the right key file in its place (BOTFLOW_SECRETS_KEY_FILE).",
          e);
    }
  }

  private static Cell cell(UUID id) {
    return Cell.ofPeople("server_keys", "sealed", id);
  }
}
