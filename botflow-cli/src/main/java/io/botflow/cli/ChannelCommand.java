package io.botflow.cli;

import io.botflow.message.ChannelAddress;
import io.botflow.spi.BotRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Connects the channels that need no network's account: the web chat and e-mail. */
@Command(
    name = "channel",
    description = "Connect a web chat or an e-mail address to a bot.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "The BOTFLOW_* variables of the server lead to its database. A database that the server",
      "embeds is the server's alone: stop it first."
    })
final class ChannelCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  private final OpenedServer opened;

  ChannelCommand() {
    this(System.getenv());
  }

  ChannelCommand(Map<String, String> environment) {
    this.opened = new OpenedServer(environment);
  }

  @Command(
      name = "webchat",
      description = "Let pages show the chat of a bot, or change which pages may.")
  int webChat(
      @Option(names = "--organization", required = true, paramLabel = "ID") UUID organization,
      @Option(names = "--bot", required = true, paramLabel = "ID") UUID bot,
      @Option(
              names = "--account",
              paramLabel = "ID",
              description = "Our id of the chat; a new one without.")
          @Nullable UUID account,
      @Option(
              names = "--key",
              required = true,
              paramLabel = "KEY",
              description = "Names the chat in the snippet; everybody can read it.")
          String key,
      @Parameters(
              arity = "1..*",
              paramLabel = "ORIGIN",
              description = "Whose pages may show it, such as https://shop.example.")
          List<String> origins) {
    UUID id = account == null ? UUID.randomUUID() : account;
    return opened.with(
        spec.commandLine().getOut(),
        (server, out) -> {
          BotRef ref = new BotRef(organization, bot, id);
          server.deployments().webChat(ref, key, origins);
          out.printf("account  %s%n", id);
          out.printf(
              "snippet  <script src=\"https://YOUR-SERVER/webchat/webchat.js\" data-channel=\"%s\""
                  + " async></script>%n",
              key);
          return true;
        });
  }

  @Command(
      name = "email",
      description = {
        "Let a bot answer mails to an address, or give the address another secret.",
        "The secret is told only now; docs/channels.md says what brings the mails."
      })
  int email(
      @Option(names = "--organization", required = true, paramLabel = "ID") UUID organization,
      @Option(names = "--bot", required = true, paramLabel = "ID") UUID bot,
      @Option(
              names = "--account",
              paramLabel = "ID",
              description = "Our id of the address; a new one without.")
          @Nullable UUID account,
      @Option(names = "--address", required = true, paramLabel = "ADDRESS") String address,
      @Option(names = "--name", paramLabel = "NAME", description = "What people see as the sender.")
          @Nullable String name,
      @Option(
              names = "--mail-server",
              required = true,
              paramLabel = "HOST",
              description = "The name under which yours writes Authentication-Results.")
          String mailServer) {
    UUID id = account == null ? UUID.randomUUID() : account;
    String lower = address.toLowerCase(Locale.ROOT);
    if (!lower.matches("[^@\\s]+@[^@\\s]+")) {
      throw new CommandProblem(Exit.MISUSE, address + " is no e-mail address.");
    }
    return opened.with(
        spec.commandLine().getOut(),
        (server, out) -> {
          BotRef ref = new BotRef(organization, bot, id);
          server.deployments().connect(ref, new ChannelAddress("email", lower), name);
          String secret = server.deployments().email(ref, mailServer);
          out.printf("account           %s%n", id);
          out.printf("webhook           /api/webhooks/email/%s%n", lower);
          out.printf("X-Webhook-Secret  %s%n", secret);
          return true;
        });
  }
}
