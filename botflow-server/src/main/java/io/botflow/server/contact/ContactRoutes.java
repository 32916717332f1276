package io.botflow.server.contact;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Page;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Refusal;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Customers. */
final class ContactRoutes implements RouteSource {
  private static final int MOST_SEARCHED = 100;

  private final Contacts contacts;
  private final ContactRecords records;
  private final Erasure erasure;

  @Inject
  ContactRoutes(Contacts contacts, ContactRecords records, Erasure erasure) {
    this.contacts = contacts;
    this.records = records;
    this.erasure = erasure;
  }

  /**
   * Somebody who has not written yet.
   *
   * @param phone in international form; a leading {@code +} and blanks are taken off
   * @param details what else is known, or null
   */
  record NewContact(UUID channelId, String phone, @Nullable ContactChange details)
      implements Checked {
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ]{6,24}");

    @Override
    public void check(BiConsumer<String, String> problem) {
      if (!PHONE.matcher(phone).matches()) {
        problem.accept("/phone", "has to be a number in international form");
      }
      if (details != null) {
        details.check((path, message) -> problem.accept("/details" + path, message));
      }
    }

    String digits() {
      return phone.replace("+", "").replace(" ", "");
    }
  }

  @Override
  public List<Route> routes() {
    Access readers = new Access.Member(Permission.CONTACTS_READ);
    Access writers = new Access.Member(Permission.CONTACTS_WRITE);
    Access erasers = new Access.Member(Permission.CONTACTS_ERASE);
    return List.of(
        Route.get("/api/contacts", readers, "Lists customers, the newest first.", this::list)
            .paging(ContactView.class)
            .withParameter("search")
            .withParameter("tag"),
        Route.post("/api/contacts", writers, "Makes a customer who has not written.", this::make)
            .taking(NewContact.class)
            .creating(ContactView.class),
        Route.get("/api/contacts/{id}", readers, "Shows a customer.", this::one)
            .answering(ContactView.class),
        Route.patch("/api/contacts/{id}", writers, "Changes a customer.", this::change)
            .taking(ContactChange.class)
            .answering(ContactView.class),
        Route.get(
                "/api/contacts/{id}/consents",
                readers,
                "Lists what a customer said about offers.",
                this::consents)
            .paging(ContactRecords.ConsentView.class),
        Route.get(
                "/api/contacts/{id}/export",
                erasers,
                "Everything that there is of a customer.",
                this::export)
            .answering(ContactRecords.Export.class),
        Route.delete(
            "/api/contacts/{id}",
            erasers,
            "Erases a customer and all that there is of it.",
            this::erase));
  }

  private Answer list(Call call) {
    String search = call.parameter("search");
    if (search != null && (search.isBlank() || search.length() > MOST_SEARCHED)) {
      throw new Refusal(
          ErrorCode.INVALID_PARAMETER,
          List.of(
              new Problem.Place("search", "has to be from 1 to " + MOST_SEARCHED + " characters")));
    }
    return Answer.ok(
        contacts.list(call.organization(), search, call.parameter("tag"), call.cursor()));
  }

  private Answer make(Call call) {
    NewContact input = call.body(NewContact.class);
    ContactChange details =
        input.details() == null ? new ContactChange(null, null, null, null, null) : input.details();
    return Answer.created(
        contacts.make(call.organization(), input.channelId(), input.digits(), details));
  }

  private Answer one(Call call) {
    return Answer.ok(contacts.one(call.organization(), call.id("id")));
  }

  private Answer change(Call call) {
    return Answer.ok(contacts.change(call, call.id("id"), call.body(ContactChange.class)));
  }

  private Answer consents(Call call) {
    return Answer.ok(new Page<>(records.consents(call.organization(), call.id("id")), null));
  }

  private Answer export(Call call) {
    return Answer.ok(records.export(call, call.id("id")));
  }

  private Answer erase(Call call) {
    erasure.erase(call, call.id("id"));
    return Answer.done();
  }
}
