package io.botflow.server.doctor;

import io.botflow.server.config.ConfigurationReport;
import io.botflow.server.config.ServerConfig;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Examines the surroundings of a server with these settings, whether one runs or not. */
public final class Doctor {
  private final Map<String, String> environment;

  /** A doctor for a server with this environment. */
  public Doctor(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Looks at everything, and changes nothing. Takes as long as what does not answer. */
  public Diagnosis examine() {
    ConfigurationReport report = ServerConfig.examine(environment);
    List<Finding> findings = new ArrayList<>();
    for (String problem : report.problems()) {
      findings.add(
          Finding.failed("settings", problem, "Mend it; docs/configuration.md lists every key."));
    }
    ServerConfig config = report.config();
    if (config != null) {
      findings.add(Finding.ok("settings", "They can be used."));
      for (Examination examination : examinations()) {
        findings.addAll(examination.examine(config));
      }
    }
    return new Diagnosis(report.settings(), findings);
  }

  /** All that is looked at, in the order in which it is mended. */
  private List<Examination> examinations() {
    HttpProbe probe = new HttpProbe();
    return List.of(
        new FileExamination(environment),
        new DiskExamination(DiskExamination::usable),
        new DatabaseExamination(InstantSource.system()),
        new WhatsAppExamination(probe),
        new AccountExamination(InstantSource.system()),
        new ModelExamination(probe),
        new MailExamination());
  }
}
