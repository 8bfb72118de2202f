package org.guchang.redis;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When boards reached what, kept by {@code keep_milestones.lua}. */
public final class MilestoneStore {
  private static final Script KEEP = Script.named("keep_milestones");

  /** All steps there are, and a few hundred products sold out. */
  private static final int MOST = 500;

  private static final String EPOCHS = "epochs";

  private final RedisLink link;
  private final Keys keys;

  public MilestoneStore(RedisLink link, Keys keys) {
    this.link = link;
    this.keys = keys;
  }

  /**
   * Keeps what is new; what is kept already stays.
   *
   * @param epochs of the board's sessions; what sessions since wiped have reached is forgotten
   * @param reached milestones, and when: milliseconds since the epoch
   * @return all that are kept now
   */
  public Future<Map<String, Long>> keep(
      String board, List<String> epochs, Map<String, Long> reached) {
    List<byte[]> arguments = new ArrayList<>(2 + 2 * reached.size());
    arguments.add(utf8(Integer.toString(MOST)));
    arguments.add(utf8(String.join(" ", epochs)));
    reached.forEach(
        (milestone, at) -> {
          arguments.add(utf8(milestone));
          arguments.add(utf8(Long.toString(at)));
        });
    return KEEP.eval(link, List.of(utf8(keys.milestones(board))), arguments)
        .map(
            answer -> {
              Map<String, Long> kept = new HashMap<>();
              for (int i = 0; i + 1 < answer.size(); i += 2) {
                String field = answer.get(i).toString(StandardCharsets.UTF_8);
                if (!field.equals(EPOCHS)) {
                  kept.put(field, answer.get(i + 1).toLong());
                }
              }
              return Map.copyOf(kept);
            });
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
