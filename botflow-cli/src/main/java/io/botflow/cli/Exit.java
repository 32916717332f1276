package io.botflow.cli;

/** How a command ends. */
enum Exit {
  OK(0),
  /** Problems were found, or tests failed. */
  PROBLEMS(1),
  /** The command was not understood, or what it names is not there. */
  MISUSE(2),
  /** Something outside cannot be reached. */
  UNREACHABLE(3),
  /** An error in botflow itself; the number that sysexits.h gives it. */
  INTERNAL(70);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
