package io.botflow.cli;

import io.botflow.message.ChannelAddress;
import io.botflow.server.BotFlowServer;
import io.botflow.server.account.Account;
import io.botflow.server.onboarding.Connections;
import io.botflow.server.template.MessageTemplates;
import io.botflow.spi.BotRef;
import io.botflow.store.jdbc.Deployments.WhatsAppAccount;
import io.botflow.store.jdbc.Deployments.WhatsAppProvider;
import io.botflow.whatsapp.onboarding.ConnectionStep;
import io.botflow.whatsapp.template.RegisteredTemplate;
import io.botflow.whatsapp.template.TemplateAccount;
import io.botflow.whatsapp.template.TemplateDrift;
import io.botflow.whatsapp.template.TemplateReading;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What an operator does with the WhatsApp numbers of a server, with its database and settings. */
@Command(
    name = "whatsapp",
    description = "Connect WhatsApp numbers, and see what their connection and templates lack.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "The BOTFLOW_* variables of the server lead to its database. A database that the server",
      "embeds is the server's alone: stop it first."
    })
final class WhatsAppCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  private final OpenedServer opened;

  WhatsAppCommand() {
    this(System.getenv());
  }

  WhatsAppCommand(Map<String, String> environment) {
    this.opened = new OpenedServer(environment);
  }

  private int with(OpenedServer.Work work) {
    return opened.with(spec.commandLine().getOut(), work);
  }

  @Command(name = "list", description = "List the connected numbers of all organisations.")
  int list() {
    return with(
        (server, out) -> {
          List<Connections.Connection> all = server.connections().all();
          if (all.isEmpty()) {
            out.println("No number is connected yet; botflow whatsapp connect does it.");
          }
          for (Connections.Connection one : all) {
            out.printf(
                "%s  number %s  organisation %s%n",
                one.account(), one.phoneNumberId(), one.organization());
          }
          return true;
        });
  }

  @Command(
      name = "connect",
      description = {
        "Connect a number to a bot, or give it another token: messages that waited for it go.",
        "Secrets are read from files, so that no list of processes shows them."
      })
  int connect(
      @Mixin BotOptions bot,
      @Option(names = "--number", required = true, paramLabel = "PHONE_NUMBER_ID") String number,
      @Option(names = "--business-account", required = true, paramLabel = "WABA_ID")
          String businessAccount,
      @Option(
              names = "--token-file",
              required = true,
              paramLabel = "FILE",
              description = "The access token, or 360dialog's key.")
          Path token,
      @Option(
              names = "--app-secret-file",
              paramLabel = "FILE",
              description = {
                "Of the app that the number belongs to. Without, a connected number keeps the one that",
                "it has, and a new one goes by the server's own."
              })
          @Nullable Path appSecret,
      @Option(names = "--360dialog", description = "The number is at 360dialog.")
          boolean dialog360) {
    BotRef ref = bot.ref();
    String key = secret(token);
    String app = appSecret == null ? null : secret(appSecret);
    return with(
        (server, out) -> {
          WhatsAppAccount before = server.deployments().whatsApp(ref.channel());
          String verify = Connections.verifyToken(before);
          String signs = app != null || before == null ? app : before.appSecret();
          WhatsAppProvider provider =
              dialog360 ? WhatsAppProvider.DIALOG_360 : WhatsAppProvider.META;
          server.deployments().connect(ref, new ChannelAddress("whatsapp", number), null);
          server
              .deployments()
              .whatsApp(ref, new WhatsAppAccount(provider, businessAccount, key, signs, verify));
          out.printf("account         %s%n", ref.channel());
          out.printf("webhook         /api/webhooks/whatsapp/%s%n", ref.channel());
          out.printf("%s %s%n", dialog360 ? "X-Webhook-Secret" : "verify token   ", verify);
          return true;
        });
  }

  @Command(name = "check", description = "Ask the network what a connection lacks.")
  int check(
      @Parameters(paramLabel = "ACCOUNT") UUID id,
      @Option(
              names = "--url",
              required = true,
              paramLabel = "URL",
              description = "The server's public address.")
          URI url) {
    return with(
        (server, out) -> {
          List<ConnectionStep> steps = server.connections().check(account(server, id), url);
          if (steps.isEmpty()) {
            throw new CommandProblem(
                Exit.PROBLEMS, "The number has no token or no business account: connect it again.");
          }
          steps.forEach(
              step ->
                  out.printf(
                      "%-9s %-12s %s %s%n",
                      step.state(), step.kind(), step.meaning(), step.next()));
          if (steps.stream().anyMatch(WhatsAppCommand::isUnasked)) {
            throw new CommandProblem(Exit.UNREACHABLE, "The network could not be asked.");
          }
          return steps.stream().noneMatch(step -> step.state() == ConnectionStep.State.MISSING);
        });
  }

  @Command(
      name = "templates",
      description = "List a number's templates and the published flows that they break.")
  int templates(
      @Parameters(paramLabel = "ACCOUNT") UUID id,
      @Option(names = "--read", description = "Read them from the network first.") boolean read) {
    return with(
        (server, out) -> {
          Account account = account(server, id);
          Optional<TemplateAccount> known = MessageTemplates.account(account);
          if (known.isEmpty()) {
            throw new CommandProblem(
                Exit.PROBLEMS, "The number has no token or no business account: connect it again.");
          }
          MessageTemplates templates = server.templates();
          if (read
              && templates.read(account.organization(), known.get())
                  instanceof TemplateReading.Failed failed) {
            throw new CommandProblem(Exit.UNREACHABLE, failed.why());
          }
          String business = known.get().id();
          List<RegisteredTemplate> all = templates.registry(account.organization()).all(business);
          if (all.isEmpty()) {
            out.println("No template is known of it; --read asks the network.");
          }
          for (RegisteredTemplate one : all) {
            out.printf(
                "%-14s %-14s %s %s%n",
                one.status(),
                one.content().category(),
                one.content().name(),
                one.content().language());
          }
          List<TemplateDrift.Break> breaks = templates.drift(account.organization(), business);
          breaks.forEach(
              one ->
                  out.printf(
                      "flow %s, node %s: %s%n", one.flow(), one.node(), one.mismatch().text()));
          return breaks.isEmpty();
        });
  }

  /** Whether not even the token could be looked at. */
  private static boolean isUnasked(ConnectionStep step) {
    return step.kind() == ConnectionStep.Kind.TOKEN && step.state() == ConnectionStep.State.UNKNOWN;
  }

  private static Account account(BotFlowServer server, UUID id) {
    return server
        .connections()
        .find(id)
        .orElseThrow(() -> new CommandProblem(Exit.MISUSE, "There is no account " + id + "."));
  }

  private static String secret(Path file) {
    try {
      String text = Files.readString(file).strip();
      if (text.isEmpty()) {
        throw new CommandProblem(Exit.MISUSE, file + " is empty.");
      }
      return text;
    } catch (IOException e) {
      throw new CommandProblem(Exit.MISUSE, file + " cannot be read.");
    }
  }
}
