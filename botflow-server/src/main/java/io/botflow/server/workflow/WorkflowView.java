package io.botflow.server.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A workflow with its draft; see {@link WorkflowSummary}.
 *
 * @param document the draft: a React Flow document
 * @param problems what is wrong with the draft
 * @param ports the ways out of its nodes, see {@link WorkflowFindings}
 */
record WorkflowView(
    UUID id,
    UUID botId,
    String flowId,
    String name,
    boolean main,
    long revision,
    boolean changed,
    @Nullable WorkflowVersion published,
    JsonNode document,
    List<WorkflowProblem> problems,
    Map<String, List<NodePort>> ports,
    Instant createdAt,
    Instant updatedAt) {
  WorkflowView {
    problems = List.copyOf(problems);
    ports = Collections.unmodifiableMap(new TreeMap<>(ports));
  }
}
