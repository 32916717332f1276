package io.botflow.store.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The operating system account that the embedded server runs under. PostgreSQL refuses to run as
 * root ("cannot be run as root", {@code src/backend/main/main.c}), so root hands over to an account
 * without power: {@code nobody} through setpriv or runuser, or, where nobody cannot reach the
 * folders (a home with mode 0700), an empty user namespace, in which root's own files stay
 * reachable but nothing else of root's power is left.
 *
 * @param owner who must own the data directory
 */
record ServerAccount(String owner, List<String> prefix) {
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);
  private static final String ROOT = "root";
  private static final String NOBODY = "nobody";

  private static final ServerAccount SETPRIV =
      new ServerAccount(
          NOBODY, List.of("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups", "--"));
  private static final ServerAccount RUNUSER =
      new ServerAccount(NOBODY, List.of("runuser", "-u", NOBODY, "--"));
  static final ServerAccount USER_NAMESPACE =
      new ServerAccount(ROOT, List.of("unshare", "--user", "--"));

  ServerAccount {
    prefix = List.copyOf(prefix);
  }

  /** The ways that root has, the one with the least power first. */
  static List<ServerAccount> ofRoot() {
    return List.of(SETPRIV, RUNUSER, USER_NAMESPACE);
  }

  /**
   * Finds an account that can run {@code program} and write to {@code directory}, which belongs to
   * that account afterwards, with everything in it.
   *
   * @param directory exists
   */
  static ServerAccount choose(Path directory, Path program) throws IOException {
    String user = System.getProperty("user.name", "");
    return user.equals(ROOT)
        ? choose(ofRoot(), directory, program)
        : new ServerAccount(user, List.of());
  }

  static ServerAccount choose(List<ServerAccount> candidates, Path directory, Path program)
      throws IOException {
    List<String> refusals = new ArrayList<>();
    for (ServerAccount account : candidates) {
      account.takeOver(directory);
      CommandLine.Result probe = account.probe(directory, program);
      if (probe.succeeded()) {
        return account;
      }
      refusals.add(String.join(" ", account.prefix) + ": " + probe.output());
    }
    throw new DatabaseException(
        "PostgreSQL does not run as root, and no other account can use %s. Start BotFlow as a normal user, or choose a folder that other users can reach (such as /var/lib/botflow), or set BOTFLOW_DATABASE_URL. Tried: %s"
            .formatted(directory, refusals));
  }

  List<String> command(Path program, String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(program.toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private CommandLine.Result probe(Path directory, Path program) {
    String script = "cd \"$1\" && test -w . && \"$2\" --version";
    return CommandLine.run(
        command(Path.of("/bin/sh"), "-c", script, "sh", directory.toString(), program.toString()),
        Path.of("/"),
        PROBE_LIMIT);
  }

  /** Gives the folder and all in it to this account; does nothing where it is so already. */
  void takeOver(Path directory) throws IOException {
    if (prefix.isEmpty() || Files.getOwner(directory).getName().equals(owner)) {
      return;
    }
    UserPrincipal principal =
        directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner);
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.toList();
    }
    // The folder itself last: its owner tells the next start that all of it was done.
    for (Path file : files.reversed()) {
      Files.getFileAttributeView(file, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setOwner(principal);
    }
  }
}
