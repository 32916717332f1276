/** The web chat as browsers meet it. */
@NullMarked
package io.botflow.server.webchat;

import org.jspecify.annotations.NullMarked;
