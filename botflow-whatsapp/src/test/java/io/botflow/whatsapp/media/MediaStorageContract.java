package io.botflow.whatsapp.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every storage of media does. */
abstract class MediaStorageContract {
  @TempDir Path source;

  /** An empty storage. */
  abstract MediaStorage storage();

  Path file(String content) throws IOException {
    return Files.writeString(Files.createTempFile(source, "source", null), content);
  }

  static String read(MediaStorage storage, MediaKey key) throws IOException {
    try (InputStream in = storage.get(key).orElseThrow()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void keepsWhatWasPut() throws Exception {
    MediaStorage storage = storage();
    MediaKey key = MediaKey.create("org-1");
    storage.put(key, file("words"), "text/plain");

    assertThat(read(storage, key)).isEqualTo("words");
    assertThat(read(storage, key)).isEqualTo("words");
  }

  @Test
  void readsFromAByteOn() throws Exception {
    MediaStorage storage = storage();
    MediaKey key = MediaKey.create("org-1");
    storage.put(key, file("words"), "text/plain");

    try (InputStream in = storage.get(key, 2).orElseThrow()) {
      assertThat(in).hasContent("rds");
    }
    assertThat(storage.get(MediaKey.create("org-1"), 2)).isEmpty();
  }

  @Test
  void theSameKeyReplacesAndOthersStay() throws Exception {
    MediaStorage storage = storage();
    MediaKey key = MediaKey.create("org-1");
    MediaKey other = MediaKey.create("org-2");
    storage.put(key, file("one"), "text/plain");
    storage.put(other, file("other"), "text/plain");
    storage.put(key, file("two"), "text/plain");

    assertThat(read(storage, key)).isEqualTo("two");
    assertThat(read(storage, other)).isEqualTo("other");
    assertThat(storage.get(new MediaKey("org-2", key.name()))).isEmpty();
  }

  @Test
  void deletingIsFinalAndDoneTwiceHarmless() throws Exception {
    MediaStorage storage = storage();
    MediaKey key = MediaKey.create("org-1");
    storage.put(key, file("words"), "text/plain");
    storage.delete(key);
    storage.delete(key);

    assertThat(storage.get(key)).isEmpty();
    assertThat(storage.get(MediaKey.create("org-1"))).isEmpty();
  }

  @Test
  void anEmptyFileIsAFile() throws Exception {
    MediaStorage storage = storage();
    MediaKey key = MediaKey.create("org-1");
    storage.put(key, file(""), "text/plain");

    assertThat(read(storage, key)).isEmpty();
  }

  @Test
  void noKeyLeadsElsewhere() {
    String name = "0".repeat(32);

    for (String organization : new String[] {"..", ".", "a/b", "", "a b", "x".repeat(65)}) {
      assertThatThrownBy(() -> new MediaKey(organization, name))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (String bad : new String[] {"..", "../../etc/passwd", "", "0".repeat(31), "G".repeat(32)}) {
      assertThatThrownBy(() -> new MediaKey("org", bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
