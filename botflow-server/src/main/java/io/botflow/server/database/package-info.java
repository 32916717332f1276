/** The database and what reads and writes it. */
@NullMarked
package io.botflow.server.database;

import org.jspecify.annotations.NullMarked;
