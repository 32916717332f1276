package io.botflow.message;

import java.util.Objects;

/**
 * The business's end of a channel: where a customer's message arrived and from where the answer
 * leaves. The account is the channel's own lasting id of it, never a name that is shown and may
 * change.
 *
 * @param channel the channel's name, for example {@code webchat}
 * @param account the account on that channel, as the channel itself names it
 */
public record ChannelAddress(String channel, String account) {
  public ChannelAddress {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(account, "account");
  }
}
