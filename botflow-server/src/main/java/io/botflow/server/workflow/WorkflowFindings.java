package io.botflow.server.workflow;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What there is to say about a document.
 *
 * @param problems in the order in which they were found
 * @param ports the ways out of its nodes, by id; without those of unknown types and of nodes whose
 *     settings cannot be read
 */
record WorkflowFindings(
    int errors, int warnings, List<WorkflowProblem> problems, Map<String, List<NodePort>> ports) {
  WorkflowFindings {
    problems = List.copyOf(problems);
    ports = Collections.unmodifiableMap(new TreeMap<>(ports));
  }

  static WorkflowFindings of(List<WorkflowProblem> problems, Map<String, List<NodePort>> ports) {
    int errors = (int) problems.stream().filter(WorkflowProblem::isError).count();
    return new WorkflowFindings(errors, problems.size() - errors, problems, ports);
  }
}
