package io.botflow.server.translation;

import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;

/** Which languages can be asked for. */
public final class Languages {
  private static final Set<String> KNOWN = Set.copyOf(Arrays.asList(Locale.getISOLanguages()));

  private Languages() {}

  /** Whether a text is the tag of a language of ISO 639. */
  public static boolean known(String tag) {
    try {
      return KNOWN.contains(new Locale.Builder().setLanguageTag(tag).build().getLanguage());
    } catch (IllformedLocaleException e) {
      return false;
    }
  }
}
