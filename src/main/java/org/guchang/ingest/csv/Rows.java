package org.guchang.ingest.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * Splits text into rows and cells, as <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 * has it and spreadsheets write it: separated by commas, tabs or semicolons, whichever the first
 * lines use most; lines ended by CR, LF or both; {@code ="…"} is a quoted cell too. Reads ahead no
 * more than a few thousand characters. Confined to its caller.
 */
public final class Rows {
  /** What a spreadsheet allows in one cell, characters. */
  private static final int MAX_CELL = 32_767;

  private static final int MAX_CELLS = 1_000;
  private static final int BUFFER = 8_192;
  private static final String SEPARATORS = ",\t;";

  /** Lines that are looked at to tell the separator. */
  private static final int LOOKED_AT = 10;

  private static final int END = -1;

  private final Reader in;
  private final char[] buffer = new char[BUFFER];
  private final StringBuilder text = new StringBuilder();
  private final char separator;
  private int[] ends = new int[64];
  private int filled;
  private int next;
  private int cells;
  private int line;
  private int nextLine = 1;

  public Rows(Reader in) throws IOException {
    this.in = in;
    while (filled < BUFFER) {
      int read = in.read(buffer, filled, BUFFER - filled);
      if (read < 0) {
        break;
      }
      filled += read;
    }
    this.separator = mostUsed();
    if (filled > 0 && buffer[0] == '\uFEFF') {
      next = 1;
    }
  }

  private char mostUsed() {
    int[] used = new int[SEPARATORS.length()];
    boolean quoted = false;
    int lines = 0;
    for (int i = 0; i < filled && lines < LOOKED_AT; i++) {
      char c = buffer[i];
      quoted ^= c == '"';
      int which = quoted ? -1 : SEPARATORS.indexOf(c);
      if (which >= 0) {
        used[which]++;
      } else if (c == '\n' && !quoted) {
        lines++;
      }
    }
    int most = 0;
    for (int i = 1; i < used.length; i++) {
      most = used[i] > used[most] ? i : most;
    }
    return SEPARATORS.charAt(most);
  }

  /** Goes to the next row that is not empty; false at the end. */
  public boolean next() throws IOException, BrokenSheet {
    do {
      if (peek() == END) {
        return false;
      }
      row();
    } while (isEmpty());
    return true;
  }

  private boolean isEmpty() {
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private void row() throws IOException, BrokenSheet {
    text.setLength(0);
    cells = 0;
    line = nextLine;
    boolean more = true;
    while (more) {
      more = cell();
      if (cells == MAX_CELLS) {
        throw new BrokenSheet(line, "the row has more than " + MAX_CELLS + " cells");
      }
      if (cells == ends.length) {
        ends = Arrays.copyOf(ends, 2 * cells);
      }
      ends[cells++] = text.length();
    }
  }

  /** Reads one cell and what ends it; whether another one follows in this row. */
  private boolean cell() throws IOException, BrokenSheet {
    int start = text.length();
    boolean blank = true;
    for (int c = take(); c != END; c = take()) {
      if (c == separator) {
        return true;
      }
      if (c == '\n' || c == '\r') {
        endLine(c);
        return false;
      }
      if (c == '"' && (blank || isFormula(start))) {
        text.setLength(start);
        quoted(start);
        blank = false;
        continue;
      }
      blank &= c == ' ' || c == '\t';
      text.append((char) c);
      bound(start);
    }
    return false;
  }

  /** Whether the cell is {@code =} so far, before the quote of {@code ="…"}. */
  private boolean isFormula(int start) {
    return text.length() == start + 1 && text.charAt(start) == '=';
  }

  private void quoted(int start) throws IOException, BrokenSheet {
    int opened = nextLine;
    for (int c = take(); ; c = take()) {
      if (c == END) {
        throw new BrokenSheet(opened, "a quoted cell that begins in this line is never closed");
      }
      if (c == '"') {
        if (peek() != '"') {
          return;
        }
        take();
      } else if (c == '\n' || c == '\r') {
        endLine(c);
        c = '\n';
      }
      text.append((char) c);
      if (text.length() - start > MAX_CELL) {
        throw new BrokenSheet(
            opened,
            "a quoted cell that begins in this line is longer than "
                + MAX_CELL
                + " characters: a quote may be missing");
      }
    }
  }

  private void bound(int start) throws BrokenSheet {
    if (text.length() - start > MAX_CELL) {
      throw new BrokenSheet(nextLine, "a cell is longer than " + MAX_CELL + " characters");
    }
  }

  private void endLine(int c) throws IOException {
    if (c == '\r' && peek() == '\n') {
      next++;
    }
    nextLine++;
  }

  private int take() throws IOException {
    int c = peek();
    if (c != END) {
      next++;
    }
    return c;
  }

  private int peek() throws IOException {
    if (next == filled) {
      int read = in.read(buffer, 0, BUFFER);
      if (read <= 0) {
        return END;
      }
      filled = read;
      next = 0;
    }
    return buffer[next];
  }

  /** The line the row begins in, from 1. */
  public int line() {
    return line;
  }

  public int size() {
    return cells;
  }

  /** As it is written, without its quotes; empty when the row is shorter. */
  public String cell(int index) {
    if (index >= cells) {
      return "";
    }
    return text.substring(index == 0 ? 0 : ends[index - 1], ends[index]);
  }
}
