package org.guchang.ledger.codec;

import java.util.Map;
import java.util.TreeMap;
import org.guchang.event.AudienceState;
import org.guchang.event.Event.Counter;
import org.guchang.event.MinuteAudienceState;
import org.guchang.event.PlatformAudience;
import org.guchang.event.PlatformAudience.Told;
import org.guchang.event.StockState;

/** The states of audience and stock as bytes; equal states have equal bytes. */
public final class AudienceCodec {
  private AudienceCodec() {}

  public static byte[] encode(AudienceState state) {
    ByteWriter out = new ByteWriter(128);
    out.number(state.peakOnline()).number(state.platforms().size());
    new TreeMap<>(state.platforms())
        .forEach(
            (platform, audience) -> {
              out.text(platform).time(audience.onlineReceivedAt());
              for (Counter counter : Counter.values()) {
                out.number(audience.counted(counter));
              }
              for (Told told : Told.values()) {
                out.signed(audience.told(told));
                if (audience.told(told) != PlatformAudience.UNKNOWN) {
                  out.time(audience.toldAt(told));
                }
              }
            });
    return out.toBytes();
  }

  /**
   * The state that {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if the bytes are not an encoded state
   */
  public static AudienceState decodeAudience(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    long peak = in.number();
    int count = in.count();
    Map<String, PlatformAudience> platforms = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      String platform = in.text();
      long receivedAt = in.time();
      long[] counted = new long[Counter.values().length];
      for (int c = 0; c < counted.length; c++) {
        counted[c] = in.number();
      }
      long[] told = new long[Told.values().length];
      long[] toldAt = new long[told.length];
      for (int t = 0; t < told.length; t++) {
        told[t] = in.signed();
        toldAt[t] = told[t] == PlatformAudience.UNKNOWN ? 0 : in.time();
      }
      platforms.put(platform, PlatformAudience.of(counted, told, toldAt, receivedAt));
    }
    return new AudienceState(platforms, peak);
  }

  public static byte[] encode(MinuteAudienceState state) {
    ByteWriter out = new ByteWriter(64);
    out.number(state.platforms().size());
    new TreeMap<>(state.platforms())
        .forEach(
            (platform, part) -> {
              out.text(platform).number(part.entered()).number(part.left());
              told(out, part.online(), part.onlineAt());
              told(out, part.views(), part.viewsAt());
            });
    return out.toBytes();
  }

  private static void told(ByteWriter out, long value, long at) {
    out.signed(value);
    if (value != PlatformAudience.UNKNOWN) {
      out.time(at);
    }
  }

  /**
   * The state that {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if the bytes are not an encoded state
   */
  public static MinuteAudienceState decodeMinute(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int count = in.count();
    Map<String, MinuteAudienceState.Part> platforms = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      String platform = in.text();
      long entered = in.number();
      long left = in.number();
      long online = in.signed();
      long onlineAt = online == PlatformAudience.UNKNOWN ? 0 : in.time();
      long views = in.signed();
      long viewsAt = views == PlatformAudience.UNKNOWN ? 0 : in.time();
      platforms.put(
          platform, new MinuteAudienceState.Part(entered, left, online, onlineAt, views, viewsAt));
    }
    return new MinuteAudienceState(platforms);
  }

  public static byte[] encode(StockState state) {
    ByteWriter out = new ByteWriter(32);
    out.number(state.platforms().size());
    new TreeMap<>(state.platforms())
        .forEach(
            (platform, stock) -> out.text(platform).number(stock.remaining()).time(stock.at()));
    return out.toBytes();
  }

  /**
   * The state that {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if the bytes are not an encoded state
   */
  public static StockState decodeStock(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int count = in.count();
    Map<String, StockState.Stock> platforms = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      platforms.put(in.text(), new StockState.Stock(in.number(), in.time()));
    }
    return new StockState(platforms);
  }
}
