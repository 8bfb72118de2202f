package org.guchang.ingest.csv.sending;

/**
 * A part of a file that is an order list of its own.
 *
 * @param body UTF-8, the header line first, one line a row
 * @param lines of the file, of each row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Piece(byte[] body, int[] lines) {

  /** The line of the file that a line of this piece was, both from 1. */
  int fileLine(int line) {
    return line >= 2 && line - 2 < lines.length ? lines[line - 2] : 1;
  }
}
