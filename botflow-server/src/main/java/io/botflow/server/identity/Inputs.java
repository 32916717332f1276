package io.botflow.server.identity;

import io.botflow.server.api.Checked;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What people send about themselves. None of them shows itself in a text: most hold a secret. */
final class Inputs {
  private static final int MOST_TOKEN = 200;

  private Inputs() {}

  record SignUp(String email, String password, String name, @Nullable String language)
      implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      expectAddress(email, "/email", problem);
      expectPassword(password, "/password", problem);
      Checked.line(name, "/name", problem);
      expectLanguage(language, problem);
    }

    @Override
    public String toString() {
      return "SignUp";
    }
  }

  /**
   * @param code of the second factor, or a recovery code
   * @param cookie whether the refresh token goes into a cookie instead of the answer
   */
  record LogIn(String email, String password, @Nullable String code, @Nullable Boolean cookie) {
    @Override
    public String toString() {
      return "LogIn";
    }
  }

  /**
   * @param refreshToken null where it comes as a cookie
   */
  record Refresh(@Nullable String refreshToken) {
    @Override
    public String toString() {
      return "Refresh";
    }
  }

  record Token(String token) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      expectToken(token, problem);
    }

    @Override
    public String toString() {
      return "Token";
    }
  }

  record Address(String email) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      expectAddress(email, "/email", problem);
    }
  }

  record NewPassword(String token, String password) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      expectToken(token, problem);
      expectPassword(password, "/password", problem);
    }

    @Override
    public String toString() {
      return "NewPassword";
    }
  }

  record ChangePassword(String currentPassword, String newPassword) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      expectPassword(newPassword, "/newPassword", problem);
    }

    @Override
    public String toString() {
      return "ChangePassword";
    }
  }

  record ChangeAddress(String email, String password) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      expectAddress(email, "/email", problem);
    }

    @Override
    public String toString() {
      return "ChangeAddress";
    }
  }

  record Profile(@Nullable String name, @Nullable String language) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (name != null) {
        Checked.line(name, "/name", problem);
      }
      expectLanguage(language, problem);
    }
  }

  record Password(String password) {
    @Override
    public String toString() {
      return "Password";
    }
  }

  record PasswordAndCode(String password, String code) {
    @Override
    public String toString() {
      return "PasswordAndCode";
    }
  }

  private static void expectAddress(String email, String path, BiConsumer<String, String> problem) {
    if (!EmailAddress.isValid(email)) {
      problem.accept(path, "is no e-mail address");
    }
  }

  private static void expectPassword(
      String password, String path, BiConsumer<String, String> problem) {
    int length = password.codePointCount(0, password.length());
    if (length < Passwords.LEAST_CHARACTERS || length > Passwords.MOST_CHARACTERS) {
      problem.accept(
          path,
          "has to have from %d to %d characters"
              .formatted(Passwords.LEAST_CHARACTERS, Passwords.MOST_CHARACTERS));
    } else if (password.chars().distinct().count() < 4) {
      problem.accept(path, "is too easy to guess");
    }
  }

  private static void expectLanguage(
      @Nullable String language, BiConsumer<String, String> problem) {
    if (language != null && !language.matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")) {
      problem.accept("/language", "has to be a tag such as en or pt-BR");
    }
  }

  private static void expectToken(String token, BiConsumer<String, String> problem) {
    if (token.isEmpty() || token.length() > MOST_TOKEN) {
      problem.accept("/token", "is no token");
    }
  }
}
