package io.botflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.flow.ProblemCode;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds what looks like a password or key in a flow: everybody who may read it can read those. */
final class Secrets {
  /** Keys of well-known services by their fixed beginnings, private keys, and tokens (RFC 7519). */
  private static final Pattern KEY =
      Pattern.compile(
          "\\bsk-[A-Za-z0-9_-]{16,}|\\bAKIA[0-9A-Z]{16}\\b|\\bgh[pousr]_[A-Za-z0-9]{30,}"
              + "|\\bxox[abprs]-[A-Za-z0-9-]{10,}|\\bEAA[A-Za-z0-9]{40,}|\\bAIza[A-Za-z0-9_-]{30,}"
              + "|\\bsk_live_[A-Za-z0-9]{10,}|-----BEGIN [A-Z ]*PRIVATE KEY-----"
              + "|\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}"
              + "|(?i)\\b(?:bearer|basic)\\s+[A-Za-z0-9+/=._~-]{12,}|://[^/\\s:@{}]+:[^/\\s@{}]+@");

  private static final Pattern TELLING =
      Pattern.compile(
          "authorization|.*(?:api_?key|password|passwd|secret|access_?token|auth_?token).*|token");

  /** Shorter ones are words. */
  private static final int MIN_LENGTH = 8;

  private final FlowGraph graph;
  private final FlowAnalysis.Findings findings;

  Secrets(FlowGraph graph, FlowAnalysis.Findings findings) {
    this.graph = graph;
    this.findings = findings;
  }

  void run() {
    for (int i = 0; i < graph.size(); i++) {
      look(i, "", "", graph.node(i).config());
    }
  }

  private void look(int node, String at, String name, JsonNode value) {
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              member ->
                  look(
                      node,
                      at + "/" + member.getKey().replace("~", "~0").replace("/", "~1"),
                      member.getKey(),
                      member.getValue()));
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        look(node, at + "/" + i, name, value.get(i));
      }
    } else if (value.isTextual() && isSecret(name, value.textValue())) {
      findings.config(
          ProblemCode.SECRET_IN_FLOW,
          node,
          at,
          "Keep this secret as a credential; everybody who may read the flow can read it.");
    }
  }

  static boolean isSecret(String name, String text) {
    if (text.length() < MIN_LENGTH) {
      return false;
    }
    String plain = name.toLowerCase(Locale.ROOT).replace('-', '_');
    boolean literal = text.indexOf(' ') < 0 && !text.contains("{{");
    return (literal && TELLING.matcher(plain).matches()) || KEY.matcher(text).find();
  }
}
