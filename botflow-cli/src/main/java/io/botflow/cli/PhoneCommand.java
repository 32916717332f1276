package io.botflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A telephone in the terminal, in the sandbox of a running demo. */
@Command(
    name = "phone",
    description = "Talk to the bots of a running demo: type, or tap a button by its number.",
    footer = {"", "Works with piped input too: one line is one message."})
final class PhoneCommand implements Callable<Integer> {
  /** Where the demo leaves its network's address, in its folder. */
  static final String ADDRESS_FILE = "sandbox-address";

  private static final int MISUSE = 2;
  private static final int UNREACHABLE = 3;

  /** How long an answer may take before piped input goes on without it. */
  private static final Duration ANSWER = Duration.ofSeconds(15);

  /** After so much silence the bot has said all that it wants to say. */
  private static final Duration SILENCE = Duration.ofMillis(1_200);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--to", paramLabel = "BOT", description = "The bot's name or number.")
  private @Nullable String to;

  @Option(
      names = "--from",
      paramLabel = "NUMBER",
      defaultValue = "27820000002",
      description = "The customer's own number. Default: 27820000002.")
  private String from = "27820000002";

  @Option(
      names = "--sandbox",
      paramLabel = "URL",
      description = "The network's address. Default: the one of the demo in this folder.")
  private @Nullable String sandbox;

  @Override
  public Integer call() throws InterruptedException, IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    SandboxLink link = new SandboxLink(address(), from);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      List<String> numbers = link.numbers();
      String number = choose(numbers, in, out);
      if (number == null) {
        err.println("There is no such bot. There are: " + names(numbers));
        return MISUSE;
      }
      talk(link, number, in, out);
      return 0;
    } catch (IOException e) {
      err.println("No demo answers at " + link.address() + ". Start one: ./botflow demo");
      return UNREACHABLE;
    }
  }

  private String address() throws IOException {
    if (sandbox != null) {
      return sandbox;
    }
    Path file = Path.of(".botflow", "demo", ADDRESS_FILE);
    return Files.exists(file) ? Files.readString(file).strip() : "http://127.0.0.1:8081";
  }

  private @Nullable String choose(List<String> numbers, BufferedReader in, PrintWriter out)
      throws IOException {
    String wanted = to;
    if (wanted == null && numbers.size() > 1) {
      for (int i = 0; i < numbers.size(); i++) {
        out.printf("  [%d] %s%n", i + 1, name(numbers.get(i)));
      }
      out.print("To whom? ");
      out.flush();
      wanted = in.readLine();
    }
    if (wanted == null) {
      return numbers.size() == 1 ? numbers.get(0) : null;
    }
    String text = wanted.strip();
    for (int i = 0; i < numbers.size(); i++) {
      String number = numbers.get(i);
      if (text.equals(Integer.toString(i + 1))
          || text.equals(number)
          || name(number).equalsIgnoreCase(text)
          || DemoBot.of(number).map(bot -> bot.template().equals(text)).orElse(false)) {
        return number;
      }
    }
    return null;
  }

  private static void talk(SandboxLink link, String number, BufferedReader in, PrintWriter out)
      throws IOException, InterruptedException {
    boolean piped = !Terminals.interactive();
    PhoneScreen screen = new PhoneScreen(out, name(number));
    screen.begin(!piped);
    long last = link.newest();
    Thread listener = Thread.ofVirtual().start(() -> listen(link, number, last, screen));
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String text = line.strip();
        if (text.equals("/quit")) {
          return;
        }
        if (text.isEmpty()) {
          continue;
        }
        long shown = screen.shown();
        JsonNode choice = screen.choice(text);
        if (choice == null) {
          link.say(number, text);
          screen.said(piped ? text : "");
        } else {
          link.tap(number, choice.path("id").asText());
          screen.said(choice.path("title").asText());
        }
        if (piped) {
          screen.awaitSilence(shown, ANSWER, SILENCE);
        }
      }
    } finally {
      listener.interrupt();
    }
  }

  private static void listen(SandboxLink link, String number, long newest, PhoneScreen screen) {
    long last = newest;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        for (JsonNode message : link.messages(last, Duration.ofSeconds(20))) {
          last = Math.max(last, message.path("sequence").asLong());
          if (message.path("phone_number_id").asText().equals(number)) {
            screen.show(message);
          }
        }
      }
    } catch (IOException e) {
      screen.lost();
    } catch (InterruptedException e) {
      // The conversation is over.
      Thread.currentThread().interrupt();
    }
  }

  private static String names(List<String> numbers) {
    List<String> names = new ArrayList<>();
    numbers.forEach(number -> names.add(name(number)));
    return String.join(", ", names);
  }

  private static String name(String number) {
    return DemoBot.of(number).map(DemoBot::name).orElse(number);
  }
}
