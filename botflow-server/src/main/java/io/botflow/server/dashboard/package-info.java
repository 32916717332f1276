/** The dashboard's files: pages for people, built from {@code src/main/web}. */
@NullMarked
package io.botflow.server.dashboard;

import org.jspecify.annotations.NullMarked;
