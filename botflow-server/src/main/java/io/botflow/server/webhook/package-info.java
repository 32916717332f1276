/** Where WhatsApp's webhooks come in. */
@NullMarked
package io.botflow.server.webhook;

import org.jspecify.annotations.NullMarked;
