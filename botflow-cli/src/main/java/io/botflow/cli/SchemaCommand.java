package io.botflow.cli;

import io.botflow.engine.FlowSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the JSON schema of flow documents. */
@Command(
    name = "schema",
    description = "Print the JSON schema of flow documents, partners' node types included.",
    footerHeading = "%nExample:%n",
    footer = "  botflow schema > flow.schema.json")
final class SchemaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Plugins plugins = new Plugins();

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(FlowSchema.text(plugins.types()));
    return Exit.OK.code();
  }
}
