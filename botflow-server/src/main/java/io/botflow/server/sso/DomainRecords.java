package io.botflow.server.sso;

import java.util.Set;

/** Looks records of domains up. */
@FunctionalInterface
interface DomainRecords {
  /** What stands before a proof, in a record of the domain itself. */
  String PREFIX = "botflow-verification=";

  /** The texts (TXT records) of a domain; none where nobody answers. */
  Set<String> texts(String domain);
}
