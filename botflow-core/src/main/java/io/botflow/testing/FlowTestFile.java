package io.botflow.testing;

import io.botflow.conversation.Contact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of flow tests as written.
 *
 * @param flow the flow's path, relative to the file; null for its sibling of the same name
 * @param flowLine where the file names it, from 1
 * @param flows the paths of the flows that it calls
 */
record FlowTestFile(@Nullable String flow, int flowLine, List<String> flows, List<Case> cases) {
  FlowTestFile {
    flows = List.copyOf(flows);
    cases = List.copyOf(cases);
  }

  /**
   * One conversation.
   *
   * @param line where it stands, from 1
   * @param plainText whether the channel has neither buttons nor lists
   */
  record Case(
      String name,
      int line,
      Stubs stubs,
      Contact contact,
      Instant now,
      boolean plainText,
      List<TestStep> steps) {
    Case {
      steps = List.copyOf(steps);
    }
  }
}
