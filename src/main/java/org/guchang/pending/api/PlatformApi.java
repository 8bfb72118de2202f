package org.guchang.pending.api;

import io.vertx.core.Future;

/**
 * What one partner's platform knows of its orders.
 *
 * <p>Contract: asks, changes nothing; each question may be asked again. Fails with {@link
 * ApiFailure} alone, within {@link ApiHttp#PATIENCE_MILLIS} per request, of which there are at most
 * three (a question, an access token, the question again), of a refund that is looked for in two
 * places one more. Not guaranteed: that it knows an order as soon as its push has come. Confined to
 * one event loop.
 */
public interface PlatformApi {

  /** What was paid for an order, and for what. */
  Future<Answer> order(String orderId);

  /** What a refund of that order gave back. */
  Future<Answer> refund(String orderId, String refundId);
}
