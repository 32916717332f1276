package io.botflow.load;

import org.jspecify.annotations.Nullable;

/**
 * A message that the network took from a bot.
 *
 * @param phoneNumberId the number that it came from
 * @param to the person's phone, digits only
 * @param text what the person reads
 * @param id the network's id of it
 * @param reference the bot's own id of it, {@code biz_opaque_callback_data}
 */
record Answer(
    String phoneNumberId, String to, String text, String id, @Nullable String reference) {}
