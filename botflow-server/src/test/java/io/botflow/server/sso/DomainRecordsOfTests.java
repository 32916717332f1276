package io.botflow.server.sso;

import com.google.inject.Module;
import com.google.inject.multibindings.OptionalBinder;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Records of domains as a test sets them. */
public final class DomainRecordsOfTests {
  private final Map<String, Set<String>> texts = new ConcurrentHashMap<>();

  public void set(String domain, String... records) {
    texts.put(domain, Set.of(records));
  }

  /** Gives the server these in place of the name servers'. */
  public Module asModule() {
    return binder ->
        OptionalBinder.newOptionalBinder(binder, DomainRecords.class)
            .setBinding()
            .toInstance(domain -> texts.getOrDefault(domain, Set.of()));
  }
}
