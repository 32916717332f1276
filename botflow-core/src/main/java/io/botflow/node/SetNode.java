package io.botflow.node;

import io.botflow.event.Event;
import io.botflow.expression.Expression;
import io.botflow.expression.Expressions;
import io.botflow.expression.Template;
import io.botflow.flow.ProblemCode;
import io.botflow.flow.VariableType;
import io.botflow.message.Consent;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fills variables, and what is kept about the contact, without saying anything. */
public final class SetNode implements NodeType<SetNode.Config> {

  /** The settings. */
  public record Config(
      @Setting("Assignments") List<Assignment> assignments,
      @Setting(value = "Contact's name") @Nullable Expression contactName,
      @Setting(value = "Contact's language") @Nullable Expression contactLanguage,
      @Setting("Tags to put on") List<String> addTags,
      @Setting("Tags to take off") List<String> removeTags,
      @Setting("What the customer says about offers") @Nullable Offers offers) {
    public Config {
      assignments = assignments == null ? List.of() : List.copyOf(assignments);
      addTags = addTags == null ? List.of() : List.copyOf(addTags);
      removeTags = removeTags == null ? List.of() : List.copyOf(removeTags);
    }
  }

  /**
   * What the customer agreed to or stopped in this conversation.
   *
   * @param agreed whether offers are welcome
   * @param evidence what shows it: the question as it was asked and the answer
   */
  public record Offers(
      @Setting("Offers are welcome") boolean agreed,
      @Setting(value = "Evidence", multiline = true) Template evidence) {}

  /** One variable and what it becomes. */
  public record Assignment(
      @Setting(value = "Variable", holds = "variable") String variable,
      @Setting("Value") Expression value) {}

  @Override
  public String name() {
    return "set";
  }

  @Override
  public NodeCard card() {
    return new NodeCard(
        "Set", NodeCard.Category.LOGIC, "Fills variables and puts tags on the customer.");
  }

  @Override
  public Class<Config> config() {
    return Config.class;
  }

  @Override
  public Map<String, VariableType> fills(Config config) {
    Map<String, VariableType> fills = new LinkedHashMap<>();
    config.assignments().forEach(a -> fills.put(a.variable(), VariableType.ANY));
    return fills;
  }

  @Override
  public void check(Config config, FlowCheck check) {
    if (config.offers() != null && config.offers().evidence().source().isBlank()) {
      check.report(
          ProblemCode.MISSING_VALUE,
          "/offers/evidence",
          "Write what shows it: the question as it was asked and the answer.");
    }
    for (int i = 0; i < config.assignments().size(); i++) {
      if (!Expressions.isName(config.assignments().get(i).variable())) {
        check.report(
            ProblemCode.BAD_VALUE,
            "/assignments/" + i + "/variable",
            "A variable's name has letters, digits and underscores and does not begin with a"
                + " digit.");
      }
    }
  }

  @Override
  public Outcome enter(Config config, TurnContext turn) {
    for (Assignment assignment : config.assignments()) {
      turn.set(assignment.variable(), turn.evaluate(assignment.value()));
    }
    if (config.contactName() != null
        && turn.evaluate(config.contactName()) instanceof String name
        && !name.isBlank()) {
      turn.change(turn.contact().withName(name));
    }
    if (config.contactLanguage() != null
        && turn.evaluate(config.contactLanguage()) instanceof String language
        && !language.isBlank()) {
      turn.change(turn.contact().withLanguage(language));
    }
    if (config.offers() != null) {
      record(config.offers(), turn);
    }
    if (!config.addTags().isEmpty() || !config.removeTags().isEmpty()) {
      tag(config, turn);
    }
    return Outcome.NEXT;
  }

  private static void record(Offers offers, TurnContext turn) {
    String evidence = turn.render(offers.evidence()).strip();
    if (evidence.isEmpty()) {
      return;
    }
    turn.consent(
        offers.agreed() ? Consent.Kind.GIVEN : Consent.Kind.WITHDRAWN,
        evidence.substring(0, Math.min(evidence.length(), Consent.MAX_EVIDENCE)));
  }

  private static void tag(Config config, TurnContext turn) {
    Set<String> tags = new HashSet<>(turn.contact().tags());
    for (String tag : config.addTags()) {
      if (tags.add(tag)) {
        turn.record(new Event.Tagged(turn.node(), tag, true));
      }
    }
    for (String tag : config.removeTags()) {
      if (tags.remove(tag)) {
        turn.record(new Event.Tagged(turn.node(), tag, false));
      }
    }
    turn.change(turn.contact().withTags(tags));
  }
}
