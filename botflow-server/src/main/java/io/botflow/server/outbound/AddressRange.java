package io.botflow.server.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Addresses with the same first bits, as {@code 10.0.0.0/8} or {@code fc00::/7} (RFC 4632).
 *
 * @param network the address with zeros behind the first bits
 * @param bits how many bits count
 */
record AddressRange(List<Byte> network, int bits) {

  /**
   * Reads a range, or a single address.
   *
   * @throws IllegalArgumentException where it is neither
   */
  static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = HostText.literal(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      throw new IllegalArgumentException("no address: " + text);
    }
    byte[] bytes = address.getAddress();
    int bits = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > bytes.length * 8) {
      throw new IllegalArgumentException("no such range: " + text);
    }
    byte[] network = masked(bytes, bits);
    // Bits behind the range are a slip of the pen, and the range would not be the one that is
    // meant.
    if (!Arrays.equals(network, bytes)) {
      throw new IllegalArgumentException("the address has bits behind the range: " + text);
    }
    return new AddressRange(boxed(network), bits);
  }

  /** Whether the address is one of them; never where it is of the other version. */
  boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == network.size() && boxed(masked(bytes, bits)).equals(network);
  }

  private static byte[] masked(byte[] bytes, int bits) {
    byte[] masked = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      int kept = Math.max(0, Math.min(8, bits - i * 8));
      masked[i] = (byte) (bytes[i] & (0xff << (8 - kept)));
    }
    return masked;
  }

  private static List<Byte> boxed(byte[] bytes) {
    Byte[] boxed = new Byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      boxed[i] = bytes[i];
    }
    return List.of(boxed);
  }

  @Override
  public String toString() {
    byte[] bytes = new byte[network.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = network.get(i);
    }
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/" + bits;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}
