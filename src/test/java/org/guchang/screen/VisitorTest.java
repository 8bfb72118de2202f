package org.guchang.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a stranger's browser says goes to an operator's terminal. */
final class VisitorTest {
  @Test
  void longTexts_areCut_andNothingSaidIsNull() {
    assertThat(Visitor.cut("x".repeat(500), 10)).isEqualTo("x".repeat(10) + "…");
    assertThat(Visitor.cut(" ", 10)).isNull();
    assertThat(Visitor.cut(null, 10)).isNull();
  }

  @Test
  void whatWouldMoveATerminal_isReplaced() {
    assertThat(Visitor.cut("a\u001b[2Jb\u202e", 20)).isEqualTo("a?[2Jb?");
  }
}
