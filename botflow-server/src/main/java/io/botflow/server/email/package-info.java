/**
 * E-mail as a channel: mails come in by a webhook that takes them as they are, and answers leave by
 * SMTP in the same thread.
 */
@NullMarked
package io.botflow.server.email;

import org.jspecify.annotations.NullMarked;
