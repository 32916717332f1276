package io.botflow.spi;

import io.botflow.flow.Flow;
import java.util.Objects;

/**
 * A published flow. Its version never changes its content, so a compiled form may be kept for ever.
 *
 * @param version unique over all flows and organisations
 */
public record FlowVersion(String version, Flow flow) {
  public FlowVersion {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(flow, "flow");
  }
}
