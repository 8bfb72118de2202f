package org.guchang.ingest.format;

import java.util.List;

/**
 * What one type of event is and what its {@code data} holds. Members that are not named here are
 * passed over, whatever they are.
 *
 * @param members in the order in which faults are told
 * @param needsOne whether at least one member must be there although none is required by itself
 */
public record DataRules(Told what, boolean needsOne, List<Member> members) {

  static DataRules of(String en, String zh, Member... members) {
    return new DataRules(new Told(en, zh), false, List.of(members));
  }

  DataRules butOneAtLeast() {
    return new DataRules(what, true, members);
  }

  /** Whether {@code data} may be absent or {@code null}. */
  public boolean mayBeAbsent() {
    return !needsOne && members.stream().noneMatch(Member::required);
  }
}
