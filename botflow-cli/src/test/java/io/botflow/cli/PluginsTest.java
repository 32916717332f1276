package io.botflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.node.NodeType;
import io.botflow.node.Outcome;
import io.botflow.node.TurnContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
  private static final String FLOW =
      """
      {"botflow": 1, "id": "p", "name": "P", "language": "en", "nodes": [
        {"id": "start", "type": "trigger", "data": {"config": {}}},
        {"id": "ping", "type": "ping", "data": {"config": {}}},
        {"id": "bye", "type": "end", "data": {"config": {"text": "Bye"}}}],
       "edges": [{"id": "1", "source": "start", "target": "ping"},
        {"id": "2", "source": "ping", "target": "bye"}]}
      """;

  @TempDir private Path folder = Path.of("");

  /** A partner's node type. */
  public static final class Ping implements NodeType<Ping.Config> {
    /** No settings. */
    public record Config() {}

    @Override
    public String name() {
      return "ping";
    }

    @Override
    public Class<Config> config() {
      return Config.class;
    }

    @Override
    public Outcome enter(Config config, TurnContext turn) {
      return Outcome.NEXT;
    }
  }

  private Path jar(String type) throws IOException {
    Path jar = folder.resolve("ping.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("META-INF/services/" + NodeType.class.getName()));
      out.write(type.getBytes(StandardCharsets.UTF_8));
      out.closeEntry();
    }
    return jar;
  }

  @Test
  void aPartnersTypeComesFromAJarOrAFolderOfJars() throws IOException {
    Path flow = Files.writeString(folder.resolve("p.flow.json"), FLOW);
    assertThat(CommandRun.of("validate", flow).out()).contains("no node type \"ping\"");
    Path jar = jar(Ping.class.getName());
    assertThat(CommandRun.of("validate", flow, "--plugins", jar).code()).isZero();
    assertThat(CommandRun.of("validate", flow, "--plugins", folder).code()).isZero();
  }

  @Test
  void aPluginThatCannotBeUsedIsNamed() throws IOException {
    Path flow = Files.writeString(folder.resolve("p.flow.json"), FLOW);
    CommandRun run = CommandRun.of("validate", flow, "--plugins", jar("io.nowhere.Missing"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("a plugin cannot be used").contains("io.nowhere.Missing");
  }
}
