package io.botflow.server.api;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The one table of who may do what: each permission, the least role that has it, and whether an API
 * key may carry it as a scope. A key never makes or changes keys or members, so that none can mint
 * a wider one.
 */
public enum Permission {
  /** See the organisation. */
  ORGANIZATION_READ(Role.VIEWER, true),
  /** Rename it, make children. */
  ORGANIZATION_WRITE(Role.ADMIN, true),
  /** Close it for good. */
  ORGANIZATION_CLOSE(Role.OWNER, false),
  /** See who belongs and who is invited. */
  MEMBERS_READ(Role.VIEWER, true),
  /** Invite, change roles, remove. */
  MEMBERS_WRITE(Role.ADMIN, false),
  /** See the API keys, which show no key. */
  KEYS_READ(Role.ADMIN, false),
  /** Make, rotate and revoke API keys. */
  KEYS_WRITE(Role.ADMIN, false),
  /** Read and export the audit log. */
  AUDIT_READ(Role.ADMIN, true),
  /** Read conversations and what belongs to them: labels, canned replies. */
  CONVERSATIONS_READ(Role.VIEWER, true),
  /** Answer customers, assign, resolve, label; keep canned replies. */
  CONVERSATIONS_WRITE(Role.AGENT, true),
  /** Read about customers. */
  CONTACTS_READ(Role.VIEWER, true),
  /** Change what is known of customers. */
  CONTACTS_WRITE(Role.AGENT, true),
  /** Take everything of a customer out, and erase it. */
  CONTACTS_ERASE(Role.ADMIN, true),
  /** See bots and workflows, and try them out. */
  BOTS_READ(Role.VIEWER, true),
  /** Make, change and delete bots and drafts. */
  BOTS_WRITE(Role.ADMIN, true),
  /** Decide what customers meet: publish, roll back, switch bots on and off. */
  BOTS_PUBLISH(Role.ADMIN, true),
  /** See where customers reach the bots. */
  CHANNELS_READ(Role.VIEWER, true),
  /** Connect, change and disconnect that. */
  CHANNELS_WRITE(Role.ADMIN, true),
  /** See articles, sources and what was asked in vain; search. */
  KNOWLEDGE_READ(Role.VIEWER, true),
  /** Write articles, add and take away sources. */
  KNOWLEDGE_WRITE(Role.ADMIN, true),
  /** See message templates, and which flows they break. */
  TEMPLATES_READ(Role.VIEWER, true),
  /** Write message templates, send them for review, delete them. */
  TEMPLATES_WRITE(Role.ADMIN, true),
  /** See figures. */
  ANALYTICS_READ(Role.VIEWER, true);

  private final Role least;
  private final boolean forKeys;

  Permission(Role least, boolean forKeys) {
    this.least = least;
    this.forKeys = forKeys;
  }

  /** The least role that has it. */
  public Role least() {
    return least;
  }

  /** Whether an API key may carry it. */
  public boolean forKeys() {
    return forKeys;
  }

  /** As a scope: {@code members:read}. */
  public String scope() {
    return name().toLowerCase(Locale.ROOT).replace('_', ':');
  }

  /** All that a role has. */
  public static Set<Permission> of(Role role) {
    Set<Permission> all = EnumSet.noneOf(Permission.class);
    Arrays.stream(values()).filter(each -> role.includes(each.least)).forEach(all::add);
    return Collections.unmodifiableSet(all);
  }

  /**
   * The permission with this scope.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Permission ofScope(String scope) {
    return Arrays.stream(values())
        .filter(each -> each.scope().equals(scope))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such scope"));
  }
}
