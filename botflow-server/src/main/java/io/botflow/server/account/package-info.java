/** The business accounts that organisations have connected, with their secrets. */
@NullMarked
package io.botflow.server.account;

import org.jspecify.annotations.NullMarked;
