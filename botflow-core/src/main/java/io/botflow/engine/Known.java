package io.botflow.engine;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the host can tell about things outside the flow that it names. A part that is null means
 * that nobody can tell yet; names of that kind are then taken as they are.
 *
 * @param flows ids of flows that can be called
 * @param credentials names of stored credentials
 * @param models names of language models
 * @param teams names of teams that take conversations
 * @param templates what stands against sending an approved template in this way, in words; empty
 *     where nothing does
 */
public record Known(
    @Nullable Predicate<String> flows,
    @Nullable Predicate<String> credentials,
    @Nullable Predicate<String> models,
    @Nullable Predicate<String> teams,
    @Nullable Function<TemplateUse, List<String>> templates) {
  /** Nothing is known. */
  public static final Known NOTHING = new Known(null, null, null, null, null);

  /** Only the flows are known. */
  public static Known flows(Predicate<String> flows) {
    return new Known(flows, null, null, null, null);
  }

  /** The same, and the approved templates are known as well. */
  public Known withTemplates(Function<TemplateUse, List<String>> answer) {
    return new Known(flows, credentials, models, teams, answer);
  }
}
