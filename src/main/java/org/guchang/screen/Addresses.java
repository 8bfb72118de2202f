package org.guchang.screen;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.guchang.config.AddressRange;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from: from the other end of its connection, or, where that is a proxy we
 * know, from whom the nearest such proxy says.
 *
 * @param proxies that are believed
 */
record Addresses(List<AddressRange> proxies) {
  /** What is no address is not asked for in the network. */
  private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]{2,45}");

  Addresses {
    proxies = List.copyOf(proxies);
  }

  String of(HttpServerRequest request) {
    SocketAddress peer = request.remoteAddress();
    String address = peer == null || peer.hostAddress() == null ? "?" : peer.hostAddress();
    String said = request.getHeader("x-forwarded-for");
    return said == null || !isProxy(address) ? address : said(said, address);
  }

  /** The last that is no proxy of ours: what stands before it anybody may have written. */
  private String said(String forwarded, String peer) {
    String[] hops = forwarded.split(",", -1);
    for (int i = hops.length - 1; i >= 0; i--) {
      String hop = hops[i].strip();
      if (parsed(hop) == null) {
        return peer;
      }
      if (!isProxy(hop)) {
        return hop;
      }
    }
    return peer;
  }

  private boolean isProxy(String address) {
    InetAddress parsed = parsed(address);
    return parsed != null && proxies.stream().anyMatch(range -> range.contains(parsed));
  }

  private static @Nullable InetAddress parsed(String text) {
    try {
      return LITERAL.matcher(text).matches() ? InetAddress.getByName(text) : null;
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
