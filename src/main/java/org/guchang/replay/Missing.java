package org.guchang.replay;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a scenario file leaves out: Jackson leaves null where a record promises a value. */
final class Missing {
  private Missing() {}

  /**
   * Looks into {@code value} and all below it.
   *
   * @param path of {@code value}, for the message
   */
  static void check(String path, Object value) throws ScenarioProblem {
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        present(path + "[" + i + "]", list.get(i));
      }
    }
    if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
          present(
              path.isEmpty() ? component.getName() : path + "." + component.getName(),
              read(component, value));
        }
      }
    }
  }

  private static void present(String path, @Nullable Object value) throws ScenarioProblem {
    if (value == null) {
      throw new ScenarioProblem(path + " is missing");
    }
    check(path, value);
  }

  private static @Nullable Object read(RecordComponent component, Object record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component.getName(), e);
    }
  }
}
