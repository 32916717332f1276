package io.botflow.whatsapp.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMediaStorageTest extends MediaStorageContract {
  @TempDir private Path root;

  @Override
  MediaStorage storage() {
    return new FileMediaStorage(root);
  }

  @Test
  void leavesNothingButTheFile() throws Exception {
    MediaKey key = MediaKey.create("org-1");
    storage().put(key, file("words"), "text/plain");

    try (Stream<Path> files = Files.walk(root)) {
      List<String> names =
          files.filter(Files::isRegularFile).map(root::relativize).map(Path::toString).toList();
      assertThat(names).containsExactly("org-1/" + key.name().substring(0, 2) + "/" + key.name());
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsSaid() throws Exception {
    Path file = Files.createFile(root.resolve("file"));

    assertThatThrownBy(() -> new FileMediaStorage(file.resolve("below")))
        .isInstanceOf(MediaStorageUnavailable.class);
    assertThatThrownBy(
            () -> storage().put(MediaKey.create("org"), root.resolve("none"), "text/plain"))
        .isInstanceOf(MediaStorageUnavailable.class);
  }
}
