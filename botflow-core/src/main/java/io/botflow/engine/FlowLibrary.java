package io.botflow.engine;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Compiled flows by name; answers from memory most of the time. Thread-safe. */
public interface FlowLibrary {
  /** No other flows. */
  FlowLibrary EMPTY =
      new FlowLibrary() {
        @Override
        public @Nullable CompiledFlow version(UUID organization, String version) {
          return null;
        }

        @Override
        public @Nullable CompiledFlow flow(UUID organization, String flowId) {
          return null;
        }
      };

  /** One version, for sessions that began on it; null where it is gone or no longer compiles. */
  @Nullable CompiledFlow version(UUID organization, String version);

  /** What is published under a flow id; null where nothing is. */
  @Nullable CompiledFlow flow(UUID organization, String flowId);
}
