package io.botflow.server.organization;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Page;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Role;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.identity.EmailAddress;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Members and invitations. */
final class MemberRoutes implements RouteSource {
  private final Members members;
  private final Invitations invitations;

  @Inject
  MemberRoutes(Members members, Invitations invitations) {
    this.members = members;
    this.invitations = invitations;
  }

  record NewMember(String email, String role) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (!EmailAddress.isValid(email)) {
        problem.accept("/email", "is no e-mail address");
      }
      expectRole(role, problem);
    }
  }

  record MemberChange(String role) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      expectRole(role, problem);
    }
  }

  record Acceptance(String token) {
    @Override
    public String toString() {
      return "Acceptance";
    }
  }

  record Joined(UUID organization) {}

  private static void expectRole(String role, BiConsumer<String, String> problem) {
    if (Arrays.stream(Role.values()).noneMatch(each -> each.text().equals(role))) {
      problem.accept("/role", "has to be owner, admin, agent or viewer");
    }
  }

  @Override
  public List<Route> routes() {
    Access readers = new Access.MemberOf(Permission.MEMBERS_READ);
    Access writers = new Access.MemberOf(Permission.MEMBERS_WRITE);
    return List.of(
        Route.get("/api/organizations/{id}/members", readers, "Lists the members.", this::list)
            .paging(Members.MemberView.class),
        Route.post(
                "/api/organizations/{id}/members",
                writers,
                "Invites an address; it joins once its owner accepts.",
                this::invite)
            .taking(NewMember.class)
            .creating(Invitations.InvitationView.class),
        Route.patch(
                "/api/organizations/{id}/members/{userId}",
                writers,
                "Changes a member's role.",
                this::change)
            .taking(MemberChange.class)
            .answering(Members.MemberView.class),
        Route.delete(
            "/api/organizations/{id}/members/{userId}", writers, "Removes a member.", this::remove),
        Route.post(
            "/api/organizations/{id}/leave",
            new Access.MemberOf(Permission.ORGANIZATION_READ),
            "Leaves the organisation.",
            this::leave),
        Route.get(
                "/api/organizations/{id}/invitations",
                readers,
                "Lists the invitations that wait.",
                this::waiting)
            .paging(Invitations.InvitationView.class),
        Route.delete(
            "/api/organizations/{id}/invitations/{invitationId}",
            writers,
            "Withdraws an invitation.",
            this::withdraw),
        Route.post(
                "/api/invitations/accept",
                new Access.LoggedIn(),
                "Joins the organisation that sent the link.",
                this::accept)
            .taking(Acceptance.class)
            .answering(Joined.class));
  }

  private Answer list(Call call) {
    return Answer.ok(new Page<>(members.list(call.organization()), null));
  }

  private Answer invite(Call call) {
    NewMember input = call.body(NewMember.class);
    return Answer.created(invitations.invite(call, input.email(), Role.of(input.role())));
  }

  private Answer change(Call call) {
    Role role = Role.of(call.body(MemberChange.class).role());
    return Answer.ok(members.change(call, call.id("userId"), role));
  }

  private Answer remove(Call call) {
    members.remove(call, call.id("userId"));
    return Answer.done();
  }

  private Answer leave(Call call) {
    members.leave(call);
    return Answer.done();
  }

  private Answer waiting(Call call) {
    return Answer.ok(new Page<>(invitations.list(call.organization()), null));
  }

  private Answer withdraw(Call call) {
    invitations.withdraw(call, call.id("invitationId"));
    return Answer.done();
  }

  private Answer accept(Call call) {
    return Answer.ok(new Joined(invitations.accept(call, call.body(Acceptance.class).token())));
  }
}
