/** The WhatsApp channel: webhooks in, Graph API out. */
@NullMarked
package io.botflow.whatsapp;

import org.jspecify.annotations.NullMarked;
