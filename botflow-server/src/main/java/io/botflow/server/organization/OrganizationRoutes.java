package io.botflow.server.organization;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Page;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.identity.Sessions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Organisations and plans. */
final class OrganizationRoutes implements RouteSource {
  private final Organizations organizations;
  private final Sessions sessions;

  @Inject
  OrganizationRoutes(Organizations organizations, Sessions sessions) {
    this.organizations = organizations;
    this.sessions = sessions;
  }

  /**
   * @param parent the partner's organisation that shall look after it
   */
  record NewOrganization(String name, @Nullable UUID parent) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      Checked.line(name, "/name", problem);
    }
  }

  record OrganizationChange(@Nullable String name) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (name != null) {
        Checked.line(name, "/name", problem);
      }
    }
  }

  record Entered(String accessToken) {
    @Override
    public String toString() {
      return "Entered";
    }
  }

  @Override
  public List<Route> routes() {
    Access people = new Access.LoggedIn();
    Access readers = new Access.MemberOf(Permission.ORGANIZATION_READ);
    return List.of(
        Route.get("/api/plans", new Access.Everyone(), "Lists the plans.", this::plans)
            .paging(Plan.class),
        Route.get("/api/organizations", people, "Lists one's organisations.", this::list)
            .paging(OrganizationView.class),
        Route.post("/api/organizations", people, "Makes an organisation.", this::make)
            .taking(NewOrganization.class)
            .creating(OrganizationView.class),
        Route.get("/api/organizations/{id}", readers, "Shows an organisation.", this::read)
            .answering(OrganizationView.class),
        Route.get(
                "/api/organizations/{id}/usage",
                readers,
                "What is in use of what the plan allows.",
                this::usage)
            .answering(Usage.class),
        Route.patch(
                "/api/organizations/{id}",
                new Access.MemberOf(Permission.ORGANIZATION_WRITE),
                "Renames an organisation.",
                this::change)
            .taking(OrganizationChange.class)
            .answering(OrganizationView.class),
        Route.delete(
            "/api/organizations/{id}",
            new Access.MemberOf(Permission.ORGANIZATION_CLOSE),
            "Closes an organisation for good.",
            this::close),
        Route.post(
                "/api/organizations/{id}/switch",
                readers,
                "Goes on with the session in this organisation.",
                this::enter)
            .answering(Entered.class));
  }

  private Answer plans(Call call) {
    return Answer.ok(new Page<>(organizations.plans(), null));
  }

  private Answer list(Call call) {
    return Answer.ok(new Page<>(organizations.of(call.person().id()), null));
  }

  private Answer make(Call call) {
    NewOrganization input = call.body(NewOrganization.class);
    return Answer.created(organizations.make(call, input.name().strip(), input.parent()));
  }

  private Answer read(Call call) {
    return Answer.ok(organizations.read(call.organization()));
  }

  private Answer usage(Call call) {
    return Answer.ok(organizations.usage(call.organization()));
  }

  private Answer change(Call call) {
    return Answer.ok(organizations.rename(call, call.body(OrganizationChange.class).name()));
  }

  private Answer close(Call call) {
    organizations.close(call);
    return Answer.done();
  }

  private Answer enter(Call call) {
    return Answer.ok(
        new Entered(
            sessions.enter(call.person().id(), call.person().session(), call.organization())));
  }
}
