package org.guchang.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BoardPatternsTest {

  private static boolean fits(String pattern, String board) {
    return new BoardPatterns(List.of(pattern)).include(board);
  }

  @Test
  void anId_namesThatBoardAlone() {
    assertThat(fits("county/c/交城县", "county/c/交城县")).isTrue();
    assertThat(fits("county/c/交城县", "county/c/交城县城")).isFalse();
    assertThat(fits("county/c/交城县", "county/c/文水县")).isFalse();
    assertThat(fits("session/a", "session/A")).isFalse();
  }

  @Test
  void aStar_standsForAnyText() {
    assertThat(fits("*", "campaign/c")).isTrue();
    assertThat(fits("session/*", "session/a-1")).isTrue();
    assertThat(fits("session/*", "county/c/session/x")).isFalse();
    assertThat(fits("county/*/交城县", "county/lvliang-2020/交城县")).isTrue();
    assertThat(fits("county/*/交城县", "county/lvliang-2020/文水县")).isFalse();
    assertThat(fits("session/*-05*6", "session/jc-0516")).isTrue();
    assertThat(fits("session/*-05*6", "session/jc-0517")).isFalse();
  }

  @Test
  void theSameText_isNotTakenTwice() {
    assertThat(fits("session/ab*ba", "session/aba")).isFalse();
    assertThat(fits("session/ab*ba", "session/abba")).isTrue();
    assertThat(fits("session/a*b*c", "session/ac")).isFalse();
  }

  @Test
  void noPattern_namesNoBoard() {
    assertThat(BoardPatterns.NONE.include("session/a")).isFalse();
    assertThat(BoardPatterns.ALL.include("session/a")).isTrue();
  }

  @Test
  void whatCannotBeABoard_isNoPattern() {
    assertThat(BoardPatterns.isOne("county/c/交城县")).isTrue();
    assertThat(BoardPatterns.isOne("campaign/*")).isTrue();
    assertThat(BoardPatterns.isOne("sessions/a")).isFalse();
    assertThat(BoardPatterns.isOne("session/")).isFalse();
    assertThat(BoardPatterns.isOne("/boards/session/a")).isFalse();
    assertThat(BoardPatterns.isOne("session/" + "x".repeat(300))).isFalse();
  }
}
