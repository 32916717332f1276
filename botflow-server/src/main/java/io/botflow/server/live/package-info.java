/** What happens in organisations, told to open pages as it happens: a WebSocket. */
@NullMarked
package io.botflow.server.live;

import org.jspecify.annotations.NullMarked;
