package org.guchang.ledger;

import java.nio.charset.StandardCharsets;
import org.guchang.event.AudienceState;
import org.guchang.event.MinuteAudienceState;
import org.guchang.event.OrderState;
import org.guchang.event.StockState;
import org.guchang.ledger.codec.AudienceCodec;
import org.guchang.ledger.codec.ByteWriter;
import org.guchang.ledger.codec.OrderStateCodec;
import org.guchang.redis.Chunks;

/**
 * A place in Redis that holds one state. A commit replaces it only if it still holds what the
 * commit was computed from.
 *
 * @param <S> the state it holds
 */
sealed interface Cell<S> {

  /**
   * Chunk the cell is a field of; {@link #ORDERS} for the hash of orders, which is not shown and
   * not a chunk.
   */
  String chunk();

  byte[] field();

  /** The state of an absent cell. */
  S none();

  byte[] encode(S state);

  S decode(byte[] bytes);

  String ORDERS = "orders";

  record OrderCell(String platform, String orderId) implements Cell<OrderState> {
    @Override
    public String chunk() {
      return ORDERS;
    }

    @Override
    public byte[] field() {
      return new ByteWriter(32).text(platform).text(orderId).toBytes();
    }

    @Override
    public OrderState none() {
      return OrderState.NONE;
    }

    @Override
    public byte[] encode(OrderState state) {
      return OrderStateCodec.encode(state);
    }

    @Override
    public OrderState decode(byte[] bytes) {
      return OrderStateCodec.decode(bytes);
    }
  }

  /** The audience of the session. */
  record AudienceCell() implements Cell<AudienceState> {
    @Override
    public String chunk() {
      return Chunks.TOTALS;
    }

    @Override
    public byte[] field() {
      return utf8(Chunks.AUDIENCE);
    }

    @Override
    public AudienceState none() {
      return AudienceState.NONE;
    }

    @Override
    public byte[] encode(AudienceState state) {
      return AudienceCodec.encode(state);
    }

    @Override
    public AudienceState decode(byte[] bytes) {
      return AudienceCodec.decodeAudience(bytes);
    }
  }

  /** The audience of one minute, counted from the epoch. */
  record MinuteCell(long minute) implements Cell<MinuteAudienceState> {
    @Override
    public String chunk() {
      return Chunks.hour(minute);
    }

    @Override
    public byte[] field() {
      return utf8(Chunks.field(Chunks.minuteRow(minute), Chunks.AUDIENCE));
    }

    @Override
    public MinuteAudienceState none() {
      return MinuteAudienceState.NONE;
    }

    @Override
    public byte[] encode(MinuteAudienceState state) {
      return AudienceCodec.encode(state);
    }

    @Override
    public MinuteAudienceState decode(byte[] bytes) {
      return AudienceCodec.decodeMinute(bytes);
    }
  }

  /** How many of a product are left. */
  record StockCell(String sku) implements Cell<StockState> {
    @Override
    public String chunk() {
      return Chunks.PRODUCTS;
    }

    @Override
    public byte[] field() {
      return utf8(Chunks.field(sku, Chunks.STOCK));
    }

    @Override
    public StockState none() {
      return StockState.NONE;
    }

    @Override
    public byte[] encode(StockState state) {
      return AudienceCodec.encode(state);
    }

    @Override
    public StockState decode(byte[] bytes) {
      return AudienceCodec.decodeStock(bytes);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
