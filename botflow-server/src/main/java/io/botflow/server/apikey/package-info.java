/** The keys of customers' programs. */
@NullMarked
package io.botflow.server.apikey;

import org.jspecify.annotations.NullMarked;
