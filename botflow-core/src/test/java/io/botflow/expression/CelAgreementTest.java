package io.botflow.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelVariableResolver;
import io.botflow.flow.VariableType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Expressions mean what CEL means: thousands of random ones are read by both readers to the same
 * forms, and evaluate as CEL's own checker and runtime evaluate them, failures included.
 *
 * <p>The random sources stay within what CEL defines; what flows add to it ({@code 1 + 2.5}, {@code
 * coalesce}, formats) has its own examples in {@link ExpressionTest}.
 */
class CelAgreementTest {
  private static final int SOURCES = 2_500;
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

  private final CelRuntime runtime =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

  @Test
  void bothReadersReadTheSame() {
    Random random = new Random(1);
    int read = 0;
    for (int i = 0; i < SOURCES; i++) {
      String source = new RandomSource(random).any(3);
      FormBuilder direct = new FormBuilder(RandomSource.TYPES);
      Form form = SourceReader.read(source, direct);
      if (form == null) {
        continue;
      }
      read++;
      FormBuilder cel = new FormBuilder(RandomSource.TYPES);
      assertThat(CelReader.read(source, cel)).as(source).isEqualTo(form);
      assertThat(cel.problems()).as(source).isEqualTo(direct.problems());
      assertThat(cel.used()).as(source).isEqualTo(direct.used());
    }
    assertThat(read).isGreaterThan(SOURCES / 2);
  }

  @Test
  void evaluatesAsCelDoes() {
    Random random = new Random(2);
    Expressions expressions = new Expressions(RandomSource.TYPES);
    CelCompiler compiler = compiler();
    int values = 0;
    int failures = 0;
    for (int i = 0; i < SOURCES; i++) {
      String source = new RandomSource(random).any(3);
      Map<String, @Nullable Object> scope = RandomSource.values(random);
      CelValidationResult checked = compiler.compile(source);
      if (!(expressions.value(source) instanceof Compiled.Ready<Expression> ready)) {
        continue;
      }
      if (checked.hasError()) {
        // CEL's checker knows the types of a list's elements, and refuses to compare different
        // ones.
        assertThat(checked.getErrorString())
            .as(source)
            .containsPattern(
                "no matching overload for '(_==_|_!=_|_[<>]=?_|.*' applied to '.*(list|map)\\()");
        continue;
      }
      Evaluated ours =
          ready.compiled().evaluate(new Samples.ContactScope(scope, Locale.US, ZoneOffset.UTC));
      Object cel = evaluate(checked, scope);
      switch (ours) {
        case Evaluated.Failed failed -> {
          failures++;
          assertThat(cel)
              .as(source + " with " + scope + ": " + failed)
              .isInstanceOf(Exception.class);
        }
        case Evaluated.Value value -> {
          values++;
          assertThat(cel).as(source + " with " + scope).isEqualTo(value.value());
          VariableType known = FormBuilder.kind(ready.compiled().resultType());
          if (known != VariableType.ANY) {
            assertThat(kindOf(value.value())).as(source).isIn(known, null);
          }
        }
      }
    }
    assertThat(values).isGreaterThan(SOURCES / 3);
    assertThat(failures).isGreaterThan(SOURCES / 20);
  }

  private static @Nullable VariableType kindOf(@Nullable Object value) {
    return switch (value) {
      case String ignored -> VariableType.TEXT;
      case Number ignored -> VariableType.NUMBER;
      case Boolean ignored -> VariableType.BOOLEAN;
      case Instant ignored -> VariableType.DATETIME;
      case List<?> ignored -> VariableType.LIST;
      case Map<?, ?> ignored -> VariableType.OBJECT;
      case Duration ignored -> VariableType.ANY;
      case null, default -> null;
    };
  }

  /** The value, or the exception that CEL's runtime ended with. */
  private @Nullable Object evaluate(
      CelValidationResult checked, Map<String, @Nullable Object> scope) {
    CelVariableResolver variables =
        name ->
            Optional.of(
                name.equals("now")
                    ? Samples.NOW
                    : Objects.requireNonNullElse(scope.get(name), NullValue.NULL_VALUE));
    try {
      return plain(runtime.createProgram(checked.getAst()).eval(variables));
    } catch (CelEvaluationException | CelValidationException e) {
      return e;
    }
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> plain = new ArrayList<>();
      list.forEach(element -> plain.add(plain(element)));
      return plain;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> plain = new HashMap<>();
      map.forEach((key, element) -> plain.put(key, plain(element)));
      return plain;
    }
    return value == NullValue.NULL_VALUE ? null : value;
  }

  private static CelCompiler compiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("now", SimpleType.TIMESTAMP);
    RandomSource.TYPES.keySet().forEach(name -> builder.addVar(name, SimpleType.DYN));
    return builder.build();
  }
}
