package io.botflow.server.organization;

import io.botflow.server.job.Job;
import io.botflow.server.job.Poller;
import io.botflow.server.mail.MailKind;
import io.botflow.server.mail.Mailer;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells owners and admins when the messages that a month of their plan has are nearly used, and
 * when they are: once each, of several servers by one; again where the plan has become another.
 */
final class PlanNotices implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(PlanNotices.class);
  private static final Duration PAUSE = Duration.ofMinutes(5);
  private static final int ALL = 100;
  private static final int NEARLY_ALL = 80;

  private static final String FAR =
      """
      select n.org_id, n.used, n.most, o.name, p.name as plan
      from messages_since(%s, :percent) n
      join organizations o on o.id = n.org_id join plans p on p.id = o.plan
      where not exists (select from plan_notices t
        where t.org_id = n.org_id and t.month = %s and t.percent = :percent
          and t.most = n.most)
      order by n.org_id
      """
          .formatted(MonthlyMessages.FIRST_DAY, MonthlyMessages.FIRST_DAY);

  /** Who hears that all are used need not hear that nearly all are. */
  private static final String REMEMBER =
      """
      insert into plan_notices (org_id, month, percent, most)
      select :org, %s, p, :most from unnest(array[:nearly, :all]) p where p <= :percent
      on conflict do nothing returning percent
      """
          .formatted(MonthlyMessages.FIRST_DAY);

  private static final String PEOPLE =
      """
      select u.email, u.name, u.language from memberships m join users u on u.id = m.user_id
      where m.org_id = :org and m.role in ('owner', 'admin') order by u.email
      """;

  private final Transactions identity;
  private final Mailer mailer;
  private final Poller poller;

  @Inject
  PlanNotices(Databases databases, Mailer mailer) {
    this.identity = databases.identity();
    this.mailer = mailer;
    this.poller = new Poller("botflow-plans", PAUSE, this::tell);
  }

  @Override
  public void start() {
    poller.start();
  }

  @Override
  public void stop() {
    poller.stop();
  }

  private record Far(UUID organization, String name, String plan, long used, int most) {}

  private record Person(String email, String name, String language) {}

  /** Whoever is there now is told; nothing more is to be found at once. */
  private boolean tell() {
    for (int percent : List.of(ALL, NEARLY_ALL)) {
      for (Far far : identity.outside(handle -> far(handle, percent))) {
        tell(far, percent);
      }
    }
    return false;
  }

  private static List<Far> far(Handle handle, int percent) {
    return handle
        .createQuery(FAR)
        .bind("percent", percent)
        .map(
            (row, context) ->
                new Far(
                    row.getObject("org_id", UUID.class),
                    row.getString("name"),
                    row.getString("plan"),
                    row.getLong("used"),
                    row.getInt("most")))
        .list();
  }

  private void tell(Far far, int percent) {
    List<Person> people =
        identity.outside(handle -> isFirst(handle, far, percent) ? people(handle, far) : List.of());
    if (people.isEmpty()) {
      return;
    }
    LOG.info(
        "Organisation {} has used {} of the {} messages a month of its plan; its owners are told",
        far.organization(),
        far.used(),
        far.most());
    for (Person person : people) {
      mailer.send(
          percent == ALL ? MailKind.MESSAGES_USED : MailKind.MESSAGES_NEARLY_USED,
          person.language(),
          person.email(),
          Map.of(
              "name", person.name(),
              "organization", far.name(),
              "plan", far.plan(),
              "used", Long.toString(far.used()),
              "most", Integer.toString(far.most()),
              "link", mailer.link("settings/plan", "")));
    }
  }

  private static boolean isFirst(Handle handle, Far far, int percent) {
    return handle
        .createQuery(REMEMBER)
        .bind("org", far.organization())
        .bind("most", far.most())
        .bind("nearly", NEARLY_ALL)
        .bind("all", ALL)
        .bind("percent", percent)
        .mapTo(Integer.class)
        .list()
        .contains(percent);
  }

  private static List<Person> people(Handle handle, Far far) {
    return handle
        .createQuery(PEOPLE)
        .bind("org", far.organization())
        .map(
            (row, context) ->
                new Person(
                    row.getString("email"), row.getString("name"), row.getString("language")))
        .list();
  }
}
