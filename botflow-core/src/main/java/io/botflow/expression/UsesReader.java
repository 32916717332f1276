package io.botflow.expression;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks through a form to find its {@link Uses}. For one form, by one thread. */
final class UsesReader {
  /** Tests that are neither true nor false of an empty name. */
  private static final Set<Function> TEXT_TESTS =
      Set.of(Function.CONTAINS, Function.STARTS_WITH, Function.ENDS_WITH, Function.MATCHES);

  private final Set<String> needed = new LinkedHashSet<>();
  private final Set<String> expectedEmpty = new HashSet<>();
  private final Map<String, Set<String>> texts = new HashMap<>();

  private UsesReader() {}

  static Uses read(Form form) {
    UsesReader reader = new UsesReader();
    reader.walk(form, false);
    reader.needed.removeAll(reader.expectedEmpty);
    Set<String> whenTrue = new HashSet<>();
    collect(form, true, whenTrue);
    Set<String> otherwise = new HashSet<>();
    collectNotTrue(form, otherwise);
    return new Uses(reader.needed, whenTrue, otherwise, reader.texts);
  }

  /** Notes every name below a form; {@code forgiven} where an empty one is provided for. */
  private void walk(@Nullable Form form, boolean forgiven) {
    switch (form) {
      case null -> {}
      case Form.Constant ignored -> {}
      case Form.Now ignored -> {}
      case Loop.Local ignored -> {}
      case Form.Name name -> {
        if (!forgiven) {
          needed.add(name.name());
        }
      }
      case Form.Select select -> walk(select.operand(), forgiven);
      case Form.Has has -> walk(has.operand(), true);
      case Form.Index index -> walk(List.of(index.operand(), index.key()), forgiven);
      case Form.ListOf list -> walk(list.elements(), forgiven);
      case Form.MapOf map -> {
        walk(map.keys(), forgiven);
        walk(map.values(), forgiven);
      }
      case Form.Binary binary -> {
        note(binary);
        walk(List.of(binary.left(), binary.right()), forgiven);
      }
      case Form.Negate negate -> walk(negate.operand(), forgiven);
      case Form.Call call -> {
        walk(call.a(), forgiven);
        walk(call.b(), forgiven);
        walk(call.c(), forgiven);
      }
      case Form.Matches matches -> walk(matches.text(), forgiven);
      case Logic.And and -> walk(List.of(and.left(), and.right()), forgiven);
      case Logic.Or or -> walk(List.of(or.left(), or.right()), forgiven);
      case Logic.Not not -> walk(not.operand(), forgiven);
      case Logic.Conditional choice ->
          walk(List.of(choice.condition(), choice.yes(), choice.no()), forgiven);
      case Logic.Coalesce coalesce -> walk(coalesce.options(), true);
      case Loop.Append append -> walk(append.added(), forgiven);
      case Loop.Fold fold ->
          walk(
              List.of(fold.range(), fold.start(), fold.goesOn(), fold.step(), fold.result()),
              forgiven);
    }
  }

  private void walk(List<Form> forms, boolean forgiven) {
    for (Form form : forms) {
      walk(form, forgiven);
    }
  }

  /** A comparison with null expects emptiness; one with a text is kept. */
  private void note(Form.Binary binary) {
    Form other = isConstant(binary.left()) ? binary.right() : binary.left();
    Form constant = isConstant(binary.left()) ? binary.left() : binary.right();
    if (isEquality(binary) && constant instanceof Form.Constant known) {
      String root = root(other);
      if (root != null && known.value() == null) {
        expectedEmpty.add(root);
      }
    }
    if (other instanceof Form.Name name) {
      if (binary.operator() == Operator.EQUAL) {
        text(name, constant);
      } else if (binary.operator() == Operator.IN && constant instanceof Form.ListOf list) {
        list.elements().forEach(element -> text(name, element));
      }
    }
  }

  private void text(Form.Name name, Form form) {
    if (form instanceof Form.Constant constant && constant.value() instanceof String text) {
      texts.computeIfAbsent(name.name(), key -> new LinkedHashSet<>()).add(text);
    }
  }

  private static boolean isConstant(Form form) {
    return form instanceof Form.Constant;
  }

  private static boolean isEquality(Form.Binary binary) {
    return binary.operator() == Operator.EQUAL || binary.operator() == Operator.NOT_EQUAL;
  }

  /** The name that a path such as {@code contact.city} begins with. */
  private static @Nullable String root(Form form) {
    if (form instanceof Form.Select select) {
      return root(select.operand());
    }
    if (form instanceof Form.Index index) {
      return root(index.operand());
    }
    return form instanceof Form.Name name ? name.name() : null;
  }

  /** The names that surely have a value where a form is true, or where it is false. */
  private static void collect(Form form, boolean when, Set<String> names) {
    switch (form) {
      case Logic.Not not -> collect(not.operand(), !when, names);
      case Logic.And and -> {
        if (when) {
          collect(and.left(), true, names);
          collect(and.right(), true, names);
        }
      }
      case Logic.Or or -> {
        if (!when) {
          collect(or.left(), false, names);
          collect(or.right(), false, names);
        }
      }
      case Form.Binary binary -> compared(binary, when, names);
      case Form.Matches matches -> name(matches.text(), names);
      case Form.Call call -> {
        if (TEXT_TESTS.contains(call.function()) && call.a() != null) {
          name(call.a(), names);
        }
      }
      case Form.Name name -> names.add(name.name());
      case Form.Value ignored -> {}
      case Logic.Conditional ignored -> {}
      case Logic.Coalesce ignored -> {}
      case Loop ignored -> {}
    }
  }

  private static void compared(Form.Binary binary, boolean when, Set<String> names) {
    if (isEquality(binary)) {
      equated(binary, when, names);
    } else {
      // An order that is true or false had two values to compare.
      name(binary.left(), names);
      name(binary.right(), names);
    }
  }

  private static void equated(Form.Binary binary, boolean when, Set<String> names) {
    Form other = isConstant(binary.left()) ? binary.right() : binary.left();
    Form constant = isConstant(binary.left()) ? binary.left() : binary.right();
    if (constant instanceof Form.Constant known) {
      boolean equal = (binary.operator() == Operator.EQUAL) == when;
      if (equal != (known.value() == null)) {
        name(other, names);
      }
    }
  }

  /** As {@link #collect}, where a form is false or failed: only equality never fails. */
  private static void collectNotTrue(Form form, Set<String> names) {
    if (form instanceof Logic.Or or) {
      collectNotTrue(or.left(), names);
      collectNotTrue(or.right(), names);
    } else if (form instanceof Form.Binary binary && isEquality(binary)) {
      equated(binary, false, names);
    } else if (form instanceof Logic.Not not
        && not.operand() instanceof Form.Binary binary
        && isEquality(binary)) {
      equated(binary, true, names);
    }
  }

  private static void name(Form form, Set<String> names) {
    if (form instanceof Form.Name name) {
      names.add(name.name());
    }
  }
}
