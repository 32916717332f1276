/** What Prometheus reads. */
@NullMarked
package io.botflow.server.metrics;

import org.jspecify.annotations.NullMarked;
