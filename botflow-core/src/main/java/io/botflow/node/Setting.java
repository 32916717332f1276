package io.botflow.node;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a component of a config record looks in the editor's form and in the JSON schema. Components
 * that are not {@code @Nullable} are required.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.PARAMETER})
public @interface Setting {
  /** {@link #holds} of an expression that is true or false. */
  String CONDITION = "condition";

  /** {@link #holds} of an expression that reads the {@code response} of a call. */
  String MAPPING = "mapping";

  /** The label. */
  String value();

  /** A sentence of help, or nothing. */
  String help() default "";

  /** Whether customers read it, so that it is translated. */
  boolean translated() default false;

  /** Whether it wants several lines. */
  boolean multiline() default false;

  /**
   * What it holds, where its type does not say: variable, duration, flow, intent, credential, team.
   */
  String holds() default "";
}
