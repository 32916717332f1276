package io.botflow.engine;

import io.botflow.flow.Flow;
import io.botflow.flow.Node;
import io.botflow.flow.Settings;
import io.botflow.message.ChannelLimits;
import io.botflow.node.NodeTypes;
import io.botflow.spi.FlowVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The only thing that runs: a flow whose every expression is compiled and every edge leads
 * somewhere. Immutable and thread-safe.
 */
public final class CompiledFlow {
  private final FlowVersion version;
  private final Map<String, Step<?>> steps;
  private final List<Entry> entries;
  private final Names names;
  private final OptOut optOut;
  private final Map<String, String> languages;
  private final boolean remembers;
  private final boolean interruptible;

  CompiledFlow(
      FlowVersion version,
      Map<String, Step<?>> steps,
      List<Entry> entries,
      Names names,
      Map<String, String> languages,
      boolean remembers) {
    this.version = version;
    this.steps = Map.copyOf(steps);
    this.entries = List.copyOf(entries);
    this.names = names;
    this.optOut = new OptOut(version.flow());
    this.languages = Map.copyOf(languages);
    this.remembers = remembers;
    this.interruptible = entries.stream().anyMatch(entry -> entry.config().interrupt());
  }

  /**
   * Compiles and analyses a flow.
   *
   * @param limits what the channel that it is meant for can show
   * @param known what is there outside the flow; null where nobody can tell yet
   */
  public static Compilation compile(
      FlowVersion version, NodeTypes types, ChannelLimits limits, @Nullable Known known) {
    return new FlowCompiler(version, types, limits, known == null ? Known.NOTHING : known)
        .compile();
  }

  /** The flow's id. */
  public String id() {
    return version.flow().id();
  }

  /** The published version. */
  public String version() {
    return version.version();
  }

  /** As authored. */
  public Flow flow() {
    return version.flow();
  }

  /**
   * Every way out that a conversation can take, node by node as in the document; an option that is
   * not drawn leaves by the usual way and is no way out of its own.
   */
  public List<Exit> exits() {
    List<Exit> exits = new ArrayList<>();
    for (Node node : flow().nodes()) {
      Step<?> step = steps.get(node.id());
      if (step != null) {
        for (String port : step.ports()) {
          Step<?> target = step.target(port);
          if (target != null || !step.isOption(port)) {
            exits.add(new Exit(node.id(), port, target == null ? null : target.id()));
          }
        }
      }
    }
    return exits;
  }

  /** Every place that sends an approved template: the flow's settings, then its nodes in order. */
  public List<TemplateUse> templates() {
    Set<String> spoken = ApprovedTemplates.languages(flow());
    Settings.DefaultTemplate byDefault = settings().defaultTemplate();
    Stream<@Nullable TemplateUse> uses =
        flow().nodes().stream().map(node -> TemplateUse.of(steps.get(node.id()), spoken));
    return Stream.concat(
            byDefault == null ? Stream.empty() : Stream.of(TemplateUse.of(byDefault, spoken)),
            uses.filter(Objects::nonNull))
        .toList();
  }

  /**
   * A way out of a node.
   *
   * @param target the node that its edge leads to, or null where none is drawn
   */
  public record Exit(String node, String port, @Nullable String target) {}

  Settings settings() {
    return version.flow().settings();
  }

  @Nullable Step<?> step(String id) {
    return steps.get(id);
  }

  /** The settings of a step in a language, where they are of this type; else null. */
  <C> @Nullable C settings(String id, String language, Class<C> type) {
    Step<?> step = step(id);
    return step == null ? null : step.settings(language, type);
  }

  /** Whether something is drawn at a way out of a step. */
  boolean leads(String id, String port) {
    Step<?> step = step(id);
    return step != null && step.target(port) != null;
  }

  List<Entry> entries() {
    return entries;
  }

  Names names() {
    return names;
  }

  OptOut optOut() {
    return optOut;
  }

  /** Whether a model may want to know what was said. */
  boolean remembers() {
    return remembers;
  }

  /** Whether it has nodes that ask a language model. */
  public boolean asksModel() {
    return remembers;
  }

  /** Whether a trigger may take a running conversation over. */
  boolean interruptible() {
    return interruptible;
  }

  /**
   * The flow's own language that serves a contact's best: the same, else the same without region.
   */
  public String language(@Nullable String wanted) {
    if (wanted == null || languages.isEmpty()) {
      return flow().language();
    }
    String exact = languages.get(wanted.toLowerCase(Locale.ROOT));
    if (exact != null) {
      return exact;
    }
    int region = wanted.indexOf('-');
    String plain = region < 0 ? wanted : wanted.substring(0, region);
    return languages.getOrDefault(plain.toLowerCase(Locale.ROOT), flow().language());
  }

  /** How long free text waits for the rest of its burst. */
  Duration joinWindow(boolean handsToModel) {
    Duration own = settings().joinWindow();
    if (own != null) {
      return own;
    }
    return handsToModel ? FREE_TEXT_WINDOW : Duration.ZERO;
  }

  private static final Duration FREE_TEXT_WINDOW = Duration.ofSeconds(1);

  /** The names that a flow's variables have. */
  record Names(Set<String> contact, Set<String> moments) {
    Names {
      contact = Set.copyOf(contact);
      moments = Set.copyOf(moments);
    }
  }
}
