package org.guchang.ledger;

import io.vertx.core.Future;
import java.util.List;

/**
 * Runs {@code commit_facts.lua}. Contract: when the future succeeds with a committed reply the
 * facts are as durable as the setting promises. When it fails the commit may have happened or not.
 * Redis is the one implementation in use; tests put one in that forgets, repeats and reorders.
 */
interface CommitScript {

  Future<CommitReply> run(List<byte[]> keys, List<byte[]> arguments);
}
