/** WhatsApp messages from a program of one's own, without flows. */
@NullMarked
package io.botflow.examples.whatsapp;

import org.jspecify.annotations.NullMarked;
