package io.botflow.engine;

import io.botflow.node.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The words by which a customer says that no more messages are wanted. Only a message that is the
 * word alone counts: "please stop by at five" does not.
 */
final class OptOut {
  /** STOP as carriers know it, and the words of the dashboard's languages. */
  private static final List<String> STANDARD =
      List.of("stop", "stop all", "stopall", "unsubscribe", "opt out", "optout");

  private static final List<String> AGAIN = List.of("start", "unstop", "subscribe", "opt in");

  private final Set<String> out;
  private final Set<String> in;
  private final int longest;

  OptOut(List<String> own) {
    Set<String> words = new HashSet<>(STANDARD);
    own.forEach(word -> words.add(Words.plain(word)));
    out = Set.copyOf(words);
    in = Set.copyOf(AGAIN);
    int length = 0;
    for (String word : words) {
      length = Math.max(length, word.length());
    }
    for (String word : AGAIN) {
      length = Math.max(length, word.length());
    }
    longest = length + 4;
  }

  boolean says(String text) {
    return text.length() <= longest && !text.isEmpty() && out.contains(Words.plain(text));
  }

  boolean saysAgain(String text) {
    return text.length() <= longest && !text.isEmpty() && in.contains(Words.plain(text));
  }
}
