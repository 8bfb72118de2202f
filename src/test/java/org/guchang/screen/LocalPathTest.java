package org.guchang.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guchang.access.BoardPatterns;
import org.junit.jupiter.api.Test;

class LocalPathTest {

  @Test
  void aPathOfThisDoor_staysAsItIs() {
    for (String path :
        List.of("/", "/boards/session/jc", "/review/county/c/%E4%BA%A4?at=x&y=//z")) {
      assertThat(LocalPath.of(path)).isEqualTo(path);
    }
  }

  @Test
  void whatLeadsElsewhere_leadsToTheListOfBoards() {
    for (String path :
        List.of(
            "",
            "boards",
            "//evil.example/",
            "/\\evil.example",
            "/a\\b",
            "https://evil.example",
            "/a\r\nSet-Cookie: x",
            "/a b",
            "javascript:alert(1)",
            "/login?to=/login",
            "/" + "x".repeat(2_000))) {
      assertThat(LocalPath.of(path)).as(path).isEqualTo("/");
    }
    assertThat(LocalPath.of(null)).isEqualTo("/");
  }

  @Test
  void aShareOfOneBoard_leadsThere_oneOfSeveralToTheList() {
    assertThat(LocalPath.ofBoards(new BoardPatterns(List.of("county/c/交城县"))))
        .isEqualTo("/boards/county/c/%E4%BA%A4%E5%9F%8E%E5%8E%BF");
    assertThat(LocalPath.ofBoards(new BoardPatterns(List.of("session/a", "session/b"))))
        .isEqualTo("/");
    assertThat(LocalPath.ofBoards(new BoardPatterns(List.of("session/*")))).isEqualTo("/");
    assertThat(LocalPath.ofBoards(BoardPatterns.ALL)).isEqualTo("/");
  }
}
