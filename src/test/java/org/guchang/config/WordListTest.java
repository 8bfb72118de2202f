package org.guchang.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guchang.config.WordList.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordListTest {
  private static final WordList WORDS =
      new WordList(
          List.of(
              new Word("骗子", false),
              new Word("大骗子", false),
              new Word("ass", false),
              new Word("加微信", true),
              new Word("VX", true)));

  @ParameterizedTest
  @CsvSource({
    "真是骗子啊, 真是＊＊啊",
    "骗 子, ＊＊＊",
    "骗-子！骗*子, ＊＊＊！＊＊＊",
    "大骗子, ＊＊＊",
    "骗😀子, ＊＊＊",
    "what an ass, what an ＊＊＊",
    "ＡＳＳ!, ＊＊＊!",
    "ass枣, ＊＊＊枣"
  })
  void aMaskedWord_isMasked_howeverItIsWritten(String said, String shown) {
    assertThat(WORDS.judge(said)).isEqualTo(new WordList.Verdict(shown, false));
  }

  @ParameterizedTest
  @CsvSource({"快加微信领枣", "加 微.信", "加\u200b微\u200b信", "vx 123", "ｖＸ"})
  void aCommentWithAHeldWord_isHeld(String said) {
    assertThat(WORDS.judge(said).held()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "太划算了，很给力",
    "as soon as it sells",
    "classic",
    "as s",
    "骗了子时",
    "微信加我",
    "vxx",
    "<b>骗</b>",
    "''"
  })
  void otherTexts_stayAsTheyAre(String said) {
    assertThat(WORDS.judge(said)).isEqualTo(new WordList.Verdict(said, false));
    assertThat(WordList.NONE.judge(said)).isEqualTo(new WordList.Verdict(said, false));
  }

  @Test
  void whatIsMasked_hasNoLetterOfTheWordLeft_andAsManyCharacters() {
    String masked = WORDS.judge("骗子骗子").text();

    assertThat(masked).isEqualTo("＊＊＊＊");
  }
}
