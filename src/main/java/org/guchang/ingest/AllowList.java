package org.guchang.ingest;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.guchang.config.AddressRange;
import org.jspecify.annotations.Nullable;

/** The addresses a partner may send from. What counts is who opened the connection. */
final class AllowList {
  private AllowList() {}

  /**
   * Lets the request pass.
   *
   * @param ranges of the catalog, empty for any address
   * @param peer the other end of the connection
   * @throws DeliveryRefused when it comes from elsewhere, in the words of a wrong signature
   */
  static void check(List<AddressRange> ranges, SocketAddress peer) throws DeliveryRefused {
    if (!ranges.isEmpty() && !holds(ranges, peer.hostAddress())) {
      throw new DeliveryRefused(
          DeliveryOutcome.FOREIGN_ADDRESS,
          Problems.UNAUTHORIZED,
          "the address is not among the partner's");
    }
  }

  /**
   * @param peer numeric, null when the connection has none
   */
  static boolean holds(List<AddressRange> ranges, @Nullable String peer) {
    if (peer == null) {
      return false;
    }
    try {
      InetAddress address = InetAddress.getByName(peer);
      return ranges.stream().anyMatch(range -> range.contains(address));
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
