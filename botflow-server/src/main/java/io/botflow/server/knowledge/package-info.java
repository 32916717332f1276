/** What organisations know: articles, their sources, the search, and what was asked in vain. */
@NullMarked
package io.botflow.server.knowledge;

import org.jspecify.annotations.NullMarked;
