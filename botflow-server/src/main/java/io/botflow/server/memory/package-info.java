/** What bots remember of customers: facts, preferences, and what conversations were about. */
@NullMarked
package io.botflow.server.memory;

import org.jspecify.annotations.NullMarked;
