package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The list of what is in the jar, held against the jar itself. */
class SbomIT {
  private static final Path JAR = Path.of(System.getProperty("guchang.jar"));

  private static Set<String> listed;
  private static Set<String> inside;

  @BeforeAll
  static void read() throws IOException {
    JsonNode bom = new ObjectMapper().readTree(JAR.resolveSibling("guchang-sbom.json").toFile());
    assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
    listed = new TreeSet<>();
    for (JsonNode each : bom.path("components")) {
      assertThat(each.path("purl").asText()).startsWith("pkg:maven/");
      assertThat(each.path("hashes").size()).as("%s", each.path("name")).isPositive();
      listed.add(each.path("name").asText() + "-" + each.path("version").asText());
    }
    inside = inside();
  }

  /** Libraries of this class path whose classes are in the jar, by name and version. */
  private static Set<String> inside() throws IOException {
    Set<String> classes;
    try (JarFile jar = new JarFile(JAR.toFile())) {
      classes = jar.stream().map(JarEntry::getName).collect(Collectors.toSet());
    }
    Set<String> inside = new TreeSet<>();
    for (String library : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (library.endsWith(".jar")) {
        List<String> own = classes(library);
        if (!own.isEmpty() && classes.containsAll(own)) {
          Path version = Path.of(library).toAbsolutePath().getParent();
          inside.add(version.getParent().getFileName() + "-" + version.getFileName());
        }
      }
    }
    return inside;
  }

  private static List<String> classes(String library) throws IOException {
    List<String> own = new ArrayList<>();
    try (JarFile jar = new JarFile(library)) {
      jar.stream()
          .map(JarEntry::getName)
          .filter(name -> name.endsWith(".class"))
          .filter(name -> !name.startsWith("META-INF/") && !name.endsWith("-info.class"))
          .forEach(own::add);
    }
    return own;
  }

  @Test
  void whatIsInTheJar_isListedWithItsVersion() {
    assertThat(inside).hasSizeGreaterThan(40);
    assertThat(listed).containsAll(inside);
  }

  @Test
  void testsAndTools_areNotListed() {
    assertThat(listed)
        .noneMatch(name -> name.matches("(junit|assertj|archunit|playwright|error_prone_core).*"));
  }
}
