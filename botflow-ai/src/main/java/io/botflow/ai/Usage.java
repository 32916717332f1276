package io.botflow.ai;

/**
 * Tokens of one call, as the provider counted.
 *
 * @param input all that was read, what came from the provider's cache included
 * @param cachedInput how much of it came from the provider's cache, at a lower price
 * @param output what was written
 */
record Usage(long input, long cachedInput, long output) {
  static final Usage NONE = new Usage(0, 0, 0);
}
