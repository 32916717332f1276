package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.OptionalBinder;
import io.botflow.server.onboarding.TrialNetwork;
import io.botflow.whatsapp.sandbox.SandboxNumber;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client that openapi-generator makes of the served document compiles, and a program that was
 * written with it ({@code src/test/client}) does what a customer's own program does first.
 */
class GeneratedClientTest {
  private static final Path GENERATOR = Path.of("target", "openapi-generator", "generator.jar");
  private static final Path PROGRAM = Path.of("src", "test", "client", "FirstConversation.java");

  /** All that a generated client needs beside the JDK. */
  private static final List<String> LIBRARIES =
      List.of(
          "jackson-annotations-",
          "jackson-core-",
          "jackson-databind-",
          "jackson-datatype-jsr310-",
          "jakarta.annotation-api-");

  @TempDir Path folder;
  private @Nullable ApiPeople people;

  @Test
  void aGeneratedClientGoesFromTheSignUpToAnAnsweredConversation() throws Exception {
    try (ApiPeople opened = server()) {
      people = opened;
      Path document = folder.resolve("openapi.json");
      Files.writeString(document, opened.server.get("/api/openapi.json").body());
      run(generation(document));
      Path classes = compiled();

      assertThat(
              run(
                  List.of(
                      java(),
                      "-cp",
                      classes + ":" + libraries(),
                      "FirstConversation",
                      opened.server.url,
                      opened.server.network.baseUrl())))
          .isEqualTo(
              """
              customer: hi
              bot: Hello, this is Salon Bela! What may we book for you?
              1. Cut
              2. Colour
              person: A person is here.
              owner: person, 27820000088
              refused: 400
              """);
    }
  }

  private List<String> generation(Path document) {
    return List.of(
        java(),
        "-Xshare:auto",
        "-XX:TieredStopAtLevel=1",
        "-jar",
        GENERATOR.toString(),
        "generate",
        "-i",
        document.toString(),
        "-g",
        "java",
        "--library",
        "native",
        "-o",
        folder.resolve("client").toString(),
        "--additional-properties=openApiNullable=false,useJakartaEe=true,invokerPackage=client,"
            + "apiPackage=client.api,modelPackage=client.model",
        "--global-property=apis,models,supportingFiles,apiDocs=false,modelDocs=false,"
            + "apiTests=false,modelTests=false");
  }

  private Path compiled() throws IOException {
    Path classes = folder.resolve("classes");
    List<String> arguments =
        new ArrayList<>(
            List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", libraries()));
    arguments.add(PROGRAM.toString());
    try (Stream<Path> sources = Files.walk(folder.resolve("client"))) {
      sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
    }
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(String[]::new)))
        .isZero();
    return classes;
  }

  private static String libraries() {
    return Arrays.stream(System.getProperty("java.class.path").split(":", -1))
        .filter(
            jar -> LIBRARIES.stream().anyMatch(Path.of(jar).getFileName().toString()::startsWith))
        .collect(Collectors.joining(":"));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private String run(List<String> command) throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int code = process.waitFor();
    String said = Files.readString(output);
    assertThat(code).as(said).isZero();
    return said;
  }

  /** With a network of its own, as the demo has one. */
  private ApiPeople server() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    return new ApiPeople(
        Map.of(
            "BOTFLOW_HTTP_PORT",
            Integer.toString(port),
            "BOTFLOW_HTTP_PUBLIC_URL",
            "http://127.0.0.1:" + port),
        new AbstractModule() {
          @Override
          protected void configure() {
            OptionalBinder.newOptionalBinder(binder(), TrialNetwork.class)
                .setBinding()
                .toInstance(GeneratedClientTest.this::trial);
          }
        });
  }

  private TrialNetwork.TrialNumber trial(URI callback, String verifyToken) {
    SandboxNumber number =
        SandboxNumber.of("106540352242990")
            .withVerifyToken(verifyToken)
            .withAccessToken("token-canary-trial")
            .withCallback(callback);
    if (people == null) {
      throw new IllegalStateException("no server yet");
    }
    people.server.network.register(number);
    return new TrialNetwork.TrialNumber(
        number.phoneNumberId(), number.wabaId(), "token-canary-trial", "sandbox-app-secret");
  }
}
