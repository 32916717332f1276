package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.whatsapp.sandbox.SandboxAttempt;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Who agreed to offers and who stopped them, kept apart from the bot, and every offer judged by it.
 */
final class ConsentLedger {
  private final Set<String> agreed = new HashSet<>();
  private final Set<String> stopped = new HashSet<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private int offers;

  synchronized void agrees(String person) {
    agreed.add(person);
    stopped.remove(person);
  }

  synchronized void stops(String person) {
    stopped.add(person);
  }

  synchronized void resumes(String person) {
    stopped.remove(person);
  }

  synchronized boolean isStopped(String person) {
    return stopped.contains(person);
  }

  /** Every request that reached the network counts, also one that it refused. */
  synchronized void judge(SandboxAttempt attempt) {
    JsonNode body = attempt.body();
    if (body.path("template").path("name").asText().equals("offer")) {
      offers++;
      String person = body.path("to").asText().replace("+", "");
      if (!agreed.contains(person) || stopped.contains(person)) {
        violations.add("an offer to " + person);
      }
    }
  }

  List<String> violations() {
    return violations;
  }

  synchronized int offers() {
    return offers;
  }
}
