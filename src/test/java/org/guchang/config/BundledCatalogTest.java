package org.guchang.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.guchang.config.Catalog.Product;
import org.junit.jupiter.api.Test;

/** The bundled campaign is what the README and the demo say it is. */
class BundledCatalogTest {

  @Test
  void bundledCatalog_loadsWithoutAProblem() throws Exception {
    Catalog catalog = CatalogLoader.load(null, Map.of());

    assertThat(catalog.campaigns()).containsOnlyKeys("lvliang-2020");
    assertThat(catalog.sessions()).containsOnlyKeys("jiaocheng-0516", "wenshui-0516");
    assertThat(catalog.sessions().get("jiaocheng-0516").platforms()).hasSize(5);
    assertThat(catalog.partners().get("demo").secrets()).hasSize(1);
    assertThat(catalog.counties())
        .hasSize(13)
        .allSatisfy((n, c) -> assertThat(c.tile()).isNotNull());
  }

  @Test
  void jiaocheng_sells36Products_fromItsTenTowns() throws Exception {
    List<Product> products = productsOf("交城县");

    assertThat(products).hasSize(36).allMatch(p -> p.brand().equals("交城山"));
    assertThat(products.stream().map(Product::town).distinct()).hasSize(10);
    assertThat(products.stream().map(Product::name))
        .contains("交城骏枣", "山谷黄小米", "交城五香调料面", "羊肚菌", "黄芥子油", "蜂蜜玫瑰酒", "沙棘汁", "核桃仁");
  }

  @Test
  void wenshui_sells108Products_of15Enterprises_fromItsTwelveTowns() throws Exception {
    List<Product> products = productsOf("文水县");

    assertThat(products).hasSize(108);
    assertThat(products.stream().map(Product::enterprise).distinct()).hasSize(15);
    assertThat(products.stream().map(Product::town).distinct()).hasSize(12);
    assertThat(
            products.stream()
                .filter(p -> p.name().contains("沙棘"))
                .map(Product::enterprise)
                .collect(Collectors.toSet()))
        .containsExactly("晋绿沙棘饮品");
  }

  @Test
  void everyProduct_hasAPriceAWeightAndAStock() throws Exception {
    assertThat(CatalogLoader.load(null, Map.of()).products().values())
        .allMatch(
            p -> p.priceFen() > 0 && p.netGrams() > 0 && p.stock() > 0 && !p.unit().isEmpty());
  }

  private static List<Product> productsOf(String county) throws CatalogProblems {
    return CatalogLoader.load(null, Map.of()).products().values().stream()
        .filter(product -> product.county().equals(county))
        .toList();
  }
}
