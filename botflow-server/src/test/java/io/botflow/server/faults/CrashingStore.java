package io.botflow.server.faults;

import io.botflow.spi.Acceptance;
import io.botflow.spi.Claim;
import io.botflow.spi.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server's store, after whose answers the process may die. */
final class CrashingStore {
  private static final Map<String, CrashPoint> POINTS =
      Map.of(
          "accept", CrashPoint.C1,
          "record", CrashPoint.C4,
          "commit", CrashPoint.C7,
          "settle", CrashPoint.C10);

  private CrashingStore() {}

  static Store around(Store store, CrashPlan plan) {
    return (Store)
        Proxy.newProxyInstance(
            CrashingStore.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (self, method, arguments) -> {
              Object result;
              try {
                result = method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
              CrashPoint point = POINTS.get(method.getName());
              if (point != null) {
                plan.reached(point);
              }
              if (lends(result)) {
                plan.reached(CrashPoint.C2);
              }
              return result;
            });
  }

  /** Whether a worker gets conversations by it: asked for, or with what was just accepted. */
  private static boolean lends(@Nullable Object result) {
    return switch (result) {
      case Acceptance acceptance -> !acceptance.claims().isEmpty();
      case List<?> all -> !all.isEmpty() && all.get(0) instanceof Claim;
      case null, default -> false;
    };
  }
}
