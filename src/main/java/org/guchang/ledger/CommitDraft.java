package org.guchang.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The states one commit was computed from, and those it leaves: every cell that was looked at, with
 * what it is expected to hold and what it shall hold.
 */
final class CommitDraft implements CellStates {
  private final Guesses<Cell<?>> cache;
  private final Map<Cell<?>, Touched<?>> touched = new LinkedHashMap<>();

  CommitDraft(Guesses<Cell<?>> cache) {
    this.cache = cache;
  }

  /** A cell as a commit sees it; {@code becomes} is empty where it stays as it is. */
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record Change(Cell<?> cell, byte[] expected, byte[] becomes) {}

  private static final class Touched<S> {
    final byte[] expected;
    S state;

    Touched(byte[] expected, S state) {
      this.expected = expected;
      this.state = state;
    }
  }

  @Override
  public <S> S get(Cell<S> cell) {
    return touched(cell).state;
  }

  @Override
  public <S> void put(Cell<S> cell, S state) {
    touched(cell).state = state;
  }

  @SuppressWarnings("unchecked") // a cell is only ever put together with a state of its own kind
  private <S> Touched<S> touched(Cell<S> cell) {
    Touched<?> known = touched.get(cell);
    if (known == null) {
      byte[] expected = cache.get(cell);
      known = new Touched<>(expected, expected.length == 0 ? cell.none() : cell.decode(expected));
      touched.put(cell, known);
    }
    return (Touched<S>) known;
  }

  List<Change> changes() {
    List<Change> changes = new ArrayList<>(touched.size());
    touched.forEach((cell, state) -> changes.add(change(cell, state)));
    return changes;
  }

  @SuppressWarnings("unchecked") // see touched
  private static <S> Change change(Cell<?> cell, Touched<S> touched) {
    Cell<S> own = (Cell<S>) cell;
    if (touched.state.equals(own.none())) {
      return new Change(cell, touched.expected, Guesses.ABSENT);
    }
    byte[] becomes = own.encode(touched.state);
    return new Change(
        cell,
        touched.expected,
        Arrays.equals(becomes, touched.expected) ? Guesses.ABSENT : becomes);
  }

  /** States kept in memory, for a fold over a whole ledger. */
  static final class InMemory implements CellStates {
    private final Map<Cell<?>, Object> states = new HashMap<>();

    @Override
    @SuppressWarnings("unchecked") // see touched
    public <S> S get(Cell<S> cell) {
      Object state = states.get(cell);
      return state != null ? (S) state : cell.none();
    }

    @Override
    public <S> void put(Cell<S> cell, S state) {
      states.put(cell, state);
    }

    /** Drops every state of a kind of cell, and says how many there were. */
    int forget(Class<? extends Cell<?>> kind) {
      int before = states.size();
      states.keySet().removeIf(kind::isInstance);
      return before - states.size();
    }

    Map<Cell<?>, Object> all() {
      return states;
    }
  }
}
