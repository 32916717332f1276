/** Mail to people, over SMTP or, for a demo, to a page of this server. */
@NullMarked
package io.botflow.server.mail;

import org.jspecify.annotations.NullMarked;
