package io.botflow.flow;

/** Where a node stands on the canvas, in pixels; never of any meaning to the engine. */
public record Position(double x, double y) {
  /** The canvas's corner. */
  public static final Position ORIGIN = new Position(0, 0);
}
