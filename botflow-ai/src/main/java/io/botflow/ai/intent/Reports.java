package io.botflow.ai.intent;

import io.botflow.ai.intent.TrainingReport.Confusion;
import io.botflow.ai.intent.TrainingReport.Shared;
import io.botflow.ai.intent.TrainingReport.Weak;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes training reports. */
final class Reports {
  private static final int MOST_CONFUSIONS = 20;

  private Reports() {}

  static TrainingReport of(
      Map<String, List<String>> examples,
      List<String> names,
      int[] truth,
      List<HeldOut> heldOut,
      Blend blend) {
    long right = heldOut.stream().filter(text -> text.right(blend)).count();
    return new TrainingReport(
        names.size(),
        truth.length,
        heldOut.isEmpty() ? null : (double) right / heldOut.size(),
        weak(names, truth, heldOut, blend),
        confusions(names, heldOut, blend),
        shared(examples));
  }

  private static List<Weak> weak(
      List<String> names, int[] truth, List<HeldOut> heldOut, Blend blend) {
    int[] examples = new int[names.size()];
    int[] tried = new int[names.size()];
    int[] found = new int[names.size()];
    for (int intent : truth) {
      examples[intent]++;
    }
    for (HeldOut text : heldOut) {
      tried[text.intent()]++;
      found[text.intent()] += text.right(blend) ? 1 : 0;
    }
    List<Weak> weak = new ArrayList<>();
    for (int k = 0; k < examples.length; k++) {
      double part = tried[k] == 0 ? 0 : (double) found[k] / tried[k];
      if (examples[k] < TrainingReport.FEW_EXAMPLES || part < TrainingReport.LITTLE_FOUND) {
        weak.add(new Weak(names.get(k), examples[k], part));
      }
    }
    weak.sort(Comparator.comparingDouble(Weak::found).thenComparingInt(Weak::examples));
    return weak;
  }

  private static List<Confusion> confusions(
      List<String> names, List<HeldOut> heldOut, Blend blend) {
    Map<String, Map<String, Integer>> times = new TreeMap<>();
    for (HeldOut text : heldOut) {
      if (!text.right(blend)) {
        times
            .computeIfAbsent(names.get(text.intent()), intent -> new TreeMap<>())
            .merge(names.get(text.takenFor(blend)), 1, Integer::sum);
      }
    }
    List<Confusion> confusions = new ArrayList<>();
    times.forEach(
        (intent, others) ->
            others.forEach((other, count) -> confusions.add(new Confusion(intent, other, count))));
    confusions.sort(Comparator.comparingInt(Confusion::times).reversed());
    return confusions.subList(0, Math.min(MOST_CONFUSIONS, confusions.size()));
  }

  private static List<Shared> shared(Map<String, List<String>> examples) {
    Map<String, String> written = new LinkedHashMap<>();
    Map<String, TreeSet<String>> intents = new LinkedHashMap<>();
    examples.forEach(
        (intent, texts) -> {
          for (String text : texts) {
            String plain = String.join(" ", Ngrams.tokens(text));
            if (!plain.isEmpty()) {
              written.putIfAbsent(plain, text);
              intents.computeIfAbsent(plain, key -> new TreeSet<>()).add(intent);
            }
          }
        });
    List<Shared> shared = new ArrayList<>();
    written.forEach(
        (plain, text) -> {
          TreeSet<String> in = intents.getOrDefault(plain, new TreeSet<>());
          if (in.size() > 1) {
            shared.add(new Shared(text, List.copyOf(in)));
          }
        });
    return shared;
  }
}
