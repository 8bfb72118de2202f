package org.guchang.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ModuleLinksTest {
  private static final String PAGE = "<script type=\"module\" src=\"/js/wall.js\"></script>";

  private static String links(Map<String, String> files) throws IOException {
    return ModuleLinks.of(
        PAGE.getBytes(UTF_8),
        path -> files.containsKey(path) ? files.get(path).getBytes(UTF_8) : null);
  }

  @Test
  void whatAModuleImports_isToldOnce_fromTheNearestToTheFarthest() throws IOException {
    Map<String, String> files =
        Map.of(
            "js/wall.js", "import { a } from './a.js';\nimport * as b from './views/b.js';\n",
            "js/a.js", "import {\n  c,\n} from './c.js';\n",
            "js/views/b.js", "export { c } from '../c.js';\nimport './d.js';\n",
            "js/c.js", "import { a } from './a.js';\n",
            "js/views/d.js", "");

    assertThat(links(files).split(", "))
        .containsExactly(
            "</js/wall.js>; rel=modulepreload",
            "</js/a.js>; rel=modulepreload",
            "</js/views/b.js>; rel=modulepreload",
            "</js/c.js>; rel=modulepreload",
            "</js/views/d.js>; rel=modulepreload");
  }

  @Test
  void whatIsAskedForLater_andWhatOnlyLooksLikeIt_isLeftOut() throws IOException {
    Map<String, String> files =
        Map.of(
            "js/wall.js",
            "// import { a } from './a.js';\nconst a = () => import('./a.js');\nconst b = \"import x from './b.js'\";\n");

    assertThat(links(files)).isEqualTo("</js/wall.js>; rel=modulepreload");
  }

  @Test
  void aPageWithoutModules_tellsNothing() throws IOException {
    assertThat(ModuleLinks.of("<p>404</p>".getBytes(UTF_8), path -> null)).isEmpty();
  }

  /** The panels' own views come after the sum, so as not to be in its way. */
  @Test
  void whatTheSumOfTheWallNeeds_isTold_andNoMore() throws IOException {
    Path root = Path.of("webroot");
    String told =
        ModuleLinks.of(
            Files.readAllBytes(root.resolve("wall.html")),
            path -> Files.readAllBytes(root.resolve(path)));
    assertThat(told)
        .contains("/js/wall.js", "/js/views/money.js", "/js/socket.js", "/js/panels.js")
        .doesNotContain("/js/views/all.js", "/js/views/trend.js", "/js/views/ranking.js");
  }
}
