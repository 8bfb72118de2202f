package org.guchang.ledger;

/** The states a fold reads and replaces. A cell that was never put holds its {@link Cell#none}. */
interface CellStates {

  <S> S get(Cell<S> cell);

  <S> void put(Cell<S> cell, S state);
}
