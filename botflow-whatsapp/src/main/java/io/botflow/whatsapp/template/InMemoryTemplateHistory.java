package io.botflow.whatsapp.template;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A history that ends with the process. Guarded by its monitor. */
public final class InMemoryTemplateHistory implements TemplateHistory {
  private final Map<String, Deque<Act>> byAccount = new HashMap<>();

  @Override
  public synchronized void add(Act act) {
    Deque<Act> acts = byAccount.computeIfAbsent(act.account(), key -> new ArrayDeque<>());
    Instant oldest = act.at().minus(TemplateLimits.EDIT_PERIOD);
    while (!acts.isEmpty() && acts.getFirst().at().isBefore(oldest)) {
      acts.removeFirst();
    }
    acts.addLast(act);
  }

  @Override
  public synchronized List<Act> since(String account, Kind kind, Instant moment) {
    return byAccount.getOrDefault(account, new ArrayDeque<>()).stream()
        .filter(act -> act.kind() == kind && !act.at().isBefore(moment))
        .toList();
  }
}
