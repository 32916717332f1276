/**
 * The one expression language of flows: CEL, for conditions, assignments, mappings and inside
 * {@code {{ }}} in any text.
 *
 * <p>The way of a source: {@link io.botflow.expression.Expressions} compiles it once for a flow
 * version. {@code SourceReader} reads the everyday grammar in microseconds and without loading
 * CEL's parser; what it does not know (loops such as {@code items.filter(...)}, rare literals) and
 * every syntax error goes to {@code CelReader}, which uses CEL's own parser. Both end in the same
 * tree of {@code Form}s, which {@code FormBuilder} checks while it is built and which evaluates
 * itself within the bounds of {@code ExpressionLimits}. Tests compare the two readers with each
 * other and the evaluation with CEL's runtime.
 */
@NullMarked
package io.botflow.expression;

import org.jspecify.annotations.NullMarked;
