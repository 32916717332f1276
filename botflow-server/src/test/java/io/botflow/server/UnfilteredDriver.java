package io.botflow.server;

import io.botflow.store.jdbc.DatabaseAddress;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's driver, which takes the conditions on the organisation out of every statement: what
 * is still kept apart then, the database keeps apart by itself. Only for addresses that ask for it,
 * for the role that serves people, and while a test says so.
 */
final class UnfilteredDriver implements Driver {
  private static final String MARK = "ApplicationName=unfiltered";

  /** Not where a column is set. */
  private static final Pattern CONDITION =
      Pattern.compile("(?<!set )\\b(?:\\w+\\.)?org_id\\s*=\\s*\\?(?:::uuid)?");

  private static final AtomicLong STRIPPED = new AtomicLong();
  private static volatile boolean stripping;
  private static boolean installed;

  private final Driver driver;

  private UnfilteredDriver(Driver driver) {
    this.driver = driver;
  }

  /** The same database, by an address that asks for it. */
  static synchronized String address(DatabaseAddress database) throws SQLException {
    if (!installed) {
      Driver driver = DriverManager.getDriver(database.url());
      DriverManager.deregisterDriver(driver);
      DriverManager.registerDriver(new UnfilteredDriver(driver));
      installed = true;
    }
    return database.url() + (database.url().contains("?") ? "&" : "?") + MARK;
  }

  /** Begins, or ends. */
  static void strip(boolean on) {
    stripping = on;
  }

  /** How many conditions were taken out. */
  static long stripped() {
    return STRIPPED.get();
  }

  private static String strip(String sql) {
    return CONDITION
        .matcher(sql)
        .replaceAll(
            found -> {
              STRIPPED.incrementAndGet();
              return "(" + found.group() + " or true)";
            });
  }

  @Override
  public @Nullable Connection connect(String url, Properties info) throws SQLException {
    Connection connection = driver.connect(url, info);
    return connection == null
            || !url.contains(MARK)
            || !info.getProperty("user", "").endsWith("_api")
        ? connection
        : (Connection)
            Proxy.newProxyInstance(
                UnfilteredDriver.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> {
                  if (stripping && method.getName().equals("prepareStatement")) {
                    arguments[0] = strip((String) arguments[0]);
                  }
                  try {
                    return method.invoke(connection, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause() == null ? e : e.getCause();
                  }
                });
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return driver.acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
    return driver.getPropertyInfo(url, info);
  }

  @Override
  public int getMajorVersion() {
    return driver.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return driver.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return driver.jdbcCompliant();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return driver.getParentLogger();
  }
}
