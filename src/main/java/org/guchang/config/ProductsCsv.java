package org.guchang.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.guchang.config.Catalog.Product;

/** Reads {@code products.csv} as it comes out of a spreadsheet. */
final class ProductsCsv {
  static final String FILE = "products.csv";

  private static final int SKU_CHARS = 64;
  private static final int NAME_CHARS = 64;
  private static final int UNIT_CHARS = 16;

  /** Heavier than a lorry load is a slip of the keyboard. */
  private static final long MAX_GRAMS = 100_000_000L;

  /** 100 million yuan. */
  private static final long MAX_PRICE_FEN = 10_000_000_000L;

  private static final long MAX_COUNT = 1_000_000_000L;

  /** What a spreadsheet makes of a long number. */
  private static final Pattern MANGLED = Pattern.compile("\\d(\\.\\d+)?[eE]\\+\\d+");

  final Map<String, Product> products = new LinkedHashMap<>();
  private final Problems problems;
  private final Set<String> counties;

  /**
   * @param counties a product may be from; empty: any
   */
  ProductsCsv(Problems problems, Set<String> counties) {
    this.problems = problems;
    this.counties = counties;
  }

  void read(String content) {
    List<CsvLines.Line> rows = CsvLines.read(FILE, content, problems);
    if (rows.isEmpty()) {
      if (problems.isEmpty()) {
        problems.add(FILE, 1, "is empty; a header line and products are expected");
      }
      return;
    }
    CsvLines.Line header = rows.get(0);
    CsvColumns columns = CsvColumns.of(header.cells(), header.line(), problems);
    for (CsvLines.Line row : rows.subList(1, rows.size())) {
      if (row.cells().stream().anyMatch(cell -> !cell.isBlank())) {
        product(new CsvRow(columns, row.cells(), row.line(), problems));
      }
    }
  }

  private void product(CsvRow row) {
    String sku = row.required("sku", SKU_CHARS);
    if (MANGLED.matcher(sku).matches()) {
      row.problem(
          "sku",
          "\"" + sku + "\" was changed by a spreadsheet; make the column text and enter it again");
    }
    String county = row.required("county", NAME_CHARS);
    if (!counties.isEmpty() && !county.isEmpty() && !counties.contains(county)) {
      row.problem(
          "county", "names \"" + county + "\"; did you mean " + Nearest.to(county, counties) + "?");
    }
    Product product =
        new Product(
            sku,
            row.required("name", NAME_CHARS),
            row.text("enterprise", NAME_CHARS),
            county,
            row.text("town", NAME_CHARS),
            row.text("village", NAME_CHARS),
            row.text("brand", NAME_CHARS),
            row.text("unit", UNIT_CHARS),
            row.number("netGrams", MAX_GRAMS),
            row.number("priceFen", MAX_PRICE_FEN),
            row.number("stock", MAX_COUNT),
            row.flag("eligible"),
            row.number("households", MAX_COUNT));
    row.done();
    if (products.put(sku, product) != null && !sku.isEmpty()) {
      row.problem("sku", "\"" + sku + "\" is there twice");
    }
  }
}
