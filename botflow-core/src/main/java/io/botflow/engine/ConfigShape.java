package io.botflow.engine;

import io.botflow.node.Setting;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The components of config records, looked up once a type, since reflection is slow. */
final class ConfigShape {
  private static final ClassValue<List<Component>> SHAPES =
      new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents()).map(Component::of).toList();
        }
      };

  private ConfigShape() {}

  /** The components of a record, in their order. */
  static List<Component> of(Class<?> type) {
    return SHAPES.get(type);
  }

  /**
   * One setting.
   *
   * @param nullable whether it may be left out
   * @param setting how it looks in forms; null where its author did not say
   */
  record Component(
      String name,
      Class<?> type,
      Type generic,
      boolean nullable,
      @Nullable Setting setting,
      Method accessor) {

    private static Component of(RecordComponent component) {
      AnnotatedType annotated = component.getAnnotatedType();
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return new Component(
          component.getName(),
          component.getType(),
          component.getGenericType(),
          annotated.isAnnotationPresent(Nullable.class),
          component.getAnnotation(Setting.class),
          accessor);
    }

    @Nullable Object value(Record config) {
      try {
        return accessor.invoke(config);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(
            "the config record " + config.getClass().getName() + " cannot be read", e);
      }
    }

    boolean isTranslated() {
      return setting != null && setting.translated();
    }
  }
}
