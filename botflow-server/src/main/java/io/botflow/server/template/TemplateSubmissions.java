package io.botflow.server.template;

import io.botflow.server.account.Account;
import io.botflow.server.account.Accounts;
import io.botflow.server.api.Call;
import io.botflow.server.api.Refusal;
import io.botflow.server.audit.AuditLog;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import io.botflow.whatsapp.Endpoint;
import io.botflow.whatsapp.template.MessageTemplate;
import io.botflow.whatsapp.template.RegisteredTemplate;
import io.botflow.whatsapp.template.TemplateAccount;
import io.botflow.whatsapp.template.TemplateQuality;
import io.botflow.whatsapp.template.TemplateReader;
import io.botflow.whatsapp.template.TemplateResult;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Sends drafts of templates to the network and deletes templates there. No transaction is open
 * while the network is asked. Thread-safe; blocks.
 */
final class TemplateSubmissions {
  /** Longer than a call to the network takes: so long nobody else sends the same draft. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private static final String NUMBERS =
      """
      select id from whatsapp_accounts
      where org_id = :org and business_account_id = :account and status = 'active'
      order by created_at, id
      """;

  private static final String LEND =
      """
      update template_drafts set sending_until = now() + :lease * interval '1 second'
      where org_id = :org and id = :id
      """;

  private static final String GIVE_BACK =
      """
      update template_drafts set sending_until = '-infinity', refusal = :refusal,
        updated_at = case when :refusal::text is null then updated_at else now() end
      where org_id = :org and id = :id
      """;

  private static final String SENT =
      "delete from template_drafts where org_id = :org and id = :id and content::text = :content";

  private final Transactions transactions;
  private final MessageTemplates templates;
  private final Accounts accounts;
  private final AuditLog audit;

  @Inject
  TemplateSubmissions(
      Databases databases, MessageTemplates templates, Accounts accounts, AuditLog audit) {
    this.transactions = databases.api();
    this.templates = templates;
    this.accounts = accounts;
    this.audit = audit;
  }

  /** Sends a draft for review. */
  MessageTemplateView submit(Call call, UUID id) {
    UUID organization = call.organization();
    TemplateRow row = transactions.in(organization, handle -> lend(handle, call, id));
    MessageTemplate content = TemplateReader.content(row.content());
    RegisteredTemplate current = row.registered();
    TemplateResult result;
    try {
      TemplateAccount account = account(organization, row.businessAccount());
      result =
          current == null
              ? templates.network(organization).create(account, content)
              : templates.network(organization).edit(account, current, content);
    } catch (Refusal e) {
      giveBack(organization, id, null);
      throw e;
    }
    if (!(result instanceof TemplateResult.Done done)) {
      giveBack(organization, id, refusal(result));
      if (result instanceof TemplateResult.Uncertain) {
        readSoon(organization, row.businessAccount());
      }
      throw refused(result);
    }
    templates.registry(organization).put(registered(row, content, done));
    return transactions.in(
        organization,
        handle -> {
          handle
              .createUpdate(SENT)
              .bind("org", organization)
              .bind("id", id)
              .bind("content", Objects.requireNonNull(row.draft()).toString())
              .execute();
          // What was written meanwhile waits for its own sending.
          giveBack(handle, organization, id, null);
          TemplateDrafts.readSoon(handle, organization, row.businessAccount());
          audit.write(
              handle, organization, call, "template.submitted", id, Map.of("name", row.name()));
          return TemplateDrafts.read(handle, organization, id).view();
        });
  }

  private static TemplateRow lend(Handle handle, Call call, UUID id) {
    TemplateRow row = TemplateDrafts.locked(handle, call, id);
    if (row.draft() == null) {
      throw TemplateDrafts.conflict("", "Nothing of this template waits to be sent");
    }
    if (row.sending()) {
      throw TemplateDrafts.conflict("", "It is being sent already");
    }
    handle
        .createUpdate(LEND)
        .bind("lease", LEASE.toSeconds())
        .bind("org", call.organization())
        .bind("id", id)
        .execute();
    return row;
  }

  private static RegisteredTemplate registered(
      TemplateRow row, MessageTemplate content, TemplateResult.Done done) {
    RegisteredTemplate before = row.registered();
    return new RegisteredTemplate(
        row.businessAccount(),
        before == null ? done.id() : before.id(),
        done.category() == null ? content : content.withCategory(done.category()),
        done.status(),
        before == null ? TemplateQuality.UNKNOWN : before.quality(),
        null,
        false);
  }

  /** Deletes a template, at the network as well where it is there. */
  void delete(Call call, UUID id, boolean allLanguages) {
    UUID organization = call.organization();
    TemplateRow row =
        transactions.in(organization, handle -> TemplateDrafts.locked(handle, call, id));
    RegisteredTemplate registered = row.registered();
    List<MessageTemplate> gone =
        registered == null
            ? List.of()
            : allLanguages ? languages(organization, row) : List.of(registered.content());
    if (registered != null) {
      TemplateAccount account = account(organization, row.businessAccount());
      // 360dialog knows names alone, which is the same where there is one language.
      boolean byName =
          allLanguages
              || (account.endpoint() == Endpoint.DIALOG_360
                  && languages(organization, row).size() == 1);
      TemplateResult result =
          templates
              .network(organization)
              .delete(account, row.name(), byName ? null : registered.id());
      if (!(result instanceof TemplateResult.Done)) {
        readSoon(organization, row.businessAccount());
        throw refused(result);
      }
      for (MessageTemplate one : gone) {
        templates.table(organization).remove(row.businessAccount(), one.name(), one.language());
      }
    }
    transactions.<Boolean>in(
        organization,
        handle -> {
          handle
              .createUpdate("delete from template_drafts where org_id = :org and id = :id")
              .bind("org", organization)
              .bind("id", id)
              .execute();
          audit.write(
              handle, organization, call, "template.deleted", id, Map.of("name", row.name()));
          return true;
        });
  }

  private List<MessageTemplate> languages(UUID organization, TemplateRow row) {
    return templates.registry(organization).all(row.businessAccount()).stream()
        .map(RegisteredTemplate::content)
        .filter(content -> content.name().equals(row.name()))
        .toList();
  }

  private void readSoon(UUID organization, String account) {
    transactions.<Boolean>in(
        organization,
        handle -> {
          TemplateDrafts.readSoon(handle, organization, account);
          return true;
        });
  }

  private void giveBack(UUID organization, UUID id, @Nullable String refusal) {
    transactions.<Boolean>in(
        organization,
        handle -> {
          giveBack(handle, organization, id, refusal);
          return true;
        });
  }

  private static void giveBack(
      Handle handle, UUID organization, UUID id, @Nullable String refusal) {
    handle
        .createUpdate(GIVE_BACK)
        .bind("refusal", refusal)
        .bind("org", organization)
        .bind("id", id)
        .execute();
  }

  private TemplateAccount account(UUID organization, String businessAccount) {
    List<UUID> numbers =
        transactions.in(
            organization,
            handle ->
                handle
                    .createQuery(NUMBERS)
                    .bind("org", organization)
                    .bind("account", businessAccount)
                    .mapTo(UUID.class)
                    .list());
    for (UUID number : numbers) {
      Account account = accounts.byId(number);
      Optional<TemplateAccount> found =
          Optional.ofNullable(account).flatMap(MessageTemplates::account);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw TemplateDrafts.conflict(
        "", "No number of its business account is connected with a token; connect one first");
  }

  /** What a draft keeps of it: the network's own words alone. */
  private static @Nullable String refusal(TemplateResult result) {
    return result instanceof TemplateResult.Refused refused ? refused.text() : null;
  }

  private static Refusal refused(TemplateResult result) {
    return switch (result) {
      case TemplateResult.Done ignored -> throw new IllegalStateException("this was done");
      case TemplateResult.Invalid invalid ->
          new Refusal(
              ErrorCode.TEMPLATE_HAS_ERRORS,
              invalid.problems().stream()
                  .map(one -> new Problem.Place(TemplateRow.path(one), one.text(), one.code()))
                  .toList());
      case TemplateResult.LimitReached limit ->
          because(ErrorCode.NETWORK_LIMIT, limit.text() + " Try again at " + limit.again() + ".");
      case TemplateResult.NotPossible not -> because(ErrorCode.CONFLICT, not.text());
      case TemplateResult.Refused refused -> because(ErrorCode.NETWORK_REFUSED, refused.text());
      case TemplateResult.NotSent notSent -> because(ErrorCode.NETWORK_UNAVAILABLE, notSent.why());
      case TemplateResult.Uncertain uncertain ->
          because(ErrorCode.NETWORK_UNCERTAIN, uncertain.why());
    };
  }

  private static Refusal because(ErrorCode code, String why) {
    return new Refusal(code, List.of(new Problem.Place("", why)));
  }
}
