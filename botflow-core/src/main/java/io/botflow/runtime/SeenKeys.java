package io.botflow.runtime;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.Consent;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What channels sent lately, to know a repetition. Holds between one and two times its capacity,
 * the oldest half forgotten at once: channels repeat within hours. Not thread-safe.
 */
final class SeenKeys {
  private final int capacity;
  private Set<Key> young = new HashSet<>();
  private Set<Key> old = Set.of();

  SeenKeys(int capacity) {
    this.capacity = capacity;
  }

  /** Message ids and statuses of one account may look alike, so each kind has its own keys. */
  private record Key(ChannelAddress address, char kind, String id) {}

  /** Remembers an event; false where it was seen before. */
  boolean add(ChannelEvent event) {
    Key key = key(event);
    if (key == null) {
      return true;
    }
    if (old.contains(key) || !young.add(key)) {
      return false;
    }
    if (young.size() >= capacity) {
      old = young;
      young = new HashSet<>();
    }
    return true;
  }

  /** What makes an event itself and no other; null where its repetition harms nobody. */
  private static @Nullable Key key(ChannelEvent event) {
    return switch (event) {
      case ChannelEvent.Received received ->
          new Key(received.address(), 'm', received.message().id());
      case ChannelEvent.StatusChanged status ->
          new Key(status.address(), 's', status.messageId() + ':' + status.status());
      case ChannelEvent.Edited edited ->
          new Key(edited.address(), 'e', edited.originalId() + ':' + edited.message().id());
      case ChannelEvent.Revoked revoked -> new Key(revoked.address(), 'r', revoked.originalId());
      case ChannelEvent.Echoed echoed -> new Key(echoed.address(), 'o', echoed.message().id());
      case ChannelEvent.IdentityChanged changed ->
          new Key(changed.address(), 'i', changed.before().key() + ':' + changed.after().key());
      case ChannelEvent.SecurityChanged ignored -> null;
      case ChannelEvent.PreferenceChanged changed ->
          consent(changed.address(), changed.user(), changed.consent());
      case ChannelEvent.Consented said -> consent(said.address(), said.user(), said.consent());
      case ChannelEvent.TemplateChanged ignored -> null;
      case ChannelEvent.AccountChanged ignored -> null;
      case ChannelEvent.Ignored ignored -> null;
    };
  }

  private static Key consent(ChannelAddress address, ChannelUser user, Consent said) {
    return new Key(
        address, 'c', user.key() + ':' + said.at() + ':' + said.kind() + ':' + said.evidence());
  }
}
