package io.botflow.server.health;

import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether new work should be sent to this process. Thread-safe. */
public final class Readiness {
  private final List<Check> checks;
  private volatile boolean stopping;

  @Inject
  Readiness(Set<Check> checks) {
    this.checks = checks.stream().sorted(Comparator.comparing(Check::name)).toList();
  }

  /** From now on the answer is no: the process ends what it has begun. */
  public void stopping() {
    stopping = true;
  }

  /** Each check by name, and whether it works. */
  Map<String, Boolean> look() {
    Map<String, Boolean> found = new LinkedHashMap<>();
    found.put("running", !stopping);
    checks.forEach(check -> found.put(check.name(), check.works()));
    return found;
  }
}
