package org.guchang.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class ClaimsTest {

  private static Claims claims(String json) {
    return new Claims(new JsonObject(json));
  }

  @Test
  void groups_areRead_inEveryShapeThatProvidersGiveThem() {
    Claims claims =
        claims(
            """
            {"groups": ["office", "hall", 7, null, ["deeper"], {"of": "no use"}],
             "dept": "agriculture", "level": 3, "email_verified": true,
             "realm_access": {"roles": ["viewer"]},
             "https://example.cn/roles": ["by address"],
             "resource_access": {"board.cn": {"roles": ["of a client"]}}}
            """);
    assertThat(claims.values("groups")).containsExactlyInAnyOrder("office", "hall", "7");
    assertThat(claims.values("dept")).containsExactly("agriculture");
    assertThat(claims.values("level")).containsExactly("3");
    assertThat(claims.values("email_verified")).containsExactly("true");
    assertThat(claims.values("realm_access.roles")).containsExactly("viewer");
    assertThat(claims.values("https://example.cn/roles")).containsExactly("by address");
    assertThat(claims.values("resource_access.board.cn.roles")).containsExactly("of a client");
  }

  @Test
  void whatIsNotThere_isNone_andNeverAFailure() {
    Claims claims = claims("{\"groups\": null, \"a\": {\"b\": {\"c\": 1}}, \"t\": [\"x\"]}");
    for (String claim : new String[] {"groups", "none", "a", "a.b", "a.b.c.d", "a.", ".", "t.x"}) {
      assertThat(claims.values(claim)).as(claim).isEmpty();
    }
    assertThat(claims.text("t")).isNull();
    assertThat(claims.seconds("t")).isNull();
  }

  @Test
  void aName_isWhatPeopleKnowSomebodyBy_cutAndWithoutWhatCannotBeSeen() {
    assertThat(claims("{\"sub\":\"f81d\",\"name\":\"王芳\",\"preferred_username\":\"wang\"}").name())
        .isEqualTo("wang");
    assertThat(claims("{\"sub\":\"f81d\",\"name\":\"王芳\",\"email\":\" \"}").name()).isEqualTo("王芳");
    assertThat(claims("{\"sub\":\"f81d\",\"name\":[1]}").name()).isEqualTo("f81d");
    assertThat(claims("{}").name()).isEqualTo("?");
    assertThat(claims("{\"name\":\"a\\r\\nlevel=ERROR\\u202e\"}").name()).isEqualTo("alevel=ERROR");
    assertThat(claims("{\"name\":\"" + "𠮷".repeat(70) + "\"}").name()).isEqualTo("𠮷".repeat(64));
  }
}
