package io.botflow.cli;

import io.botflow.flow.Edge;
import io.botflow.flow.Flow;
import io.botflow.flow.FlowReader;
import io.botflow.flow.Node;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws a flow as Mermaid text (https://mermaid.js.org), half-done ones too. */
@Command(
    name = "graph",
    description = "Draw a flow as Mermaid text.",
    footerHeading = "%nExample:%n",
    footer = "  botflow graph booking.flow.json > booking.mmd")
final class GraphCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FLOW", description = "The flow's file.")
  private Path path = Path.of("");

  @Override
  public Integer call() {
    Path file = Paths.flow(path);
    FlowReader.Reading reading = FlowReader.read(Paths.read(file));
    Flow flow = reading.flow();
    if (flow == null) {
      throw new CommandProblem(Exit.PROBLEMS, file + ": " + reading.problems().get(0).text());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("flowchart TD");
    Map<String, String> names = new HashMap<>();
    for (Node node : flow.nodes()) {
      String name = names.computeIfAbsent(node.id(), id -> "n" + names.size());
      out.println("  " + name + shape(node));
    }
    for (Edge edge : flow.edges()) {
      String source = names.get(edge.source());
      String target = names.get(edge.target());
      if (source != null && target != null) {
        String port =
            edge.port() == null || edge.port().equals("next")
                ? ""
                : "|\"" + words(edge.port()) + "\"|";
        out.println("  " + source + " -->" + port + " " + target);
      }
    }
    return Exit.OK.code();
  }

  private static String shape(Node node) {
    String label = node.label().isBlank() ? node.id() : node.label();
    String words = "\"" + words(label) + "\"";
    return switch (node.type()) {
      case "trigger", "end" -> "([" + words + "])";
      case "condition", "split" -> "{" + words + "}";
      case "question" -> "[/" + words + "/]";
      case "api_call", "ai_response" -> "[[" + words + "]]";
      case "flow" -> "[[" + words + "]]";
      case "note" -> ">" + words + "]";
      default -> "[" + words + "]";
    };
  }

  /** Quoted Mermaid text escapes by entities. */
  private static String words(String text) {
    return text.replace("#", "#35;")
        .replace("\"", "#quot;")
        .replace("<", "#lt;")
        .replace(">", "#gt;")
        .replace("\n", " ");
  }
}
