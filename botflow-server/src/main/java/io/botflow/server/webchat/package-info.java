/** The web chat: a channel whose customers are visitors of web pages. */
@NullMarked
package io.botflow.server.webchat;

import org.jspecify.annotations.NullMarked;
