package org.guchang.event;

import java.util.Map;
import java.util.TreeMap;
import org.guchang.event.Event.ProductStocked;

/**
 * How many of one product are left, per platform: the newest report by time; of two at the same
 * time the smaller.
 */
public record StockState(Map<String, Stock> platforms) {
  public static final StockState NONE = new StockState(Map.of());

  public record Stock(long remaining, long at) {}

  /** Returns this very object if the event says nothing new. */
  public StockState apply(ProductStocked event) {
    Stock told = new Stock(event.remaining(), event.origin().at());
    Stock known = platforms.get(event.origin().platform());
    if (known != null
        && (told.at < known.at || (told.at == known.at && told.remaining >= known.remaining))) {
      return this;
    }
    Map<String, Stock> changed = new TreeMap<>(platforms);
    changed.put(event.origin().platform(), told);
    return new StockState(changed);
  }

  /** Over all platforms that reported. */
  public long remaining() {
    return platforms.values().stream().mapToLong(Stock::remaining).sum();
  }
}
