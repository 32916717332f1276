package io.botflow.server.sso;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An organisation's provider, for those who decide about its members. */
final class ConnectionRoutes implements RouteSource {
  private static final int MOST_CHARACTERS = 500;
  private static final int MOST_ROLES = 50;
  private static final Set<String> ROLES = Set.of("admin", "agent", "viewer");
  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})+", Pattern.CASE_INSENSITIVE);

  private final Connections connections;

  @Inject
  ConnectionRoutes(Connections connections) {
    this.connections = connections;
  }

  /**
   * @param usualRole of those who join; null for viewer
   * @param roleClaim the claim of the token that names another, such as {@code groups}
   * @param roles by the claim's values
   */
  record NewConnection(
      String issuer,
      String clientId,
      String clientSecret,
      String domain,
      @Nullable String usualRole,
      @Nullable String roleClaim,
      @Nullable Map<String, String> roles)
      implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (issuer.length() > MOST_CHARACTERS || !isAddress(issuer)) {
        problem.accept("/issuer", "has to be the provider's address without parameters");
      }
      Checked.line(clientId, "/clientId", problem);
      if (clientSecret.isBlank() || clientSecret.length() > MOST_CHARACTERS) {
        problem.accept("/clientSecret", "is missing or too long");
      }
      if (domain.length() > 253 || !DOMAIN.matcher(domain).matches()) {
        problem.accept("/domain", "is no domain");
      }
      if (usualRole != null && !ROLES.contains(usualRole)) {
        problem.accept("/usualRole", "has to be admin, agent or viewer");
      }
      if (roleClaim != null) {
        Checked.line(roleClaim, "/roleClaim", problem);
      }
      if (roles != null) {
        if (roles.size() > MOST_ROLES) {
          problem.accept("/roles", "has to have at most " + MOST_ROLES);
        }
        roles.forEach(
            (value, role) -> {
              if (value.length() > MOST_CHARACTERS
                  || value.chars().anyMatch(Character::isISOControl)
                  || !ROLES.contains(String.valueOf(role))) {
                problem.accept("/roles", "has to lead to admin, agent or viewer");
              }
            });
      }
    }

    private static boolean isAddress(String text) {
      try {
        URI uri = new URI(text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return (scheme.equals("https") || scheme.equals("http"))
            && uri.getHost() != null
            && uri.getQuery() == null
            && uri.getFragment() == null
            && uri.getUserInfo() == null;
      } catch (URISyntaxException e) {
        return false;
      }
    }

    @Override
    public String toString() {
      return "NewConnection";
    }
  }

  @Override
  public List<Route> routes() {
    Access deciders = new Access.MemberOf(Permission.MEMBERS_WRITE);
    String path = "/api/organizations/{id}/sso";
    return List.of(
        Route.get(path, deciders, "Shows the provider of single sign-on.", this::read)
            .answering(Connection.View.class),
        Route.post(path, deciders, "Sets the provider of single sign-on.", this::put)
            .taking(NewConnection.class)
            .answering(Connection.View.class),
        Route.post(
                path + "/prove-domain",
                deciders,
                "Looks for the record that shows whose the domain is.",
                this::prove)
            .answering(Connection.View.class),
        Route.delete(path, deciders, "Ends single sign-on.", this::remove));
  }

  private Answer read(Call call) {
    return Answer.ok(connections.read(call.organization()).view());
  }

  private Answer put(Call call) {
    return Answer.ok(connections.put(call, call.body(NewConnection.class)).view());
  }

  private Answer prove(Call call) {
    return Answer.ok(connections.prove(call).view());
  }

  private Answer remove(Call call) {
    connections.remove(call);
    return Answer.done();
  }
}
