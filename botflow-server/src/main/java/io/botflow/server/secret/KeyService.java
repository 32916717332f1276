package io.botflow.server.secret;

import java.security.GeneralSecurityException;

/**
 * Keeps the key that seals the keys of secrets: a file by default, an outside service (KMS, HSM)
 * where a jar on the class path provides one for {@link java.util.ServiceLoader}. Called for every
 * secret that is read, so an implementation over the network keeps what it opened for a while.
 * Thread-safe.
 */
public interface KeyService {

  /** Seals a key under the newest key that it has. */
  byte[] seal(byte[] key) throws GeneralSecurityException;

  /**
   * Opens what it sealed, with any key that it still has.
   *
   * @throws GeneralSecurityException when it was not sealed here, or was changed
   */
  byte[] open(byte[] sealed) throws GeneralSecurityException;

  /**
   * Whether this was sealed with the newest key; if not, it is sealed anew at the next occasion.
   */
  boolean isNewest(byte[] sealed);
}
