package io.botflow.cli;

import io.botflow.server.config.ConfigurationReport;
import io.botflow.server.doctor.Diagnosis;
import io.botflow.server.doctor.Doctor;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Examines what a server with the settings of the environment needs. */
@Command(
    name = "doctor",
    description = "Check the server's settings and all that they lead to, and say what to do.",
    footer = {
      "",
      "It reads the same BOTFLOW_* variables as botflow serve, changes nothing, and works whether",
      "the server runs or not. Ends with 1 where something has failed."
    })
final class DoctorCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Write one JSON document.")
  private boolean json;

  @Option(names = "--all", description = "Show settings that have their default, too.")
  private boolean all;

  DoctorCommand() {
    this(System.getenv());
  }

  DoctorCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Diagnosis diagnosis = new Doctor(environment).examine();
    var out = spec.commandLine().getOut();
    if (json) {
      JsonReport.document(out, writing -> DoctorReport.json(diagnosis, writing));
    } else {
      DoctorReport.table(diagnosis, this::isShown, out, spec.commandLine().getColorScheme());
    }
    return (diagnosis.healthy() ? Exit.OK : Exit.PROBLEMS).code();
  }

  private boolean isShown(ConfigurationReport.Shown setting) {
    return all || setting.source() != null;
  }
}
