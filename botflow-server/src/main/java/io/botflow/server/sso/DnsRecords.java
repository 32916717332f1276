package io.botflow.server.sso;

import java.util.HashSet;
import java.util.Hashtable;
import java.util.Set;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the name servers of this machine. */
final class DnsRecords implements DomainRecords {
  private static final Logger LOG = LoggerFactory.getLogger(DnsRecords.class);

  @Override
  // The JDK's directory takes no other map. Names come here as plain host names (ConnectionRoutes),
  // so that
  // none of them is an address of another directory.
  @SuppressWarnings({"JdkObsolete", "BanJNDI"})
  public Set<String> texts(String domain) {
    Hashtable<String, String> settings = new Hashtable<>();
    settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    settings.put("com.sun.jndi.dns.timeout.initial", "2000");
    settings.put("com.sun.jndi.dns.timeout.retries", "2");
    Set<String> found = new HashSet<>();
    try {
      InitialDirContext names = new InitialDirContext(settings);
      try {
        Attribute texts = names.getAttributes(domain, new String[] {"TXT"}).get("TXT");
        if (texts != null) {
          NamingEnumeration<?> all = texts.getAll();
          while (all.hasMore()) {
            found.add(String.valueOf(all.next()).replace("\"", "").replace(" ", ""));
          }
        }
      } finally {
        names.close();
      }
    } catch (NamingException e) {
      LOG.info("The records of {} were not found: {}", domain, e.getMessage());
    }
    return found;
  }
}
