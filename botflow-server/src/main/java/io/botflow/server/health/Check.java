package io.botflow.server.health;

/** Something that has to work for the process to be of use; bound in a set. */
public interface Check {

  /** What is checked, in one word. */
  String name();

  /** Whether it works now; answers within about a second and never throws. */
  boolean works();
}
