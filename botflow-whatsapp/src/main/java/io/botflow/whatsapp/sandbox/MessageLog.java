package io.botflow.whatsapp.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The accepted messages of a sandbox, and how often each was accepted. Guarded by its monitor. */
final class MessageLog {
  private final SandboxBounds bounds;
  private final Deque<SandboxMessage> kept = new ArrayDeque<>();
  private final Map<String, Integer> byCallbackData = new HashMap<>();
  private final Deque<String> callbackDataByAge = new ArrayDeque<>();
  private final Map<Integer, Long> refusedByCode = new TreeMap<>();
  private long accepted;
  private long doubled;

  MessageLog(SandboxBounds bounds) {
    this.bounds = bounds;
  }

  synchronized void accepted(SandboxMessage message) {
    accepted++;
    kept.addLast(message);
    if (kept.size() > bounds.messages()) {
      kept.removeFirst();
    }
    String data = message.callbackData();
    if (data == null) {
      return;
    }
    if (byCallbackData.merge(data, 1, Integer::sum) > 1) {
      doubled++;
      return;
    }
    callbackDataByAge.addLast(data);
    if (callbackDataByAge.size() > bounds.callbackIds()) {
      byCallbackData.remove(callbackDataByAge.removeFirst());
    }
  }

  synchronized void refused(int code) {
    refusedByCode.merge(code, 1L, Long::sum);
  }

  synchronized List<SandboxMessage> after(long sequence) {
    List<SandboxMessage> found = new ArrayList<>();
    for (SandboxMessage message : kept) {
      if (message.sequence() > sequence) {
        found.add(message);
      }
    }
    return found;
  }

  synchronized int acceptedWith(String callbackData) {
    return byCallbackData.getOrDefault(callbackData, 0);
  }

  synchronized Map<String, Integer> doubles() {
    Map<String, Integer> found = new TreeMap<>();
    if (doubled > 0) {
      byCallbackData.forEach(
          (data, count) -> {
            if (count > 1) {
              found.put(data, count);
            }
          });
    }
    return found;
  }

  synchronized long acceptedCount() {
    return accepted;
  }

  synchronized long doubledCount() {
    return doubled;
  }

  synchronized Map<Integer, Long> refusedByCode() {
    return new TreeMap<>(refusedByCode);
  }
}
