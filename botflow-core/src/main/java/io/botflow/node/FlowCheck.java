package io.botflow.node;

import io.botflow.flow.ProblemCode;
import io.botflow.message.ChannelLimits;
import org.jspecify.annotations.Nullable;

/** What a node type can look at, and report to, while its config is checked. */
public interface FlowCheck {

  /** What the channel can show. */
  ChannelLimits limits();

  /** Whether another flow with this id can be called; null where nobody can tell yet. */
  @Nullable Boolean knowsFlow(String id);

  /** Whether a credential of this name is stored; null where nobody can tell yet. */
  default @Nullable Boolean knowsCredential(String name) {
    return null;
  }

  /** Whether the host has a language model of this name; null where nobody can tell yet. */
  default @Nullable Boolean knowsModel(String name) {
    return null;
  }

  /** Whether a team of this name takes conversations; null where nobody can tell yet. */
  default @Nullable Boolean knowsTeam(String name) {
    return null;
  }

  /** Whether the flow has an enabled node of this id and type. */
  default boolean knowsNode(String id, String type) {
    return true;
  }

  /** Whether a variable belongs to the contact and stays after the conversation. */
  default boolean isOfContact(String variable) {
    return false;
  }

  /** Whether the flow declares an intent. */
  boolean knowsIntent(String name);

  /**
   * Reports a problem.
   *
   * @param within the JSON pointer of the place within the config, for example {@code
   *     /input/options/0}
   * @param text what is wrong and what to do
   */
  void report(ProblemCode code, String within, String text);
}
