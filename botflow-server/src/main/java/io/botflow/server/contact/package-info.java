/** Customers: what is known of them, what they agreed to, and its end. */
@NullMarked
package io.botflow.server.contact;

import org.jspecify.annotations.NullMarked;
