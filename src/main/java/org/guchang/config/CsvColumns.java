package org.guchang.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which column of {@code products.csv} holds what, found by name in the header line; order is free.
 */
final class CsvColumns {
  /** Every column and what else it may be called; a note is for people only. */
  private static final Map<String, List<String>> ALIASES = aliases();

  private static final List<String> NEEDED = List.of("sku", "name", "county");

  final Map<String, Integer> positions = new HashMap<>();
  final int count;

  private CsvColumns(int count) {
    this.count = count;
  }

  private static Map<String, List<String>> aliases() {
    Map<String, List<String>> aliases = new LinkedHashMap<>();
    aliases.put("sku", List.of("商品编码", "商品编号", "编码", "货号"));
    aliases.put("name", List.of("商品名称", "商品", "名称", "品名"));
    aliases.put("enterprise", List.of("企业", "企业名称", "合作社", "企业/合作社"));
    aliases.put("county", List.of("县", "县区", "县(市、区)"));
    aliases.put("town", List.of("乡镇", "镇", "乡"));
    aliases.put("village", List.of("村"));
    aliases.put("brand", List.of("品牌", "区域公用品牌"));
    aliases.put("unit", List.of("单位", "规格单位"));
    aliases.put("netGrams", List.of("净重克", "净重(克)", "净重(g)"));
    aliases.put("priceFen", List.of("价格分", "价格(分)", "单价(分)"));
    aliases.put("stock", List.of("库存", "备货量"));
    aliases.put("eligible", List.of("帮扶产品", "帮扶", "扶贫产品"));
    aliases.put("households", List.of("带动户数"));
    aliases.put("note", List.of("备注"));
    return aliases;
  }

  /** What cannot be placed is reported, with the header's line. */
  static CsvColumns of(List<String> header, int line, Problems problems) {
    Map<String, String> names = new HashMap<>();
    ALIASES.forEach(
        (name, others) -> {
          names.put(normal(name), name);
          others.forEach(other -> names.put(normal(other), name));
        });
    CsvColumns columns = new CsvColumns(header.size());
    Set<String> known = new HashSet<>(ALIASES.keySet());
    for (int i = 0; i < header.size(); i++) {
      String name = names.get(normal(header.get(i)));
      if (name == null && !header.get(i).isBlank()) {
        String meant = Nearest.to(header.get(i), known);
        problems.add(
            ProductsCsv.FILE,
            line,
            "column \"" + header.get(i) + "\" is not known; did you mean " + meant + "?");
      } else if (name != null && columns.positions.put(name, i) != null) {
        problems.add(ProductsCsv.FILE, line, "column " + name + " is there twice");
      }
    }
    NEEDED.stream()
        .filter(name -> !columns.positions.containsKey(name))
        .forEach(name -> problems.add(ProductsCsv.FILE, line, "column " + name + " is missing"));
    return columns;
  }

  /** Full-width brackets, case and blanks make no difference. */
  private static String normal(String name) {
    return name.strip()
        .replace('（', '(')
        .replace('）', ')')
        .replace(" ", "")
        .toLowerCase(Locale.ROOT);
  }
}
