/** What every route of the API shares: the table of routes, who calls, limits, bodies, answers. */
@NullMarked
package io.botflow.server.api;

import org.jspecify.annotations.NullMarked;
