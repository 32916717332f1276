package io.botflow.testing;

import io.botflow.engine.CompiledFlow;
import io.botflow.flow.FlowProblem;
import io.botflow.flow.Severity;
import io.botflow.node.NodeTypes;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the flows that a file of tests is about; what is wrong with them is a problem of it. */
final class FlowFiles {
  private final NodeTypes types;
  private final List<FileProblem> problems;

  FlowFiles(NodeTypes types, List<FileProblem> problems) {
    this.types = types;
    this.problems = problems;
  }

  /**
   * The flow that a file names, or its sibling of the same name, and those that this one calls.
   *
   * @param suffix how the names of such files end
   * @param line where the file names the flow, from 1
   */
  @Nullable FlowSet set(
      Path file, String suffix, @Nullable String named, int line, List<String> called) {
    List<CompiledFlow> others = new ArrayList<>();
    for (String other : called) {
      CompiledFlow flow = flow(file.resolveSibling(other), line);
      if (flow != null) {
        others.add(flow);
      }
    }
    CompiledFlow flow =
        flow(
            file.resolveSibling(named == null ? stem(file, suffix) + FlowTests.FLOW_FILE : named),
            line);
    return flow == null ? null : new FlowSet(flow, others);
  }

  /** A file's name without its ending. */
  static String stem(Path file, String suffix) {
    String name = Objects.toString(file.getFileName());
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }

  private @Nullable CompiledFlow flow(Path path, int line) {
    String text = read(path, line, problems);
    if (text == null) {
      return null;
    }
    CheckedFlow checked = CheckedFlow.of(text, types, null);
    for (FlowProblem problem : checked.problems()) {
      if (problem.severity() == Severity.ERROR) {
        problems.add(
            new FileProblem(
                line,
                1,
                "The flow "
                    + path.getFileName()
                    + " cannot run: "
                    + problem.code().code()
                    + " at "
                    + (problem.node() == null ? problem.pointer() : problem.node())
                    + ": "
                    + problem.text()));
      }
    }
    return checked.compiled();
  }

  static @Nullable String read(Path path, int line, List<FileProblem> problems) {
    try {
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      problems.add(new FileProblem(line, 1, "There is no file " + path + "."));
    } catch (MalformedInputException e) {
      problems.add(new FileProblem(line, 1, path + " is not UTF-8 text."));
    } catch (IOException e) {
      problems.add(new FileProblem(line, 1, path + " cannot be read: " + e.getMessage()));
    }
    return null;
  }
}
