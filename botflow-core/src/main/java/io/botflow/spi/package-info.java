/**
 * Everything that can be replaced: implement one of these interfaces and give it to {@code
 * BotFlow.builder()}.
 */
@NullMarked
package io.botflow.spi;

import org.jspecify.annotations.NullMarked;
