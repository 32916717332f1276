/** When people answer customers: business hours, and how much they take. */
@NullMarked
package io.botflow.server.desk;

import org.jspecify.annotations.NullMarked;
