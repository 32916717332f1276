/**
 * What is said on a channel, in either direction: the words that all other packages share. Depends
 * on nothing.
 */
@NullMarked
package io.botflow.message;

import org.jspecify.annotations.NullMarked;
