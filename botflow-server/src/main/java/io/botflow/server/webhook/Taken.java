package io.botflow.server.webhook;

import io.botflow.server.http.ErrorCode;

/** What became of a webhook. */
sealed interface Taken {

  /** All that it brought for us is durable. */
  record Accepted() implements Taken {}

  /** Nothing of it counts. */
  record Refused(ErrorCode code) implements Taken {}
}
