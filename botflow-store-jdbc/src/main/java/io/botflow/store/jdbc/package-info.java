/** The store in PostgreSQL. */
@NullMarked
package io.botflow.store.jdbc;

import org.jspecify.annotations.NullMarked;
