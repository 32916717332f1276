/** Mail to people, over real SMTP. */
@NullMarked
package io.botflow.server.mail;

import org.jspecify.annotations.NullMarked;
