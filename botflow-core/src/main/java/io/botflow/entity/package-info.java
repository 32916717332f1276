/**
 * What people mean by numbers, amounts, days, times and addresses within a sentence, by language.
 * {@link io.botflow.entity.Entities} is the way in.
 *
 * <p>Own code: Duckling is Haskell, Recognizers-Text for Java and Natty are no longer kept,
 * HeidelTime and SUTime are under the GPL, and ICU's spelled-out numbers would be 14 MB for a part
 * of one of the kinds. The names of days and months are the JDK's.
 */
@NullMarked
package io.botflow.entity;

import org.jspecify.annotations.NullMarked;
