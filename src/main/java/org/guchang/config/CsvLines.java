package org.guchang.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes a CSV file apart, as spreadsheets save it: with commas, semicolons or tabs. */
final class CsvLines {

  private CsvLines() {}

  /**
   * One line.
   *
   * @param line of the file, from 1
   */
  record Line(List<String> cells, int line) {}

  /** All lines as far as they can be read; what cannot is reported. */
  static List<Line> read(String file, String content, Problems problems) {
    List<Line> rows = new ArrayList<>();
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
      problems.add(file, line, "is not CSV: " + e.getOriginalMessage());
    } catch (IOException e) {
      problems.add(file, "cannot be read: " + e.getMessage());
    }
    return rows;
  }

  private static Line row(JsonParser parser) throws IOException {
    List<String> cells = new ArrayList<>();
    int line = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (line == 0) {
        line = parser.currentTokenLocation().getLineNr();
      }
      cells.add(parser.getText().strip());
    }
    return new Line(cells, line);
  }

  /** Some spreadsheets save with semicolons or tabs; the header shows which. */
  private static char separator(String content) {
    String header = content.lines().findFirst().orElse("");
    if (header.indexOf(',') >= 0) {
      return ',';
    }
    return header.indexOf('\t') >= 0 ? '\t' : header.indexOf(';') >= 0 ? ';' : ',';
  }
}
