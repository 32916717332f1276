/**
 * The message templates of business accounts: what the network has, and which flows that breaks.
 */
@NullMarked
package io.botflow.server.template;

import org.jspecify.annotations.NullMarked;
