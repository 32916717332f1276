package io.botflow.ai.intent;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The pieces of a text that say what it means in any language and in spite of typing mistakes:
 * words and pairs of words, and runs of two to five characters within a word, its ends included.
 * Each is a hash of 32 bits, sorted; with some 100,000 different ones in a model, one in 40,000 is
 * taken for another. Letters lose their case and marks, digits are all the same.
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk; never compared or shown.
record Ngrams(int[] words, int[] characters) {
  private static final int SHORTEST = 2;
  private static final int LONGEST = 5;
  private static final char EDGE = ' ';

  static Ngrams of(String text) {
    List<String> tokens = tokens(text.substring(0, Math.min(text.length(), IntentModel.MAX_TEXT)));
    var words = new Hashes(tokens.size() * 2 + 1);
    var characters = new Hashes(4 * tokens.size() * (LONGEST - SHORTEST + 1) + 16);
    int before = hash(0, "");
    for (String token : tokens) {
      int word = hash(0, token);
      words.add(word);
      words.add(mixed(before * 31 + word));
      before = word;
      addCharacters(characters, EDGE + token + EDGE);
    }
    if (!tokens.isEmpty()) {
      words.add(mixed(before * 31 + hash(0, "")));
    }
    return new Ngrams(words.sorted(), characters.sorted());
  }

  private static void addCharacters(Hashes characters, String word) {
    for (int from = 0; from < word.length(); from++) {
      int hash = 7;
      for (int to = from; to < word.length() && to - from < LONGEST; to++) {
        hash = 31 * hash + word.charAt(to) * 0x9E3779B1;
        if (to - from + 1 >= SHORTEST) {
          characters.add(mixed(hash + to - from));
        }
      }
    }
  }

  /** The words of a text in plain form; everything that is no letter, mark or digit parts them. */
  static List<String> tokens(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    List<String> tokens = new ArrayList<>();
    var token = new StringBuilder();
    plain
        .codePoints()
        .forEach(
            point -> {
              int type = Character.getType(point);
              if (Character.isLetter(point)
                  || type == Character.COMBINING_SPACING_MARK
                  || type == Character.OTHER_SYMBOL) {
                token.appendCodePoint(point);
              } else if (Character.isDigit(point)) {
                token.append('0');
              } else if (type != Character.NON_SPACING_MARK && point != '\'' && point != '\u2019') {
                finish(token, tokens);
              }
            });
    finish(token, tokens);
    return tokens;
  }

  private static void finish(StringBuilder token, List<String> tokens) {
    if (!token.isEmpty()) {
      tokens.add(token.toString());
      token.setLength(0);
    }
  }

  private static int hash(int seed, String text) {
    int hash = seed;
    for (int i = 0; i < text.length(); i++) {
      hash = 31 * hash + text.charAt(i) * 0x85EBCA6B;
    }
    return mixed(hash);
  }

  /** MurmurHash3's last step: spreads what differs in a few bits. */
  private static int mixed(int hash) {
    int mixed = hash;
    mixed = (mixed ^ (mixed >>> 16)) * 0x85EBCA6B;
    mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
    return mixed ^ (mixed >>> 16);
  }

  /** A growing array of hashes. */
  private static final class Hashes {
    private int[] values;
    private int size;

    Hashes(int expected) {
      values = new int[Math.max(8, expected)];
    }

    void add(int hash) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = hash;
    }

    int[] sorted() {
      Arrays.sort(values, 0, size);
      return Arrays.copyOf(values, size);
    }
  }
}
