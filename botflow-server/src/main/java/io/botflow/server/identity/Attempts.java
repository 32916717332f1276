package io.botflow.server.identity;

import io.botflow.server.api.Origin;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * How often somebody may try to prove who they are, in the database: over all replicas and
 * restarts. A try counts before it is judged, so that many at once are no way around.
 */
final class Attempts {
  private final Transactions transactions;

  /** What tries are counted for. */
  @SuppressWarnings("ArrayRecordComponent") // Subjects are never compared.
  private record Subject(String what, int most) {
    byte[] hash() {
      return OneTimeToken.hash(what);
    }
  }

  @Inject
  Attempts(Databases databases) {
    this.transactions = databases.identity();
  }

  private static List<Subject> subjects(String account, Origin origin) {
    return List.of(
        new Subject("both " + account + " " + origin.address(), 5),
        // From many addresses at once; still, a stranger should not lock people out lightly.
        new Subject("account " + account, 50),
        new Subject("address " + origin.address(), 200));
  }

  /**
   * Counts a try.
   *
   * @param account an e-mail address, whether it has an account or not
   * @throws Refusal when there were too many in the last quarter of an hour
   */
  void count(String account, Origin origin) {
    boolean tooMany =
        transactions.outside(
            handle -> {
              boolean any = false;
              for (Subject subject : subjects(account, origin)) {
                any |= count(handle, subject) > subject.most();
              }
              return any;
            });
    if (tooMany) {
      throw new Refusal(ErrorCode.TOO_MANY_TRIES);
    }
  }

  private static int count(Handle handle, Subject subject) {
    return handle
        .createQuery(
            """
            insert into login_failures as f (subject, failures, until)
            values (:subject, 1, now() + interval '15 minutes')
            on conflict (subject) do update set
              failures = case when f.until < now() then 1 else f.failures + 1 end,
              until = case when f.until < now() then excluded.until else f.until end
            returning failures
            """)
        .bind("subject", subject.hash())
        .mapTo(Integer.class)
        .one();
  }

  /** The try was good: it, and those before it on this account, count no more. */
  void succeeded(Handle handle, String account, Origin origin) {
    List<Subject> subjects = subjects(account, origin);
    for (Subject subject : subjects.subList(0, 2)) {
      handle
          .createUpdate("delete from login_failures where subject = :subject")
          .bind("subject", subject.hash())
          .execute();
    }
    handle
        .createUpdate("update login_failures set failures = failures - 1 where subject = :subject")
        .bind("subject", subjects.getLast().hash())
        .execute();
    handle.execute("delete from login_failures where until < now() - interval '1 day'");
  }
}
