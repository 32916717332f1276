package io.botflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The demo as a process of its own, and the phone in this one. */
class DemoTest {

  @Test
  void aPhoneHoldsAWholeBookingAndAWebhookByHandIsAnswered(@TempDir Path folder) throws Exception {
    int port = freePorts();
    Path log = folder.resolve("demo.log");
    Process demo = demo(folder, log, port);
    try {
      awaitLine(demo, log, "Ctrl-C stops it.");
      String network = "http://127.0.0.1:" + (port + 1);

      String talk =
          phone("hi\n1\ntomorrow\n2\nThandi\nyes\n", "--to", "booking", "--sandbox", network);
      assertThat(talk)
          .contains("[1] Haircut", "> Haircut  \u2713", "[2] 10:30", "Booked! Your reference is B");

      String webhook = DemoWelcome.webhook(DemoBot.ALL.get(1), "http://127.0.0.1:" + port);
      Process shell = new ProcessBuilder("sh", "-c", webhook).redirectErrorStream(true).start();
      String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).contains(" 200 ");
      String messages =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create(network + "/sandbox/phones/27820000001/messages?wait=20"))
                      .build(),
                  BodyHandlers.ofString())
              .body();
      assertThat(messages).contains("Hello Thandi!");

      assertThat(run("demo", "--port", Integer.toString(port))).contains("is taken", "--port");
    } finally {
      demo.destroy();
      if (!demo.waitFor(40, TimeUnit.SECONDS)) {
        demo.destroyForcibly();
      }
    }
  }

  @Test
  void aPhoneWithoutADemoSaysHowToStartOne() throws Exception {
    assertThat(phone("hi\n", "--sandbox", "http://127.0.0.1:1")).contains("./botflow demo");
  }

  private static String phone(String typed, String... options) {
    var in = System.in;
    System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
    try {
      List<String> arguments = new ArrayList<>(List.of("phone"));
      arguments.addAll(List.of(options));
      return run(arguments.toArray(String[]::new));
    } finally {
      System.setIn(in);
    }
  }

  private static String run(String... arguments) {
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    CommandLine line =
        switch (arguments[0]) {
          case "phone" -> new CommandLine(new PhoneCommand());
          default -> new CommandLine(new DemoCommand());
        };
    line.setOut(writer).setErr(writer);
    line.execute(List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
    writer.flush();
    return text.toString();
  }

  private static Process demo(Path folder, Path log, int port) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "demo",
            "--port",
            Integer.toString(port),
            "--dir",
            folder.resolve("demo").toString())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static void awaitLine(Process demo, Path log, String line) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!Files.readString(log).contains(line)) {
      assertThat(System.nanoTime()).as(Files.readString(log)).isLessThan(end);
      // Ends early where the demo does.
      assertThat(demo.waitFor(200, TimeUnit.MILLISECONDS)).as(Files.readString(log)).isFalse();
    }
  }

  /** A port whose next one is free as well. */
  private static int freePorts() throws Exception {
    while (true) {
      try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          ServerSocket second =
              new ServerSocket(first.getLocalPort() + 1, 1, InetAddress.getLoopbackAddress())) {
        return second.getLocalPort() - 1;
      } catch (java.net.BindException e) {
        // The next one is taken; another pair.
      }
    }
  }
}
