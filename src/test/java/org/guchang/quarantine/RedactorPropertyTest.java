package org.guchang.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.ListArbitrary;
import org.guchang.ingest.Acme;
import org.guchang.ingest.format.PersonHash;

/** Whatever a platform comes to send one day. */
final class RedactorPropertyTest {
  private static final String SECRET = "王小明13812345678";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Redactor redactor = new Redactor(new PersonHash(Acme.PRIVACY_KEY));

  @Property(tries = 300)
  void aPersonUnderAnyNameThatIsNotKnownIsGone_howeverDeepItIs(@ForAll("trees") JsonNode tree)
      throws Exception {
    for (String format : new String[] {"native", "doudian", "youzan"}) {
      String kept = redactor.redact(JSON.writeValueAsBytes(tree), format, "douyin");

      assertThat(kept).isNotNull().doesNotContain("王小明").doesNotContain("13812345678");
      assertThat(JSON.readTree(kept).getNodeType()).isEqualTo(tree.getNodeType());
    }
  }

  @Property(tries = 300)
  void noBytesMakeItFail(@ForAll byte[] bytes) {
    redactor.redact(bytes, "native", "douyin");
    redactor.redact(bytes, "youzan", "youzan");
  }

  @Property(tries = 300)
  void redactingTwiceChangesNoMoreThanPersons(@ForAll("trees") JsonNode tree) throws Exception {
    String once = redactor.redact(JSON.writeValueAsBytes(tree), "doudian", "douyin");
    String twice = redactor.redact(String.valueOf(once).getBytes(UTF_8), "doudian", "douyin");

    String person = "person:[0-9a-f]{16}";
    assertThat(String.valueOf(twice).replaceAll(person, "P"))
        .isEqualTo(String.valueOf(once).replaceAll(person, "P"));
  }

  @Provide
  Arbitrary<JsonNode> trees() {
    Arbitrary<JsonNode> leaf =
        Arbitraries.of(
            TextNode.valueOf(SECRET),
            TextNode.valueOf(" " + SECRET + "@example.com"),
            JsonNodeFactory.instance.numberNode(13812345678L),
            JsonNodeFactory.instance.numberNode(8613812345678L),
            JsonNodeFactory.instance.numberNode(7),
            JsonNodeFactory.instance.nullNode());
    return Arbitraries.recursive(() -> leaf, RedactorPropertyTest::around, 1, 5);
  }

  private static Arbitrary<JsonNode> around(Arbitrary<JsonNode> inner) {
    // names of objects that are looked into, of persons and of nothing known; none of an id
    Arbitrary<String> names =
        Arbitraries.of(
            "data",
            "info",
            "msg",
            "order_info",
            "lines",
            "receiver",
            "address_info",
            "buyer",
            "sec_openid",
            "nickname",
            "remark",
            "mobile",
            "Tel",
            SECRET);
    ListArbitrary<JsonNode> values = inner.list().ofMinSize(1).ofMaxSize(4);
    return values.flatMap(
        list ->
            names
                .list()
                .ofSize(list.size())
                .flatMap(
                    keys ->
                        Arbitraries.of(0, 1, 2)
                            .map(
                                kind -> {
                                  if (kind == 0) {
                                    ArrayNode array = JsonNodeFactory.instance.arrayNode();
                                    list.forEach(array::add);
                                    return array;
                                  }
                                  ObjectNode object = JsonNodeFactory.instance.objectNode();
                                  for (int i = 0; i < list.size(); i++) {
                                    JsonNode value = list.get(i);
                                    boolean asText = kind == 2 && value.isContainerNode();
                                    object.set(
                                        keys.get(i),
                                        asText ? TextNode.valueOf(value.toString()) : value);
                                  }
                                  return object;
                                })));
  }
}
