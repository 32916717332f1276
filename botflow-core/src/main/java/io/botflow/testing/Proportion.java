package io.botflow.testing;

/**
 * A part of a whole that was counted, and how much it says about what was not counted.
 *
 * @param part from 0 to {@code whole}
 */
public record Proportion(int part, int whole) {
  /** The two-sided 95 % point of the normal distribution. */
  private static final double Z = 1.959964;

  private static final double PERCENT = 100;

  /** Refuses a part that is none. */
  public Proportion {
    if (part < 0 || part > whole) {
      throw new IllegalArgumentException(part + " of " + whole);
    }
  }

  /** Both counted together. */
  Proportion plus(Proportion other) {
    return new Proportion(part + other.part, whole + other.whole);
  }

  /** In percent; 100 of nothing. */
  public double percent() {
    return whole == 0 ? PERCENT : PERCENT * part / whole;
  }

  /** The lower end of the 95 % interval (Wilson 1927), in percent. */
  public double low() {
    return end(-1);
  }

  /** The upper end of the 95 % interval, in percent. */
  public double high() {
    return end(1);
  }

  private double end(int side) {
    if (whole == 0) {
      return side < 0 ? 0 : PERCENT;
    }
    double p = (double) part / whole;
    double z2 = Z * Z / whole;
    double middle = p + z2 / 2;
    double half = Z * Math.sqrt(p * (1 - p) / whole + z2 / (4 * whole));
    return PERCENT * Math.clamp((middle + side * half) / (1 + z2), 0, 1);
  }
}
