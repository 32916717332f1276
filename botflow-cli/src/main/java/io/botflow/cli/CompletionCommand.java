package io.botflow.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the script that completes commands in a shell. */
@Command(
    name = "completion",
    description = "Print a script that completes botflow's commands in a shell.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  botflow completion bash > /etc/bash_completion.d/botflow",
      "  source <(botflow completion zsh)"
    })
final class CompletionCommand implements Callable<Integer> {

  /** The shells that the script works in. */
  enum Shell {
    BASH,
    ZSH
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "bash|zsh", description = "The shell.")
  private Shell shell = Shell.BASH;

  @Override
  public Integer call() {
    String script = AutoComplete.bash("botflow", spec.root().commandLine());
    if (shell == Shell.ZSH) {
      spec.commandLine().getOut().println("autoload -U +X bashcompinit && bashcompinit");
    }
    spec.commandLine().getOut().println(script);
    return Exit.OK.code();
  }
}
