package io.botflow.cli;

import io.botflow.spi.BotRef;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which bot a channel is connected to, and as what. */
final class BotOptions {
  @Option(names = "--organization", required = true, paramLabel = "ID")
  private UUID organization = new UUID(0, 0);

  @Option(names = "--bot", required = true, paramLabel = "ID")
  private UUID bot = new UUID(0, 0);

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "Our id of the connection; a new one without.")
  private @Nullable UUID account;

  /** The bot on this connection; each time on another where none is named. */
  BotRef ref() {
    return new BotRef(organization, bot, account == null ? UUID.randomUUID() : account);
  }
}
