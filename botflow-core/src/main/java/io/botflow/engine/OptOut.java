package io.botflow.engine;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.botflow.flow.Flow;
import io.botflow.node.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words by which a customer stops offers or allows them again, by language, from {@code
 * opt-out-words.json}. Only a message that is the word alone counts: "please stop by at five" does
 * not. English words count everywhere, those of other languages where the flow or the customer
 * speaks them, since "baja" means other things elsewhere.
 */
final class OptOut {
  private static final Map<String, Lists> LANGUAGES = read();

  /** Of a message that is much longer than any word nothing is looked up. */
  private static final int LONGEST = longest();

  private final Set<String> own;
  private final Set<String> spoken;
  private final int longest;

  private record Lists(Set<String> out, Set<String> in) {}

  OptOut(Flow flow) {
    Set<String> words = new HashSet<>();
    int most = LONGEST;
    for (String word : flow.settings().optOutWords()) {
      String plain = Words.plain(word);
      words.add(plain);
      most = Math.max(most, plain.length());
    }
    own = Set.copyOf(words);
    longest = most + 4;
    Set<String> languages = new HashSet<>();
    languages.add("en");
    languages.add(language(flow.language()));
    flow.translations().keySet().forEach(tag -> languages.add(language(tag)));
    spoken = Set.copyOf(languages);
  }

  /**
   * Whether a message stops offers.
   *
   * @param language the customer's, or null
   */
  boolean says(String text, @Nullable String language) {
    if (text.isEmpty() || text.length() > longest) {
      return false;
    }
    String plain = Words.plain(text);
    return own.contains(plain) || anyList(language, lists -> lists.out().contains(plain));
  }

  /** Whether a message allows offers again; asked of those who stopped them. */
  boolean saysAgain(String text, @Nullable String language) {
    if (text.isEmpty() || text.length() > longest) {
      return false;
    }
    String plain = Words.plain(text);
    return anyList(language, lists -> lists.in().contains(plain));
  }

  private boolean anyList(@Nullable String language, Predicate<Lists> condition) {
    for (String one : spoken) {
      if (holds(one, condition)) {
        return true;
      }
    }
    return language != null && holds(language(language), condition);
  }

  private static boolean holds(String language, Predicate<Lists> condition) {
    Lists lists = LANGUAGES.get(language);
    return lists != null && condition.test(lists);
  }

  /** A tag without region and script. */
  private static String language(String tag) {
    int end = tag.indexOf('-');
    return (end < 0 ? tag : tag.substring(0, end)).toLowerCase(Locale.ROOT);
  }

  private static int longest() {
    return LANGUAGES.values().stream()
        .flatMap(lists -> Stream.concat(lists.out().stream(), lists.in().stream()))
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }

  private static Map<String, Lists> read() {
    JsonMapper mapper = JsonMapper.builder().build();
    try (InputStream in = OptOut.class.getResourceAsStream("opt-out-words.json")) {
      if (in == null) {
        throw new IllegalStateException("opt-out-words.json is missing in the module");
      }
      Map<String, Lists> languages = new HashMap<>();
      for (Map.Entry<String, JsonNode> entry : mapper.readTree(in).path("languages").properties()) {
        languages.put(
            entry.getKey(),
            new Lists(
                words(mapper, entry.getValue().path("out")),
                words(mapper, entry.getValue().path("in"))));
      }
      return Map.copyOf(languages);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> words(JsonMapper mapper, JsonNode list) {
    Set<String> words = new HashSet<>();
    for (String word : mapper.convertValue(list, new TypeReference<List<String>>() {})) {
      words.add(Words.plain(word));
    }
    return Set.copyOf(words);
  }
}
