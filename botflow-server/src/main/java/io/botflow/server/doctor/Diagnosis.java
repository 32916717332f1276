package io.botflow.server.doctor;

import io.botflow.server.config.ConfigurationReport;
import java.util.List;

/**
 * What {@link Doctor} found.
 *
 * @param settings what is set, without secrets
 */
public record Diagnosis(List<ConfigurationReport.Shown> settings, List<Finding> findings) {
  /** Copies the lists. */
  public Diagnosis {
    settings = List.copyOf(settings);
    findings = List.copyOf(findings);
  }

  /** How many findings stand so. */
  public long count(Finding.State state) {
    return findings.stream().filter(finding -> finding.state() == state).count();
  }

  /** Whether the server would work. */
  public boolean healthy() {
    return count(Finding.State.FAILED) == 0;
  }
}
