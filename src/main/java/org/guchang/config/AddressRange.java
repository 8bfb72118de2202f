package org.guchang.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The addresses that begin with the same bits, e.g. {@code 203.0.113.0/24}, {@code 2001:db8::/32},
 * or a single one.
 *
 * @param written as in the catalog
 * @param network its bytes in hexadecimal, those after the prefix zero
 * @param prefix how many leading bits are compared
 */
public record AddressRange(String written, String network, int prefix) {
  /** Only what is no name: a name would be asked for in the network. */
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException whose message says what is expected
   */
  public static AddressRange parse(String written) {
    int slash = written.indexOf('/');
    byte[] bytes = bytes(slash < 0 ? written : written.substring(0, slash));
    int bits = bytes.length * Byte.SIZE;
    int prefix = slash < 0 ? bits : prefix(written.substring(slash + 1), bits);
    byte[] network = cut(bytes, prefix);
    return new AddressRange(written, HexFormat.of().formatHex(network), prefix);
  }

  private static byte[] bytes(String address) {
    if (!LITERAL.matcher(address).matches()) {
      throw unfit();
    }
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw unfit();
    }
  }

  private static int prefix(String text, int bits) {
    if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= bits) {
      return Integer.parseInt(text);
    }
    throw unfit();
  }

  private static IllegalArgumentException unfit() {
    return new IllegalArgumentException(
        "an address or a range of them like 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32 is expected");
  }

  private static byte[] cut(byte[] bytes, int prefix) {
    byte[] network = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      int bits = Math.min(Byte.SIZE, Math.max(0, prefix - i * Byte.SIZE));
      network[i] = (byte) (bytes[i] & (0xFF00 >> bits));
    }
    return network;
  }

  /**
   * Whether an address is in it. An IPv4 address that came over IPv6 is the IPv4 address it was
   * ({@link InetAddress} makes it so).
   */
  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length * 2 == network.length()
        && HexFormat.of().formatHex(cut(bytes, prefix)).equals(network);
  }

  @Override
  public String toString() {
    return written;
  }
}
