package io.botflow.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.botflow.flow.VariableType;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A hundred sources that a hostile tenant or customer would write. Each must end as a problem, a
 * failure or a harmless value, within 50 ms and 8 MiB, and no Error may escape.
 */
class HostileSourceTest {
  private static final Duration LONGEST = Duration.ofMillis(50);
  private static final long MOST_BYTES = 8 << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final String LARGE = "a".repeat(65_000);

  @Test
  void everySourceEndsWithinItsBounds() {
    List<String> sources = sources();
    assertThat(sources).hasSizeGreaterThanOrEqualTo(100);
    // Loads classes and lets the JVM compile; the bounds are about the sources, not about start-up.
    sources.forEach(HostileSourceTest::evaluate);
    sources.forEach(HostileSourceTest::render);
    List<String> beyond = new ArrayList<>();
    for (String source : sources) {
      for (Cost cost : List.of(cheapest(() -> evaluate(source)), cheapest(() -> render(source)))) {
        if (cost.time().compareTo(LONGEST) > 0 || cost.bytes() > MOST_BYTES) {
          beyond.add(cost + " " + source.substring(0, Math.min(80, source.length())));
        }
      }
    }
    assertThat(beyond).isEmpty();
  }

  @Test
  void nothingOfTheJvmIsInReach() {
    for (String source :
        List.of(
            "name.getClass()",
            "name.class",
            "''.class.forName('java.lang.Runtime')",
            "T(java.lang.Runtime).getRuntime()",
            "java.lang.System.exit(0)",
            "contact.getClass().getClassLoader()",
            "System.getenv('PATH')",
            "this.constructor.constructor('return process')()",
            "__proto__",
            "secrets.key",
            "env.HOME",
            "google.protobuf.Any{}",
            "type(name)",
            "new java.io.File('/etc/passwd')")) {
      assertThat(Samples.problems(Samples.EXPRESSIONS.value(source))).as(source).isNotEmpty();
    }
    for (String source : List.of("contact.class", "contact['class']", "contact.__proto__")) {
      assertThat(Samples.evaluate(source)).as(source).isInstanceOf(Evaluated.Failed.class);
    }
  }

  private static List<String> sources() {
    List<String> sources = new ArrayList<>();
    Collections.addAll(
        sources,
        "name.getClass()",
        "''.class.forName('java.lang.Runtime')",
        "contact['getClass']()",
        "contact.__proto__.polluted",
        "${7*7}",
        "#{7*7}",
        "{{7*7}}",
        "<%= 7*7 %>",
        "`id`",
        "name; drop table contacts",
        "/* */ name",
        "name // comment",
        "name.matches('(((x{100}){100}){100}){100}')",
        "large.matches('(((x{100}){100}){100}){100}')",
        "large.matches('((x{30}){30}){' + '30}')",
        "large.matches('(x+x+)+y')",
        "large.matches('^(a|aa)+$')",
        "large.matches('(a*)*b')",
        "large.matches('(a|a?)+b')",
        "large.matches('\\\\s+$')",
        "large.matches('(.*)(.*)(.*)(.*)(.*)[^a]')",
        "large.matches('a{1000}b')",
        "large.matches('a{1000}{1000}')",
        "large.matches('(?i)[\\\\pL\\\\pN]{900}')",
        "large.matches('" + "(".repeat(450) + ")".repeat(450) + "')",
        "large.matches('" + "a?".repeat(450) + "')",
        "large.matches('" + "(a|".repeat(250) + "b" + ")".repeat(250) + "')",
        "large.matches('[[:alpha:]]{999}$')",
        "large.matches(large)",
        "numbers.all(i, large.matches('a+b' + text(i)))",
        "numbers.all(i, 'x'.matches('a{' + text(i) + '}') || true)",
        "1e999999999",
        "-1e999999999",
        "number('1e999999999')",
        "int(1e308)",
        "9223372036854775808",
        "9223372036854775807 * 9223372036854775807",
        "-9223372036854775808 / -1",
        "0 / 0",
        "0.0 / 0.0",
        "10 % 0",
        "1".repeat(4_000),
        "0." + "1".repeat(4_000),
        "huge > 1",
        "text(huge)",
        "huge * huge",
        "days(1e300)",
        "now + days(1e11)",
        "duration('99999999999999999h')",
        "duration('" + "1h".repeat(1_000) + "')",
        "date('+999999999-01-01')",
        "format(now, '" + "y".repeat(64) + "')",
        "format(now, '" + "y".repeat(65) + "')",
        "format(1.5, '" + "0".repeat(64) + "')",
        "format(1e308)",
        "numbers.map(i, format(i))",
        "numbers.map(i, money(i, 'EUR'))",
        "numbers.map(i, format(now, 'full'))",
        "large + large + large",
        "(large + 'b' == large) || ".repeat(150) + "false",
        "numbers.map(i, large)",
        "numbers.map(i, large + 'x')",
        "numbers.map(i, large.upper())",
        "numbers.map(i, large.replace('a', 'aa'))",
        "large.replace('a', large)",
        "large.replace('', large)",
        "large.split('')",
        "numbers.map(i, large.split('a'))",
        "large.contains(large.substring(0, 32000) + 'b')",
        "numbers.exists(i, large.contains('aaaaaaaaaaaaaaaab'))",
        "numbers.exists(i, large + 'b' == large + 'c')",
        "numbers.exists(i, size(large) == i)",
        "numbers.map(i, large).join(',')",
        "numbers.map(i, numbers)",
        "numbers.map(i, numbers.map(j, numbers.map(k, i * j * k)))",
        "numbers.all(i, numbers.all(j, numbers.all(k, i + j + k >= 0)))",
        "million.all(i, i >= 0)",
        "million.map(i, i + 0.5)",
        "million.filter(i, i % 2 == 0)",
        "million + million",
        "million == million + []",
        "million in [million, million]",
        "text(million)",
        "[million, million, million].map(l, text(l))",
        "[[1]]" + ".map(a, [a, a])".repeat(30),
        "[[1]]" + ".map(a, [a, a])".repeat(30) + " == [[1]]" + ".map(a, [a, a])".repeat(30),
        "text([[1]]" + ".map(a, [a, a])".repeat(30) + ")",
        "['x']" + ".map(a, a + a)".repeat(40),
        "['x']" + ".map(a, [a, a].join())".repeat(40),
        "[1]" + ".map(a, {'a': a, 'b': a})".repeat(30),
        "{" + "'a': {".repeat(30) + "}".repeat(31),
        "(".repeat(2_000) + "1" + ")".repeat(2_000),
        "(".repeat(4_000),
        "[".repeat(4_000),
        "{".repeat(4_000),
        "!".repeat(4_000) + "agreed",
        "-".repeat(4_000) + "1",
        "!(".repeat(1_300) + "agreed" + ")".repeat(1_300),
        "agreed ? 1 : ".repeat(300) + "2",
        "a" + ".b".repeat(2_000),
        "contact" + ".b".repeat(2_000),
        "contact" + "[0]".repeat(1_000),
        "name" + ".lower()".repeat(500),
        "size(".repeat(700) + "name" + ")".repeat(700),
        "count + ".repeat(490) + "count",
        "count + ".repeat(511) + "count",
        "agreed && ".repeat(400) + "agreed",
        "1 in ".repeat(800) + "[1]",
        "numbers.all(i, ".repeat(35) + "true" + ")".repeat(35),
        "'" + "\\".repeat(3_999),
        "\"" + "a".repeat(4_000),
        "'\uD800' + name",
        "\u0000",
        "\uFEFFname",
        "name".repeat(2_000),
        ",".repeat(4_000),
        "a b ".repeat(1_000),
        "=".repeat(4_000),
        "?:".repeat(2_000),
        "'{{'.replace('{', '{{ name }}')");
    return sources;
  }

  private record Cost(Duration time, long bytes) {}

  /**
   * The cheapest of some runs, in time of this thread's processor, so that neither another process
   * nor the JVM's own compiler counts.
   */
  private static Cost cheapest(Runnable run) {
    Duration time = Duration.ofDays(1);
    long bytes = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      long start = THREADS.getCurrentThreadCpuTime();
      run.run();
      Duration took = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
      time = took.compareTo(time) < 0 ? took : time;
      bytes = Math.min(bytes, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return new Cost(time, bytes);
  }

  /** What the source costs to compile and then to evaluate. */
  private static void evaluate(String source) {
    switch (EXPRESSIONS.value(source)) {
      case Compiled.Ready<Expression> ready -> {
        ready.compiled().evaluate(SCOPE);
      }
      case Compiled.Refused<Expression> refused -> {
        assertThat(refused.problems()).isNotEmpty();
      }
    }
  }

  /** What it costs as a part of a text. */
  private static void render(String source) {
    switch (EXPRESSIONS.template("{{" + source + "}}")) {
      case Compiled.Ready<Template> ready -> {
        assertThat(ready.compiled().render(SCOPE)).hasSizeLessThanOrEqualTo(65_536);
      }
      case Compiled.Refused<Template> refused -> {
        assertThat(refused.problems()).isNotEmpty();
      }
    }
  }

  private static final Expressions EXPRESSIONS = new Expressions(declared());
  private static final Scope SCOPE = scope();

  private static Map<String, VariableType> declared() {
    Map<String, VariableType> declared = new HashMap<>(Samples.DECLARED);
    declared.put("large", VariableType.TEXT);
    declared.put("numbers", VariableType.LIST);
    declared.put("million", VariableType.LIST);
    declared.put("huge", VariableType.NUMBER);
    return declared;
  }

  private static Scope scope() {
    Map<String, @Nullable Object> values = Samples.values();
    List<Object> numbers = new ArrayList<>();
    for (long i = 0; i < 1_000; i++) {
      numbers.add(i);
    }
    values.put("large", LARGE);
    values.put("numbers", numbers);
    values.put("million", Collections.nCopies(1_000_000, 7L));
    values.put("huge", new BigDecimal("1e999999999"));
    return new Scope() {
      @Override
      public @Nullable Object value(String name) {
        return values.get(name);
      }

      @Override
      public Locale locale() {
        return Locale.GERMANY;
      }

      @Override
      public ZoneId zone() {
        return ZoneId.of("Asia/Kolkata");
      }

      @Override
      public Instant now() {
        return Samples.NOW;
      }
    };
  }
}
