package io.botflow.flow;

import static io.botflow.flow.Severity.ERROR;
import static io.botflow.flow.Severity.WARNING;

/**
 * Every problem that reading or analysing a flow can find. A code never changes its meaning; each
 * has a page in {@code docs/problems.md}.
 */
public enum ProblemCode {
  UNREADABLE(101, ERROR, "The document cannot be read"),
  LIMIT(102, ERROR, "A limit of the flow document is passed"),
  UNKNOWN_TYPE(103, ERROR, "Unknown node type"),
  BAD_CONFIG(104, ERROR, "A node's settings cannot be read"),
  DUPLICATE_ID(105, ERROR, "Two nodes or edges have the same id"),
  DANGLING_EDGE(106, ERROR, "An edge leads from or to a node that is not there"),
  UNKNOWN_PORT(107, ERROR, "An edge leaves by a port that the node does not have"),
  PORT_TAKEN(108, ERROR, "Two edges leave by the same port"),
  NO_TRIGGER(109, ERROR, "No trigger starts the flow"),
  UNREACHABLE(110, ERROR, "No path from a trigger leads to the node"),
  PORT_UNWIRED(111, ERROR, "A port that the flow needs leads nowhere"),
  CYCLE_WITHOUT_WAIT(112, ERROR, "The flow goes round without ever waiting"),
  BAD_EXPRESSION(113, ERROR, "An expression cannot be understood"),
  UNKNOWN_NAME(114, ERROR, "An expression names something that does not exist"),
  TEMPLATE_PARAMETERS(115, ERROR, "The approved template and its values do not match"),
  CHANNEL_LIMIT(116, ERROR, "The message is longer than the channel allows"),
  UNKNOWN_REFERENCE(117, ERROR, "A credential, flow, model, intent or team that does not exist"),
  MISSING_VALUE(118, ERROR, "A setting that the node needs is empty"),
  BAD_VALUE(119, ERROR, "A setting has a value that the node cannot use"),
  MAYBE_UNSET(201, WARNING, "A variable may be empty when it is read"),
  NEVER_READ(202, WARNING, "A variable is filled and never read"),
  NEVER_MATCHES(203, WARNING, "A branch can never be taken"),
  WINDOW_MAY_CLOSE(204, WARNING, "A free message may come after the 24-hour service window"),
  NO_HANDOFF(205, WARNING, "No path leads to a person"),
  NO_ERROR_PORT(206, WARNING, "A call to the outside has no error port"),
  MISSING_TRANSLATION(207, WARNING, "A text is missing in one of the flow's languages"),
  SECRET_IN_FLOW(208, WARNING, "A secret stands in the flow"),
  UNKNOWN_SETTING(209, WARNING, "A setting that the node type does not know"),
  MENU_AS_TEXT(210, WARNING, "A menu has more options than the channel can list");

  private final int number;
  private final Severity severity;
  private final String title;

  ProblemCode(int number, Severity severity, String title) {
    this.number = number;
    this.severity = severity;
    this.title = title;
  }

  /** The stable code, for example {@code BF101}. */
  public String code() {
    return "BF" + number;
  }

  /** How much it usually matters. */
  public Severity severity() {
    return severity;
  }

  /** What it is, in one line. */
  public String title() {
    return title;
  }
}
