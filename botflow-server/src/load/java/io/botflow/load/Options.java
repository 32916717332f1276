package io.botflow.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is asked for on the command line. */
final class Options {
  enum Bot {
    BOTFLOW,
    BUILDERBOT,
    NODE_RED;

    static Bot named(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  enum Mode {
    CLOSED,
    OPEN
  }

  enum Kind {
    LEAN,
    SANDBOX
  }

  enum Statuses {
    NONE,
    SENT,
    ALL;

    List<String> names() {
      return switch (this) {
        case NONE -> List.of();
        case SENT -> List.of("sent");
        case ALL -> List.of("sent", "delivered", "read");
      };
    }
  }

  @Option(names = "--bot", description = "What is loaded: botflow, builderbot, node-red.")
  Bot bot = Bot.BOTFLOW;

  @Option(
      names = "--mode",
      description = "closed: people write when the answer is there; open: at a fixed rate.")
  Mode mode = Mode.CLOSED;

  @Option(names = "--conversations", description = "People who talk (${DEFAULT-VALUE}).")
  int conversations = 64;

  @Option(names = "--organisations", description = "With a number each (${DEFAULT-VALUE}).")
  int organisations = 1;

  @Option(names = "--rate", description = "Open: messages a second (${DEFAULT-VALUE}).")
  int rate = 500;

  @Option(names = "--warm-up", description = "Seconds before the measurement (${DEFAULT-VALUE}).")
  int warmUp = 20;

  @Option(names = "--seconds", description = "Seconds of the measurement (${DEFAULT-VALUE}).")
  int seconds = 30;

  @Option(names = "--network", description = "Where answers go: ${COMPLETION-CANDIDATES}.")
  Kind network = Kind.LEAN;

  @Option(
      names = "--statuses",
      description = "What the network tells of each answer: ${COMPLETION-CANDIDATES}.")
  Statuses statuses = Statuses.NONE;

  @Option(
      names = "--stored-messages",
      description = "Messages in the store before the run (${DEFAULT-VALUE}).")
  long storedMessages;

  @Option(
      names = "--kill-after",
      description = "kill -9 after so many seconds of the measurement, and start again.")
  @Nullable Integer killAfter;

  @Option(
      names = "--patience",
      description = "Seconds until an answer counts as lost (${DEFAULT-VALUE}).")
  int patience = 180;

  @Option(
      names = "--limit-seconds",
      description = "Then one statement a turn on the same database; 0 for not (${DEFAULT-VALUE}).")
  int limitSeconds = 20;

  @Option(names = "--jvm", description = "A further flag of the server's JVM.")
  List<String> jvmFlags = new ArrayList<>();

  @Option(names = "--set", description = "A variable for the server or the peer, as NAME=VALUE.")
  Map<String, String> settings = new HashMap<>();

  @Option(
      names = "--folder",
      description = "Data and logs go to its folder load, emptied first (${DEFAULT-VALUE}).")
  Path folder = Path.of("target");

  @Option(names = "--json", description = "Writes the figures to this file as well.")
  @Nullable Path json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this.")
  boolean help;

  Result.Setting setting() {
    return new Result.Setting(
        botName(),
        text(network),
        text(mode),
        conversations,
        organisations,
        mode == Mode.OPEN ? rate : null,
        text(statuses),
        storedMessages);
  }

  /** As its folder is called. */
  String botName() {
    return text(bot);
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
