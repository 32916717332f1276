package io.botflow.runtime;

import io.botflow.engine.Compilation;
import io.botflow.engine.CompiledFlow;
import io.botflow.engine.FlowLibrary;
import io.botflow.flow.Severity;
import io.botflow.message.ChannelLimits;
import io.botflow.node.NodeTypes;
import io.botflow.spi.FlowSource;
import io.botflow.spi.FlowVersion;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flows of a source, each compiled once. A version never changes its content, so what is compiled
 * stays right; of many versions those that were used last are kept. Thread-safe.
 */
public final class CompiledFlows implements FlowLibrary {
  /** Versions that are kept; a compiled flow takes some hundred kilobytes at most. */
  public static final int DEFAULT_KEPT = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(CompiledFlows.class);

  private final FlowSource source;
  private final NodeTypes types;
  private final ChannelLimits limits;
  private final int kept;
  private final Map<String, Entry> byVersion = new ConcurrentHashMap<>();
  private final AtomicLong uses = new AtomicLong();

  /**
   * Flows of a source.
   *
   * @param limits what a flow is checked against before it runs
   * @param kept how many versions are kept
   */
  public CompiledFlows(FlowSource source, NodeTypes types, ChannelLimits limits, int kept) {
    this.source = Objects.requireNonNull(source, "source");
    this.types = Objects.requireNonNull(types, "types");
    this.limits = Objects.requireNonNull(limits, "limits");
    if (kept < 1) {
      throw new IllegalArgumentException("kept must be at least 1, not " + kept);
    }
    this.kept = kept;
  }

  /** A version, compiled or refused, and when it was last used. */
  private static final class Entry {
    private final Optional<CompiledFlow> flow;
    private volatile long used;

    private Entry(Optional<CompiledFlow> flow) {
      this.flow = flow;
    }
  }

  @Override
  public @Nullable CompiledFlow version(UUID organization, String version) {
    Entry entry = byVersion.get(version);
    if (entry != null) {
      return used(entry);
    }
    FlowVersion found = source.version(organization, version);
    return found == null ? null : compiled(found);
  }

  @Override
  public @Nullable CompiledFlow flow(UUID organization, String flowId) {
    FlowVersion found = source.flow(organization, flowId);
    return found == null ? null : compiled(found);
  }

  /** A version in its runnable form; null where it has errors. */
  @Nullable CompiledFlow compiled(FlowVersion version) {
    Entry entry = byVersion.get(version.version());
    if (entry == null) {
      entry = byVersion.computeIfAbsent(version.version(), ignored -> compile(version));
      forgetOldest();
    }
    return used(entry);
  }

  private @Nullable CompiledFlow used(Entry entry) {
    entry.used = uses.incrementAndGet();
    return entry.flow.orElse(null);
  }

  private Entry compile(FlowVersion version) {
    return switch (CompiledFlow.compile(version, types, limits, null)) {
      case Compilation.Ready ready -> new Entry(Optional.of(ready.flow()));
      case Compilation.Refused refused -> {
        LOG.error(
            "Flow version {} of flow {} does not compile: {}",
            version.version(),
            version.flow().id(),
            refused.problems().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(problem -> problem.code().code() + " " + problem.pointer())
                .toList());
        yield new Entry(Optional.empty());
      }
    };
  }

  private void forgetOldest() {
    while (byVersion.size() > kept) {
      byVersion.entrySet().stream()
          .min((a, b) -> Long.compare(a.getValue().used, b.getValue().used))
          .ifPresent(oldest -> byVersion.remove(oldest.getKey(), oldest.getValue()));
    }
  }
}
