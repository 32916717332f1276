package io.botflow.server.faults;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's driver, in whose commits the process may die: the transaction is complete, and the
 * database has not been told so. The thread's name says whose transaction it is.
 */
final class CrashingDriver implements Driver {
  private static final Map<String, CrashPoint> POINTS =
      Map.of(
          "botflow-accept", CrashPoint.C0,
          "botflow-commit", CrashPoint.C6,
          "botflow-upkeep", CrashPoint.C11);

  private final Driver driver;
  private final CrashPlan plan;

  private CrashingDriver(Driver driver, CrashPlan plan) {
    this.driver = driver;
    this.plan = plan;
  }

  /** Takes the place of the driver that is registered. */
  static void install(CrashPlan plan) throws SQLException {
    Driver driver = DriverManager.getDriver("jdbc:postgresql://127.0.0.1/any");
    DriverManager.deregisterDriver(driver);
    DriverManager.registerDriver(new CrashingDriver(driver, plan));
  }

  @Override
  public @Nullable Connection connect(String url, Properties info) throws SQLException {
    Connection connection = driver.connect(url, info);
    return connection == null
        ? null
        : (Connection)
            Proxy.newProxyInstance(
                CrashingDriver.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> {
                  if (method.getName().equals("commit")) {
                    commits(Thread.currentThread().getName());
                  }
                  try {
                    return method.invoke(connection, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause() == null ? e : e.getCause();
                  }
                });
  }

  private void commits(String thread) {
    POINTS.forEach(
        (name, point) -> {
          if (thread.startsWith(name)) {
            plan.reached(point);
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
