/**
 * The load program: signed webhooks of many conversations against a server in a process of its own,
 * with every answer checked.
 */
@NullMarked
package io.botflow.load;

import org.jspecify.annotations.NullMarked;
