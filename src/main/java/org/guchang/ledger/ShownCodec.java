package org.guchang.ledger;

import org.guchang.event.Event.CommentPosted;
import org.guchang.event.Event.GiveawayAwarded;
import org.guchang.event.Event.OrderPaid;
import org.guchang.event.Line;
import org.guchang.event.Origin;
import org.guchang.ledger.codec.ByteWriter;

/**
 * What scrolls by on a screen, as bytes: sales, comments, giveaways. Read again by {@code
 * board.SessionDecoder}.
 */
final class ShownCodec {
  private ShownCodec() {}

  /** The line that brought most stands for the order; the order id itself is not shown. */
  static void write(ByteWriter out, OrderPaid paid) {
    Line most = paid.lines().get(0);
    for (Line line : paid.lines()) {
      if (line.amountFen() > most.amountFen()) {
        most = line;
      }
    }
    head(out, paid.origin(), Digest.of("sale", paid.origin().platform(), paid.orderId()))
        .text(most.sku())
        .text(most.name() == null ? "" : most.name())
        .number(most.quantity())
        .number(paid.amountFen());
  }

  static void write(ByteWriter out, CommentPosted comment) {
    head(out, comment.origin(), Digest.ofEvent(comment.origin().platform(), comment.origin().id()))
        .text(comment.nickname())
        .text(comment.text());
  }

  static void write(ByteWriter out, GiveawayAwarded giveaway) {
    head(
            out,
            giveaway.origin(),
            Digest.ofEvent(giveaway.origin().platform(), giveaway.origin().id()))
        .text(giveaway.name())
        .number(giveaway.quantity());
  }

  private static ByteWriter head(ByteWriter out, Origin origin, long id) {
    return out.digest(id).time(origin.at()).text(origin.platform());
  }
}
