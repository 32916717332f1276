package io.botflow.spi;

import java.util.List;

/**
 * What became of arrivals that are durable now.
 *
 * @param fresh for each arrival, in order, whether it was new
 * @param claims conversations that became ready by them and are lent to the caller already, as by
 *     {@link Store#claim}: whoever receives them works on them
 * @param ready whether there may be more to do or to send by them than was lent: a reason to look
 * @param doubles how many of our messages a status proved to have reached the channel twice
 */
public record Acceptance(List<Boolean> fresh, List<Claim> claims, boolean ready, int doubles) {
  public Acceptance {
    fresh = List.copyOf(fresh);
    claims = List.copyOf(claims);
  }
}
