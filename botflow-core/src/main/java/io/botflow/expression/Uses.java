package io.botflow.expression;

import java.util.Map;
import java.util.Set;

/**
 * What an expression does with the names that it reads, as far as its form tells; for the analysis
 * of flows.
 *
 * @param needs names that it does not expect to be empty: read outside of {@code coalesce} and
 *     {@code has}, and nowhere compared with null
 * @param setWhenTrue names that have a value wherever it is true
 * @param setOtherwise names that have a value wherever it is false or fails
 * @param texts the texts that a name is tested to be equal to
 */
public record Uses(
    Set<String> needs,
    Set<String> setWhenTrue,
    Set<String> setOtherwise,
    Map<String, Set<String>> texts) {
  public Uses {
    needs = Set.copyOf(needs);
    setWhenTrue = Set.copyOf(setWhenTrue);
    setOtherwise = Set.copyOf(setOtherwise);
    texts = Map.copyOf(texts);
  }
}
