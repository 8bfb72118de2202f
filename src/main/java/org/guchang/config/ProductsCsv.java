package org.guchang.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.ArrayList;
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
    List<Row> rows = rows(content);
    if (rows.isEmpty()) {
      if (problems.isEmpty()) {
        problems.add(FILE, 1, "is empty; a header line and products are expected");
      }
      return;
    }
    Row header = rows.get(0);
    CsvColumns columns = CsvColumns.of(header.cells(), header.line(), problems);
    for (Row row : rows.subList(1, rows.size())) {
      if (row.cells().stream().anyMatch(cell -> !cell.isBlank())) {
        product(new CsvRow(columns, row.cells(), row.line(), problems));
      }
    }
  }

  private record Row(List<String> cells, int line) {}

  private List<Row> rows(String content) {
    List<Row> rows = new ArrayList<>();
    CsvFactory factory = new CsvFactory();
    try (CsvParser parser = factory.createParser(content)) {
      parser.enable(CsvParser.Feature.WRAP_AS_ARRAY);
      parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator(content)));
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_ARRAY && parser.getParsingContext().getParent().inArray()) {
          rows.add(row(parser));
        }
      }
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      problems.add(FILE, line, "is not CSV: " + e.getOriginalMessage());
    } catch (IOException e) {
      problems.add(FILE, "cannot be read: " + e.getMessage());
    }
    return rows;
  }

  private static Row row(JsonParser parser) throws IOException {
    List<String> cells = new ArrayList<>();
    int line = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (line == 0) {
        line = parser.currentTokenLocation().getLineNr();
      }
      cells.add(parser.getText().strip());
    }
    return new Row(cells, line);
  }

  /** Some spreadsheets save with semicolons or tabs; the header shows which. */
  private static char separator(String content) {
    String header = content.lines().findFirst().orElse("");
    if (header.indexOf(',') >= 0) {
      return ',';
    }
    return header.indexOf('\t') >= 0 ? '\t' : header.indexOf(';') >= 0 ? ';' : ',';
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
