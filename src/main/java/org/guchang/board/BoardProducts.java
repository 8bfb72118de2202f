package org.guchang.board;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.guchang.board.SessionFigures.ProductFigures;
import org.guchang.config.Catalog;
import org.guchang.config.Catalog.County;
import org.guchang.config.Catalog.Product;
import org.jspecify.annotations.Nullable;

/**
 * The products of a board and what follows from them through the product master: counties, towns,
 * enterprises, brands, weight. What the master does not know, or leaves empty, is {@link
 * #UNATTRIBUTED}, so every table adds up to the total.
 *
 * @param sold every product by sku
 */
record BoardProducts(Map<String, Sold> sold) {
  static final BoardProducts NONE = new BoardProducts(Map.of());

  static final String UNATTRIBUTED = "未归属";

  /** Products of unknown sku shown one by one; the rest of them are one row. */
  static final int MOST_UNATTRIBUTED = 200;

  /** Rows of a table of towns, enterprises or brands. */
  static final int MOST_GROUPS = 50;

  /** What a group of products adds up to. */
  private static final class Group {
    final String name;
    long gmvFen;
    long refundFen;
    long units;
    long grams;

    Group(String name) {
      this.name = name;
    }

    void add(Sold product) {
      gmvFen += product.gmvFen();
      refundFen += product.refundFen();
      units += product.units();
      grams += product.grams();
    }

    Fields fields() {
      return new Fields()
          .text("name", name)
          .sum("gmvFen", gmvFen)
          .sum("refundFen", refundFen)
          .sum("units", units)
          .sum("grams", grams);
    }
  }

  static BoardProducts merge(
      List<SessionFigures> sessions, Catalog catalog, BoardProducts previous) {
    Map<String, List<ProductFigures>> bySku = new LinkedHashMap<>();
    for (SessionFigures session : sessions) {
      session
          .products()
          .forEach((sku, of) -> bySku.computeIfAbsent(sku, key -> new ArrayList<>(1)).add(of));
    }
    Map<String, Sold> sold = new LinkedHashMap<>();
    bySku.forEach(
        (sku, figures) -> {
          Product master = catalog.products().get(sku);
          Sold known = previous.sold.get(sku);
          sold.put(
              sku,
              known != null && known.isOf(master, figures) ? known : Sold.of(sku, master, figures));
        });
    return new BoardProducts(sold);
  }

  /** By sku; unattributed ones beyond {@link #MOST_UNATTRIBUTED} by amount are one row. */
  Map<String, Object> rows() {
    Map<String, Object> rows = new LinkedHashMap<>();
    List<Sold> unknown = new ArrayList<>();
    for (Sold product : sold.values()) {
      if (product.master() == null) {
        unknown.add(product);
      } else {
        rows.put(product.sku(), product.row());
      }
    }
    unknown.sort(Comparator.comparingLong(Sold::gmvFen).reversed().thenComparing(Sold::sku));
    List<Sold> rest = new ArrayList<>();
    for (Sold product : unknown) {
      if (rows.size() - (sold.size() - unknown.size()) < MOST_UNATTRIBUTED
          && !product.sku().equals(UNATTRIBUTED)) {
        rows.put(product.sku(), product.row());
      } else {
        rest.add(product);
      }
    }
    if (!rest.isEmpty()) {
      rows.put(UNATTRIBUTED, Sold.folded(UNATTRIBUTED, "其他未归属商品", rest).row());
    }
    return Collections.unmodifiableMap(rows);
  }

  long unattributedFen() {
    return sold.values().stream()
        .filter(product -> product.master() == null)
        .mapToLong(Sold::gmvFen)
        .sum();
  }

  long grams() {
    return sold.values().stream().mapToLong(Sold::grams).sum();
  }

  static long gramsOf(SessionFigures session, Catalog catalog) {
    long grams = 0;
    for (Map.Entry<String, ProductFigures> product : session.products().entrySet()) {
      Product master = catalog.products().get(product.getKey());
      grams += master == null ? 0 : Sold.weight(product.getValue().units(), master.netGrams());
    }
    return grams;
  }

  /**
   * 带动户数, 按登记口径: households as declared in the product master. Every product of an enterprise
   * declares the same households, so an enterprise counts once, with the largest number declared
   * for a product of it that was sold; never multiplied by what was sold. A product without an
   * enterprise counts by itself.
   */
  long households() {
    Map<String, Long> declared = new HashMap<>();
    for (Sold product : sold.values()) {
      Product master = product.master();
      if (master != null && product.units() > 0) {
        String whose =
            master.enterprise().isEmpty()
                ? "sku/" + master.sku()
                : within(master, master.enterprise());
        declared.merge(whose, master.households(), Math::max);
      }
    }
    return declared.values().stream().mapToLong(Long::longValue).sum();
  }

  Map<String, Object> towns() {
    return top(groups(product -> within(product, product.town()), Product::town));
  }

  Map<String, Object> enterprises() {
    return top(groups(product -> within(product, product.enterprise()), Product::enterprise));
  }

  Map<String, Object> brands() {
    return top(groups(Product::brand, Product::brand));
  }

  /**
   * @param all whether counties that sold nothing are shown too
   */
  Map<String, Object> counties(Catalog catalog, boolean all) {
    Map<String, Group> groups = groups(Product::county, Product::county);
    if (all) {
      catalog.counties().keySet().forEach(name -> groups.computeIfAbsent(name, Group::new));
    }
    Map<String, Object> rows = new LinkedHashMap<>();
    groups.forEach(
        (key, group) -> rows.put(key, withTile(group, catalog.counties().get(key)).done()));
    return Collections.unmodifiableMap(rows);
  }

  private static Fields withTile(Group group, @Nullable County county) {
    Fields fields = group.fields();
    Catalog.Tile tile = county == null ? null : county.tile();
    return tile == null
        ? fields
        : fields.put("tile", List.of((long) tile.column(), (long) tile.row()));
  }

  private Map<String, Group> groups(Function<Product, String> key, Function<Product, String> name) {
    Map<String, Group> groups = new LinkedHashMap<>();
    for (Sold product : sold.values()) {
      Product master = product.master();
      boolean belongs = master != null && !name.apply(master).isEmpty();
      String id = belongs && master != null ? key.apply(master) : UNATTRIBUTED;
      String called = belongs && master != null ? name.apply(master) : UNATTRIBUTED;
      groups.computeIfAbsent(id, absent -> new Group(called)).add(product);
    }
    return groups;
  }

  private static Map<String, Object> top(Map<String, Group> groups) {
    Collection<Map.Entry<String, Group>> entries = new ArrayList<>(groups.entrySet());
    Map<String, Object> rows = new LinkedHashMap<>();
    entries.stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Group> entry) -> entry.getValue().gmvFen)
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .limit(MOST_GROUPS)
        .forEach(entry -> rows.put(entry.getKey(), entry.getValue().fields().done()));
    return Collections.unmodifiableMap(rows);
  }

  /** Towns and enterprises of different counties may share a name. */
  private static String within(Product product, String name) {
    return product.county() + "/" + name;
  }
}
