/** Work that a server does by itself, beside turns and sendings. */
@NullMarked
package io.botflow.server.job;

import org.jspecify.annotations.NullMarked;
