package io.botflow.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

/** What every {@link KeyService} does, the file and those of others. */
interface KeyServiceContract {
  byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** A service with a key. */
  KeyService service() throws Exception;

  /** Gives the service another key, which seals from now on. */
  void rotate(KeyService service) throws Exception;

  @Test
  default void opensWhatItSealedAndHidesIt() throws Exception {
    KeyService service = service();
    byte[] sealed = service.seal(KEY);
    assertThat(service.open(sealed)).isEqualTo(KEY);
    assertThat(sealed).isNotEqualTo(service.seal(KEY));
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("0123456789abcdef");
  }

  @Test
  default void refusesWhatWasChangedOrSealedElsewhere() throws Exception {
    KeyService service = service();
    byte[] sealed = service.seal(KEY);
    for (int at = 0; at < sealed.length; at++) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;
      assertThatThrownBy(() -> service.open(changed))
          .as("byte %d of %d", at, sealed.length)
          .isInstanceOf(GeneralSecurityException.class);
    }
    for (byte[] other : new byte[][] {{}, {1}, KEY}) {
      assertThatThrownBy(() -> service.open(other)).isInstanceOf(GeneralSecurityException.class);
    }
  }

  @Test
  default void anOldKeyOpensAndIsKnownToBeOld() throws Exception {
    KeyService service = service();
    byte[] before = service.seal(KEY);
    assertThat(service.isNewest(before)).isTrue();
    rotate(service);
    byte[] after = service.seal(KEY);
    assertThat(service.isNewest(before)).isFalse();
    assertThat(service.isNewest(after)).isTrue();
    assertThat(service.open(before)).isEqualTo(KEY);
    assertThat(service.open(after)).isEqualTo(KEY);
    assertThat(service.isNewest(new byte[0])).isFalse();
  }
}
