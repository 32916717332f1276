package io.botflow.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something that a channel told us. One webhook call may carry many, of many accounts. */
public sealed interface ChannelEvent {

  /** The business account that it concerns. */
  ChannelAddress address();

  /** A customer wrote, tapped or sent something. */
  record Received(ChannelAddress address, ChannelUser from, InboundMessage message)
      implements ChannelEvent {
    public Received {
      Objects.requireNonNull(address, "address");
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(message, "message");
    }
  }

  /**
   * A message of ours came further, or failed.
   *
   * @param messageId the channel's id of our message
   * @param reference the reference that we sent with it, or null where the channel gives none back
   * @param to whom it went to, or null where the channel does not say
   * @param pricing what the channel charges for it; null where this status does not say
   * @param problems why it failed; empty otherwise
   * @param returned of a failure: whether that is not the last word, since the channel would send
   *     it again or a template in its place ({@code io.botflow.spi.Channel#returned})
   */
  record StatusChanged(
      ChannelAddress address,
      String messageId,
      @Nullable String reference,
      DeliveryStatus status,
      Instant at,
      @Nullable ChannelUser to,
      @Nullable Pricing pricing,
      List<ChannelProblem> problems,
      boolean returned)
      implements ChannelEvent {
    public StatusChanged {
      Objects.requireNonNull(address, "address");
      Objects.requireNonNull(messageId, "messageId");
      Objects.requireNonNull(status, "status");
      Objects.requireNonNull(at, "at");
      problems = List.copyOf(problems);
    }

    /** A status that is the last word where it is a failure. */
    public StatusChanged(
        ChannelAddress address,
        String messageId,
        @Nullable String reference,
        DeliveryStatus status,
        Instant at,
        @Nullable ChannelUser to,
        @Nullable Pricing pricing,
        List<ChannelProblem> problems) {
      this(address, messageId, reference, status, at, to, pricing, problems, false);
    }

    /** What the channel charges it as, or null. */
    public @Nullable String category() {
      return pricing == null ? null : pricing.category();
    }
  }

  /** The customer changed an earlier message; {@code message} is how it reads now. */
  record Edited(ChannelAddress address, ChannelUser from, String originalId, InboundMessage message)
      implements ChannelEvent {}

  /** The customer took an earlier message back. */
  record Revoked(ChannelAddress address, ChannelUser from, String originalId, Instant at)
      implements ChannelEvent {}

  /** A person of the business answered outside BotFlow, for example from the phone itself. */
  record Echoed(ChannelAddress address, ChannelUser to, InboundMessage message)
      implements ChannelEvent {}

  /** The customer is now known by another number or user id. */
  record IdentityChanged(ChannelAddress address, ChannelUser before, ChannelUser after, Instant at)
      implements ChannelEvent {}

  /**
   * The customer uses another device or installed the channel's program anew, so that it may be
   * somebody else who writes from now on.
   *
   * @param hash the new fingerprint of the customer's keys, or null
   */
  record SecurityChanged(
      ChannelAddress address, ChannelUser user, @Nullable String hash, Instant at)
      implements ChannelEvent {}

  /** The customer told the channel to stop or to allow marketing messages. */
  record PreferenceChanged(
      ChannelAddress address, ChannelUser user, boolean marketingAllowed, Instant at)
      implements ChannelEvent {

    /** What that means: who allows them again has what was agreed to before the stop. */
    public Consent consent() {
      return new Consent(
          marketingAllowed ? Consent.Kind.RESUMED : Consent.Kind.WITHDRAWN,
          at,
          Consent.Source.CHANNEL,
          marketingAllowed
              ? "The customer allowed offers again in the channel's settings."
              : "The customer stopped offers in the channel.");
    }
  }

  /**
   * The business learned what a person said about offers, on its own web site or elsewhere: it is
   * recorded also where the person never wrote.
   */
  record Consented(ChannelAddress address, ChannelUser user, Consent consent)
      implements ChannelEvent {
    public Consented {
      Objects.requireNonNull(address, "address");
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(consent, "consent");
    }
  }

  /**
   * An approved template changed.
   *
   * @param templateId the channel's id of it
   * @param aspect what changed: status, quality, category or components
   * @param value the new value as the channel says it
   * @param reason why, or null
   */
  record TemplateChanged(
      ChannelAddress address,
      String templateId,
      @Nullable String name,
      @Nullable String language,
      String aspect,
      String value,
      @Nullable String reason)
      implements ChannelEvent {}

  /**
   * The account itself changed: review, restriction, quality, limits, name, security.
   *
   * @param field the webhook's field
   * @param details the change as the channel sent it
   */
  record AccountChanged(ChannelAddress address, String field, Map<String, Object> details)
      implements ChannelEvent {
    public AccountChanged {
      details = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(details));
    }
  }

  /**
   * Understood well enough to know that nothing is to be done, or not understood: acknowledged,
   * kept, never an error, since an error would make the channel repeat it for days.
   *
   * @param what what it was
   * @param payload the piece of the webhook as text, cut to a bounded length
   */
  record Ignored(ChannelAddress address, String what, String payload) implements ChannelEvent {}
}
