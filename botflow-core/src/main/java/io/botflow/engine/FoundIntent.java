package io.botflow.engine;

import org.jspecify.annotations.Nullable;

/** What the classifier said, in a form that the journal can keep; no name where it is none. */
record FoundIntent(String name, double confidence, @Nullable String problem) {
  static final FoundIntent NONE = new FoundIntent("", 0, null);

  static FoundIntent failed(String why) {
    return new FoundIntent("", 0, why);
  }
}
