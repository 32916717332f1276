package io.botflow.store.jdbc;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is reached, and as whom. The text form never shows the password.
 *
 * @param url a JDBC address without credentials, {@code jdbc:postgresql://...}
 * @param user null where the driver's default applies
 * @param password null where none is needed
 */
public record DatabaseAddress(String url, @Nullable String user, @Nullable String password) {
  private static final String JDBC = "jdbc:";
  private static final String JDBC_POSTGRES = "jdbc:postgresql:";

  /**
   * Reads {@code jdbc:postgresql://host/database?user=...&password=...}, {@code
   * postgresql://user:password@host:port/database} or the same with {@code postgres://}.
   *
   * @param user wins over a user in the address; null where none was given
   * @param password wins over a password in the address; null where none was given
   * @throws DatabaseException when {@code text} is none of these; the message repeats no password
   */
  public static DatabaseAddress parse(
      String text, @Nullable String user, @Nullable String password) {
    String address = text.strip();
    if (address.startsWith(JDBC) && !address.startsWith(JDBC_POSTGRES)) {
      throw new DatabaseException(
          "BotFlow keeps its data in PostgreSQL; BOTFLOW_DATABASE_URL names another database.");
    }
    URI uri = uri(address.startsWith(JDBC) ? address.substring(JDBC.length()) : address);
    String path = uri.getRawPath();
    if (uri.getRawAuthority() == null || path == null || path.length() < 2) {
      throw unreadable();
    }
    @Nullable String foundUser = null;
    @Nullable String foundPassword = null;
    String authority = uri.getRawAuthority();
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      String[] credentials = authority.substring(0, at).split(":", 2);
      foundUser = decode(credentials[0]);
      foundPassword = credentials.length == 2 ? decode(credentials[1]) : null;
    }
    List<String> options = new ArrayList<>();
    for (String option : uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&")) {
      String[] pair = option.split("=", 2);
      String value = pair.length == 2 ? decode(pair[1]) : "";
      switch (pair[0]) {
        case "user" -> foundUser = value;
        case "password" -> foundPassword = value;
        default -> options.add(pair[0] + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
      }
    }
    String query = options.isEmpty() ? "" : "?" + String.join("&", options);
    return new DatabaseAddress(
        "jdbc:postgresql://" + authority.substring(at + 1) + path + query,
        user == null ? foundUser : user,
        password == null ? foundPassword : password);
  }

  static DatabaseAddress loopback(int port, String name, String password) {
    return new DatabaseAddress(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name), name, password);
  }

  /** The same server and user, another database of it. */
  public DatabaseAddress withDatabase(String name) {
    int end = url.indexOf('?') < 0 ? url.length() : url.indexOf('?');
    int slash = url.lastIndexOf('/', end);
    return new DatabaseAddress(
        url.substring(0, slash + 1) + name + url.substring(end), user, password);
  }

  /** A single connection outside of any pool, for set-up work. */
  Connection connect() throws SQLException {
    Properties properties = new Properties();
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    return DriverManager.getConnection(url, properties);
  }

  private static URI uri(String address) {
    try {
      URI uri = new URI(address);
      if ("postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme())) {
        return uri;
      }
      throw unreadable();
    } catch (URISyntaxException e) {
      // Its message repeats the whole text, with the password in it.
      throw unreadable();
    }
  }

  private static DatabaseException unreadable() {
    return new DatabaseException(
        "BOTFLOW_DATABASE_URL is not the address of a PostgreSQL database. Write jdbc:postgresql://host:5432/database or postgres://user:password@host:5432/database, with special characters percent-encoded.");
  }

  private static String decode(String text) {
    // URLDecoder is made for forms, where + is a blank; in an address it is itself.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "DatabaseAddress[url=" + url + ", user=" + user + "]";
  }
}
