package io.botflow.node;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A comment on the canvas; no turn ever comes here. */
public final class NoteNode implements NodeType<NoteNode.Config> {

  /** The settings. */
  public record Config(@Setting(value = "Note", multiline = true) @Nullable String text) {}

  @Override
  public String name() {
    return "note";
  }

  @Override
  public NodeCard card() {
    return new NodeCard(
        "Note",
        NodeCard.Category.OTHER,
        "Words for authors on the canvas; conversations never come here.");
  }

  @Override
  public Class<Config> config() {
    return Config.class;
  }

  @Override
  public List<Port> ports(Config config) {
    return List.of();
  }

  @Override
  public Outcome enter(Config config, TurnContext turn) {
    return new Outcome.End(false);
  }
}
