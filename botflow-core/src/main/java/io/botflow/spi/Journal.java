package io.botflow.spi;

import java.util.function.Supplier;

/**
 * The results of outside calls of one turn. A turn that a crash interrupted finds what its earlier
 * attempt recorded and does not call, or pay, again.
 */
public interface Journal {

  /** No earlier attempt, and nothing is recorded: every call is made. */
  Journal NONE =
      new Journal() {
        @Override
        public <T> Result<T> once(String step, Class<T> type, Supplier<T> call) {
          return new Result<>(call.get(), false);
        }
      };

  /**
   * Makes the call unless its result is recorded, and records it.
   *
   * @param step names the call within its turn, the same in every attempt
   * @param type what Jackson reads the recorded result as
   */
  <T> Result<T> once(String step, Class<T> type, Supplier<T> call);

  /**
   * A result.
   *
   * @param replayed whether it was found rather than made
   * @param kept whether a later attempt will find it; only then may something follow from it that
   *     cannot be undone
   */
  record Result<T>(T value, boolean replayed, boolean kept) {

    /** A result that is kept, or that no later attempt will ask for. */
    public Result(T value, boolean replayed) {
      this(value, replayed, true);
    }
  }
}
