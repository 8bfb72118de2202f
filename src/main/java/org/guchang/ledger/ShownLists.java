package org.guchang.ledger;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.guchang.ledger.codec.ByteWriter;
import org.guchang.redis.Chunks;
import org.guchang.redis.MessagePack;

/**
 * What a commit adds to the lists that screens show: as {@code commit_facts.lua} takes it, one item
 * and how many items to keep. Empty where it adds nothing.
 */
final class ShownLists {
  /** Most sales of one commit that can ever be seen on a ticker. */
  private static final int SALES = 20;

  /** Likewise comments: more than are shown, since some are held back. */
  private static final int COMMENTS = 60;

  /** Most giveaways of a session that are remembered. */
  private static final int GIVEAWAYS = 100;

  // Bytes to begin with; what holds more grows.
  private static final int LIST_BYTES = 256;
  private static final int ONE_BYTES = 64;

  final MessagePack ticker = new MessagePack(LIST_BYTES);
  final MessagePack comments = new MessagePack(LIST_BYTES);
  final MessagePack giveaways = new MessagePack(LIST_BYTES);

  /**
   * @param changed told the chunk of each list that gets something
   */
  void add(SessionFold fold, Consumer<String> changed) {
    add(Chunks.TICKER, ticker, last(fold.sales(), SALES), SALES, ShownCodec::write, changed);
    add(
        Chunks.COMMENTS,
        comments,
        last(fold.comments(), COMMENTS),
        COMMENTS,
        ShownCodec::write,
        changed);
    add(Chunks.GIVEAWAYS, giveaways, fold.giveaways(), GIVEAWAYS, ShownCodec::write, changed);
  }

  /**
   * Each item of a list holds what one commit brought; so many are kept that the most are there.
   */
  private static <T> void add(
      String chunk,
      MessagePack list,
      List<T> shown,
      int most,
      BiConsumer<ByteWriter, T> codec,
      Consumer<String> changed) {
    if (!shown.isEmpty()) {
      ByteWriter item = new ByteWriter(shown.size() * ONE_BYTES);
      shown.forEach(one -> codec.accept(item, one));
      list.bytes(item.toBytes()).number(1 + Math.max(0, most - shown.size()));
      changed.accept(chunk);
    }
  }

  private static <T> List<T> last(List<T> list, int most) {
    return list.subList(Math.max(0, list.size() - most), list.size());
  }
}
