package io.botflow.whatsapp.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Media in a folder: {@code <organisation>/<first two digits>/<name>}. A file appears by an atomic
 * rename after its bytes are on the disk, so that a crash leaves either all of it or nothing.
 */
public final class FileMediaStorage implements MediaStorage {
  private final Path root;

  /** A storage in a folder, which is made where it is missing. */
  public FileMediaStorage(Path root) {
    this.root = root.toAbsolutePath().normalize();
    try {
      Files.createDirectories(this.root);
    } catch (IOException e) {
      throw new MediaStorageUnavailable("the media folder cannot be made", e);
    }
  }

  @Override
  public void put(MediaKey key, Path file, String mimeType) {
    Path place = place(key);
    Path written = place.resolveSibling(".new-" + key.name());
    try {
      Files.createDirectories(root.resolve(key.organization()).resolve(key.name().substring(0, 2)));
      Files.copy(file, written, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(written, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      discard(written);
      throw new MediaStorageUnavailable("the medium cannot be written", e);
    }
  }

  /** Half a file is in nobody's way, but takes space. */
  private static void discard(Path written) {
    try {
      Files.deleteIfExists(written);
    } catch (IOException e) {
      // The disk that failed the write fails this too; the next write of the key replaces it.
    }
  }

  @Override
  public Optional<InputStream> get(MediaKey key, long first) {
    try {
      InputStream in = Files.newInputStream(place(key));
      in.skipNBytes(first);
      return Optional.of(in);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new MediaStorageUnavailable("the medium cannot be read", e);
    }
  }

  @Override
  public void delete(MediaKey key) {
    try {
      Files.deleteIfExists(place(key));
    } catch (IOException e) {
      throw new MediaStorageUnavailable("the medium cannot be deleted", e);
    }
  }

  private Path place(MediaKey key) {
    return root.resolve(key.organization()).resolve(key.name().substring(0, 2)).resolve(key.name());
  }
}
