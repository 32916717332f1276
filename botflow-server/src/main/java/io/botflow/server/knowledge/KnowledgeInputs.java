package io.botflow.server.knowledge;

import io.botflow.server.api.Checked;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people and programs send about knowledge. */
final class KnowledgeInputs {
  /** Largest file. */
  static final int MOST_FILE_BYTES = 9 * 1024 * 1024;

  /** Longest text of an article that is written here. */
  private static final int MOST_TEXT = 100_000;

  private static final int MOST_TITLE = 300;
  private static final int MOST_QUESTION = 2_000;
  private static final int MOST_PASSAGES = 20;
  private static final int MOST_CATEGORIES = 50;
  private static final int MOST_ADDRESS = 2_000;

  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");

  private KnowledgeInputs() {}

  record NewArticle(String title, String text, @Nullable String language, @Nullable String category)
      implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      checkTitle(title, problem);
      checkText(text, problem);
      checkLabels(language, category, false, problem);
    }
  }

  /** An empty language or category takes it away. */
  record ArticleChange(
      @Nullable String title,
      @Nullable String text,
      @Nullable String language,
      @Nullable String category)
      implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (title != null) {
        checkTitle(title, problem);
      }
      if (text != null) {
        checkText(text, problem);
      }
      checkLabels(language, category, true, problem);
    }
  }

  record Search(String question, @Nullable List<String> categories, @Nullable Integer most)
      implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (question.isBlank() || question.length() > MOST_QUESTION) {
        problem.accept("/question", "has to have 1 to %d characters".formatted(MOST_QUESTION));
      }
      if (categories != null
          && (categories.size() > MOST_CATEGORIES
              // A list from JSON may hold nulls.
              || categories.stream().anyMatch(each -> String.valueOf(each).equals("null")))) {
        problem.accept("/categories", "has to list at most %d names".formatted(MOST_CATEGORIES));
      }
      if (most != null && (most < 1 || most > MOST_PASSAGES)) {
        problem.accept("/most", "has to be from 1 to " + MOST_PASSAGES);
      }
    }
  }

  /**
   * @param content the file in base64
   */
  record NewFile(String name, String content, @Nullable String language, @Nullable String category)
      implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      Checked.line(name, "/name", problem);
      checkLabels(language, category, false, problem);
      try {
        int length = bytes().length;
        if (length == 0 || length > MOST_FILE_BYTES) {
          problem.accept("/content", "has to have 1 to %d bytes".formatted(MOST_FILE_BYTES));
        }
      } catch (IllegalArgumentException e) {
        problem.accept("/content", "has to be base64");
      }
    }

    byte[] bytes() {
      return Base64.getDecoder().decode(content);
    }
  }

  /**
   * @param address of the website, or of its sitemap
   */
  record NewWebsite(String address, @Nullable String language, @Nullable String category)
      implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      checkLabels(language, category, false, problem);
      if (!isAddress(address)) {
        problem.accept("/address", "has to be an http or https address");
      }
    }
  }

  private static boolean isAddress(String address) {
    try {
      URI uri = URI.create(address);
      return address.length() <= MOST_ADDRESS
          && uri.getScheme() != null
          && Set.of("http", "https").contains(uri.getScheme().toLowerCase(Locale.ROOT))
          && uri.getHost() != null
          && uri.getUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void checkTitle(String title, BiConsumer<String, String> problem) {
    if (title.isBlank()
        || title.length() > MOST_TITLE
        || title.chars().anyMatch(Character::isISOControl)) {
      problem.accept("/title", "has to be a line of 1 to %d characters".formatted(MOST_TITLE));
    }
  }

  private static void checkText(String text, BiConsumer<String, String> problem) {
    if (text.isBlank() || text.length() > MOST_TEXT || text.indexOf('\0') >= 0) {
      problem.accept("/text", "has to have 1 to %d characters".formatted(MOST_TEXT));
    }
  }

  private static void checkLabels(
      @Nullable String language,
      @Nullable String category,
      boolean mayBeEmpty,
      BiConsumer<String, String> problem) {
    if (language != null
        && !(mayBeEmpty && language.isEmpty())
        && !LANGUAGE.matcher(language).matches()) {
      problem.accept("/language", "has to be a BCP 47 tag, such as en or pt-BR");
    }
    if (category != null && !(mayBeEmpty && category.isEmpty())) {
      Checked.line(category, "/category", problem);
    }
  }
}
