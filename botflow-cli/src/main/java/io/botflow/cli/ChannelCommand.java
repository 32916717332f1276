package io.botflow.cli;

import io.botflow.message.ChannelAddress;
import io.botflow.spi.BotRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      @Mixin BotOptions bot,
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
    BotRef ref = bot.ref();
    return opened.with(
        spec.commandLine().getOut(),
        (server, out) -> {
          server.deployments().webChat(ref, key, origins);
          out.printf("account  %s%n", ref.channel());
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
      @Mixin BotOptions bot,
      @Option(names = "--address", required = true, paramLabel = "ADDRESS") String address,
      @Option(names = "--name", paramLabel = "NAME", description = "What people see as the sender.")
          @Nullable String name,
      @Option(
              names = "--mail-server",
              required = true,
              paramLabel = "HOST",
              description = "The name under which yours writes Authentication-Results.")
          String mailServer) {
    BotRef ref = bot.ref();
    String lower = address.toLowerCase(Locale.ROOT);
    if (!lower.matches("[^@\\s]+@[^@\\s]+")) {
      throw new CommandProblem(Exit.MISUSE, address + " is no e-mail address.");
    }
    return opened.with(
        spec.commandLine().getOut(),
        (server, out) -> {
          server.deployments().connect(ref, new ChannelAddress("email", lower), name);
          String secret = server.deployments().email(ref, mailServer);
          out.printf("account           %s%n", ref.channel());
          out.printf("webhook           /api/webhooks/email/%s%n", lower);
          out.printf("X-Webhook-Secret  %s%n", secret);
          return true;
        });
  }
}
