package io.botflow.server.doctor;

import io.botflow.server.config.ServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether the server can write its files, and nobody else can read its secrets. */
final class FileExamination implements Examination {
  private static final String SUBJECT = "files";

  private final @Nullable Path configuration;

  FileExamination(Map<String, String> environment) {
    String file = environment.get("BOTFLOW_CONFIG");
    this.configuration = file == null || file.isBlank() ? null : Path.of(file);
  }

  @Override
  public List<Finding> examine(ServerConfig config) {
    List<Finding> findings = new ArrayList<>();
    Path folder = config.database().dataDirectory().toAbsolutePath().normalize();
    try {
      if (config.database().url() == null) {
        Path there = nearest(folder);
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
          findings.add(
              Finding.failed(
                  SUBJECT,
                  there + " is no folder that this user can write in.",
                  "Give it to the user of the server, or set BOTFLOW_DATA_DIR."));
        }
      }
      for (Path secret : secrets(folder)) {
        if (isForOthers(secret)) {
          findings.add(
              Finding.attention(
                  SUBJECT, "Other users can read " + secret + ".", "Run: chmod 600 " + secret));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      findings.add(
          Finding.failed(
              SUBJECT, "The files cannot be read: " + e.getMessage(), "Look at their owner."));
    }
    return findings.isEmpty()
        ? List.of(Finding.ok(SUBJECT, "They can be written, and secrets are not for others."))
        : findings;
  }

  /** The folder, or the one in which it will be made. */
  static Path nearest(Path folder) {
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }

  /** The settings, and what the server itself keeps secret beside its data. */
  private List<Path> secrets(Path folder) throws IOException {
    List<Path> secrets = new ArrayList<>();
    if (configuration != null) {
      secrets.add(configuration);
    }
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.find(folder, 2, (file, facts) -> facts.isRegularFile())) {
        files.filter(FileExamination::holdsSecret).forEach(secrets::add);
      }
    }
    return secrets;
  }

  private static boolean holdsSecret(Path file) {
    String name = file.getFileName().toString();
    return name.contains("password") || name.contains("secret") || name.contains("key");
  }

  private static boolean isForOthers(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return false;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file, new LinkOption[0]);
    return permissions.contains(PosixFilePermission.OTHERS_READ)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE);
  }
}
