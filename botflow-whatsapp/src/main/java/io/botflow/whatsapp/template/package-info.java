/**
 * Message templates: what they say and what Meta demands of them, creating and changing them at the
 * network, and the registry that knows which may be sent and which flows a change breaks.
 */
@NullMarked
package io.botflow.whatsapp.template;

import org.jspecify.annotations.NullMarked;
