package io.botflow.server.secret;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A key service as somebody else would write it: keys that never leave a device. */
public final class HardwareKeys implements KeyService {
  private static final int NONCE = 12;

  private final SecureRandom random = new SecureRandom();
  private final List<SecretKey> keys = new ArrayList<>();

  /** A device with its first key. */
  public HardwareKeys() {
    addKey();
  }

  void addKey() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    keys.add(new SecretKeySpec(bytes, "AES"));
  }

  @Override
  public byte[] seal(byte[] key) throws GeneralSecurityException {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    int newest = keys.size() - 1;
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, newest, nonce).doFinal(key);
    return ByteBuffer.allocate(Integer.BYTES + NONCE + sealed.length)
        .putInt(newest)
        .put(nonce)
        .put(sealed)
        .array();
  }

  @Override
  public byte[] open(byte[] sealed) throws GeneralSecurityException {
    ByteBuffer bytes = ByteBuffer.wrap(sealed);
    if (sealed.length <= Integer.BYTES + NONCE) {
      throw new AEADBadTagException();
    }
    int index = bytes.getInt();
    byte[] nonce = new byte[NONCE];
    bytes.get(nonce);
    byte[] rest = new byte[bytes.remaining()];
    bytes.get(rest);
    return cipher(Cipher.DECRYPT_MODE, index, nonce).doFinal(rest);
  }

  private Cipher cipher(int mode, int index, byte[] nonce) throws GeneralSecurityException {
    if (index < 0 || index >= keys.size()) {
      throw new AEADBadTagException();
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, keys.get(index), new GCMParameterSpec(128, nonce));
    return cipher;
  }

  @Override
  public boolean isNewest(byte[] sealed) {
    return sealed.length > Integer.BYTES && ByteBuffer.wrap(sealed).getInt() == keys.size() - 1;
  }
}
