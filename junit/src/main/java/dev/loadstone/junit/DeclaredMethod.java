package dev.loadstone.junit;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Methods of test classes that annotations name. */
final class DeclaredMethod {
  private DeclaredMethod() {}

  /**
   * Returns what a method of the test class returns.
   *
   * @param attribute of the annotation that names it
   * @param type which it returns exactly
   * @throws ExtensionConfigurationException if there is no such method, or it returns null
   */
  static <T> T value(ExtensionContext context, String attribute, String name, Class<T> type) {
    Class<?> test = context.getRequiredTestClass();
    List<Method> methods =
        ReflectionSupport.findMethods(
            test,
            method ->
                method.getName().equals(name)
                    && method.getParameterCount() == 0
                    && method.getReturnType() == type,
            HierarchyTraversalMode.BOTTOM_UP);
    if (methods.isEmpty()) {
      throw new ExtensionConfigurationException(
          attribute
              + " must name a method of the test class, got: "
              + name
              + ". Write "
              + type.getSimpleName()
              + " "
              + name
              + "() in "
              + test.getName()
              + ".");
    }
    Object made =
        ReflectionSupport.invokeMethod(methods.getFirst(), context.getTestInstance().orElse(null));
    if (!type.isInstance(made)) {
      throw new ExtensionConfigurationException(
          attribute + " must return something, got: null from " + name + ".");
    }
    return type.cast(made);
  }
}
