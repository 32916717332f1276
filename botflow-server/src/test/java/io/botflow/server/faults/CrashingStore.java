package io.botflow.server.faults;

import io.botflow.spi.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server's store, after whose answers the process may die. */
final class CrashingStore {
  private static final Map<String, CrashPoint> POINTS =
      Map.of(
          "accept", CrashPoint.C1,
          "claim", CrashPoint.C2,
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
              // A look that found nothing is no point of a message's way; settle may find no next.
              if (point != null && (point != CrashPoint.C2 || found(result))) {
                plan.reached(point);
              }
              return result;
            });
  }

  private static boolean found(@Nullable Object claims) {
    return claims instanceof Collection<?> all && !all.isEmpty();
  }
}
