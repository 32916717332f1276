/**
 * A local stand-in for the WhatsApp network: Graph endpoints, signed webhooks, simulated people.
 *
 * <p>Shipped as a test kit. It listens on the loopback address only and must never face a network.
 */
@NullMarked
package io.botflow.whatsapp.sandbox;

import org.jspecify.annotations.NullMarked;
