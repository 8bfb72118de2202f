package org.guchang.config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guchang.config.Catalog.County;
import org.guchang.config.Catalog.Product;
import org.guchang.config.map.CountyMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code catalog.yaml}, {@code products.csv} and, if they are there, {@code words.csv} and
 * {@code counties.geojson} from a folder, or the bundled ones, and checks everything.
 */
public final class CatalogLoader {
  /** Largest number a screen can show exactly: JavaScript's 2^53 - 1. */
  static final long MAX_NUMBER = (1L << 53) - 1;

  /** Of one file, bytes; a catalog of 100 thousand products is smaller. */
  private static final int MAX_FILE_BYTES = 32 << 20;

  private static final String BUNDLED = "/catalog/lvliang-2020/";

  private final Problems problems = new Problems();

  private CatalogLoader() {}

  /**
   * As {@link #load(Path, Map)} with this process's environment.
   *
   * @param dir null: the bundled catalog
   */
  public static Catalog load(@Nullable Path dir) throws CatalogProblems {
    return load(dir, System.getenv());
  }

  /**
   * Reads and checks all files.
   *
   * @param dir null: the bundled catalog
   * @param env what {@code ${NAME}} in a secret or a key is looked up in
   * @throws CatalogProblems with all that is wrong in them
   */
  public static Catalog load(@Nullable Path dir, Map<String, String> env) throws CatalogProblems {
    CatalogLoader loader = new CatalogLoader();
    byte[] yaml = loader.bytes(dir, CatalogYaml.FILE);
    byte[] csv = loader.bytes(dir, ProductsCsv.FILE);
    byte[] words = loader.optionalBytes(dir, WordsCsv.FILE);
    byte[] map = dir == null ? new byte[0] : loader.optionalBytes(dir, CountiesGeoJson.FILE);
    if (loader.problems.isEmpty()) {
      Catalog catalog = loader.read(new Contents(yaml, csv, words, map), env, dir);
      if (loader.problems.isEmpty()) {
        return catalog;
      }
    }
    throw new CatalogProblems(loader.problems.found());
  }

  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  private record Contents(byte[] yaml, byte[] products, byte[] words, byte[] map) {}

  private Catalog read(Contents contents, Map<String, String> env, @Nullable Path dir) {
    CatalogYaml yaml = new CatalogYaml(problems, env, dir);
    yaml.read(TextFile.decode(CatalogYaml.FILE, contents.yaml, problems));
    ProductsCsv csv = new ProductsCsv(problems, yaml.counties.keySet());
    csv.read(TextFile.decode(ProductsCsv.FILE, contents.products, problems));
    WordsCsv words = new WordsCsv(problems);
    words.read(TextFile.decode(WordsCsv.FILE, contents.words, problems));
    Map<String, County> counties = counties(yaml, csv.products);
    CountiesGeoJson map = new CountiesGeoJson(problems);
    map.read(TextFile.decode(CountiesGeoJson.FILE, contents.map, problems));
    map.match(counties.keySet());
    return new Catalog(
        digest(contents),
        Collections.unmodifiableMap(yaml.platforms),
        Collections.unmodifiableMap(yaml.campaigns),
        Collections.unmodifiableMap(yaml.sessions),
        Collections.unmodifiableMap(yaml.partners),
        Collections.unmodifiableMap(counties),
        Collections.unmodifiableMap(csv.products),
        new WordList(words.words),
        CountyMap.of(map.regions));
  }

  /** Those of the file; where it lists none, those that sessions and products name. */
  private static Map<String, County> counties(CatalogYaml yaml, Map<String, Product> products) {
    Map<String, County> counties = new LinkedHashMap<>(yaml.counties);
    if (counties.isEmpty()) {
      yaml.sessions
          .values()
          .forEach(s -> counties.putIfAbsent(s.county(), new County(s.county(), null)));
      products
          .values()
          .forEach(p -> counties.putIfAbsent(p.county(), new County(p.county(), null)));
    }
    return counties;
  }

  /** Empty where there is no such file. */
  private byte[] optionalBytes(@Nullable Path dir, String name) {
    return dir == null || Files.exists(dir.resolve(name)) ? bytes(dir, name) : new byte[0];
  }

  private byte[] bytes(@Nullable Path dir, String name) {
    String where = dir == null ? "bundled " + name : dir.resolve(name).toString();
    try (InputStream in = dir == null ? bundled(name) : Files.newInputStream(dir.resolve(name))) {
      byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
      if (bytes.length > MAX_FILE_BYTES) {
        problems.add(where, "is larger than " + MAX_FILE_BYTES + " bytes");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      problems.add(where, "there is no such file");
    } catch (IOException e) {
      problems.add(where, "cannot be read: " + e.getClass().getSimpleName());
    }
    return new byte[0];
  }

  private static InputStream bundled(String name) throws IOException {
    InputStream in = CatalogLoader.class.getResourceAsStream(BUNDLED + name);
    if (in == null) {
      throw new NoSuchFileException(name);
    }
    return in;
  }

  /**
   * SHA-256 over all files, hexadecimal; the lengths between them keep a shifted border from going
   * unnoticed.
   */
  private static String digest(Contents contents) {
    try {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (byte[] file : List.of(contents.yaml, contents.products, contents.words, contents.map)) {
        all.writeBytes((file.length + "\n").getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(file);
      }
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(all.toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
