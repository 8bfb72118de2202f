package org.guchang.board;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.guchang.config.Catalog;

/**
 * What a board shows at one instant, and the parts that the next state can take over.
 *
 * @param epoch another epoch means that versions cannot be compared
 * @param version sum of the sessions' versions
 * @param state as the screen sees it
 * @param reached milestones, and when
 * @param receivedAt when the newest event in it arrived, negative when there is none
 */
record BoardState(
    BoardDefinition definition,
    Catalog catalog,
    String epoch,
    long version,
    Map<String, Object> state,
    BoardMinutes minutes,
    BoardProducts products,
    Map<String, Long> reached,
    long receivedAt) {

  private static final int EPOCH_BYTES = 8;

  /** Short digest of the data sets and the catalog that the state was made of. */
  static String epochOf(List<SessionFigures> sessions, Catalog catalog) {
    StringBuilder parts = new StringBuilder(catalog.digest());
    for (SessionFigures session : sessions) {
      parts.append('\n').append(session.session()).append('=').append(session.epoch());
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(parts.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, EPOCH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
