package io.botflow.server.contact;

import io.botflow.server.config.ErasureConfig;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who was to be erased, in a file beside the database: what a restore brings back is erased again
 * by it. It holds random ids and nothing that leads to a person once the person is gone.
 * Thread-safe.
 */
final class ErasureLedger {
  private static final Pattern LINE =
      Pattern.compile("organization=(?<org>[0-9a-f-]{36}) contact=(?<contact>[0-9a-f-]{36})");

  private final Path file;

  @Inject
  ErasureLedger(ErasureConfig config) {
    this.file = config.ledgerFile();
  }

  /** Somebody who is to be erased. */
  record Entry(UUID organization, UUID contact) {}

  /**
   * Writes an entry, before anything is erased; it is on the disk afterwards.
   *
   * @throws UncheckedIOException where it cannot be written: then nobody may be erased
   */
  synchronized void write(Entry entry) {
    // A line that a dying process left half written stands alone.
    byte[] line =
        "\norganization=%s contact=%s\n"
            .formatted(entry.organization(), entry.contact())
            .getBytes(StandardCharsets.UTF_8);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        ByteBuffer rest = ByteBuffer.wrap(line);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the ledger of erasures cannot be written: " + file.toAbsolutePath(), e);
    }
  }

  /** All entries, the oldest first, each once; what is no entry is left out. */
  Set<Entry> entries() {
    Set<Entry> found = new LinkedHashSet<>();
    if (Files.exists(file)) {
      try (Stream<String> lines = Files.lines(file)) {
        lines
            .map(LINE::matcher)
            .filter(Matcher::matches)
            .map(
                line ->
                    new Entry(
                        UUID.fromString(line.group("org")), UUID.fromString(line.group("contact"))))
            .forEach(found::add);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "the ledger of erasures cannot be read: " + file.toAbsolutePath(), e);
      }
    }
    return found;
  }
}
