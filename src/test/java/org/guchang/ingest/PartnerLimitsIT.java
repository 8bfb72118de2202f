package org.guchang.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guchang.config.AddressRange;
import org.guchang.config.Catalog;
import org.guchang.ingest.format.WireEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a partner may send: how fast, from where, about what. */
final class PartnerLimitsIT {
  private DoorUnderTest door;

  @BeforeEach
  void open() throws Exception {
    door = new DoorUnderTest(Acme.settings(), 2);
  }

  @AfterEach
  void close() throws Exception {
    door.close();
  }

  @Test
  void overTheRate_isToldWhenToSendAgain_andNothingIsCounted() throws Exception {
    limit(new Catalog.Rate(1, 2), List.of());

    assertThat(post("e-1").statusCode()).isEqualTo(200);
    assertThat(post("e-2").statusCode()).isEqualTo(200);
    HttpResponse<String> tooFast = post("e-3");

    assertThat(tooFast.statusCode()).isEqualTo(429);
    assertThat(tooFast.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(tooFast.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(door.ledger.events()).hasSize(2);
    assertThat(outcomes("rate_limited")).isEqualTo(1);
  }

  @Test
  void eventsAreCounted_notDeliveries() throws Exception {
    limit(new Catalog.Rate(1, 3), List.of());
    byte[] batch =
        WireEvent.batch(
            WireEvent.paid(),
            WireEvent.paid().with("/id", "e-2"),
            WireEvent.paid().with("/id", "e-3"));

    assertThat(door.post(batch, DoorUnderTest.BATCHED).statusCode()).isEqualTo(200);
    assertThat(post("e-4").statusCode()).isEqualTo(429);
  }

  @Test
  void anOrderList_countsItsOrders() throws Exception {
    limit("csv", List.of("douyin"), new Catalog.Rate(1, 3), List.of());
    byte[] list =
        """
            订单编号,商品编码,数量,实付金额,下单时间,支付时间,订单状态
            1,zao,1,1.00,2020-05-16 20:30:00,2020-05-16 20:31:00,已付款
            2,zao,1,1.00,2020-05-16 20:30:00,2020-05-16 20:31:00,已付款
            3,zao,1,1.00,2020-05-16 20:30:00,2020-05-16 20:31:00,已付款
            """
            .getBytes(UTF_8);
    assertThat(door.post(list, "text/csv").statusCode()).isNotEqualTo(429);
    HttpResponse<String> tooFast = door.post(list, "text/csv");
    assertThat(tooFast.statusCode()).isEqualTo(429);
    // three at one a second, where a list that counted as one would wait for none
    assertThat(Integer.parseInt(tooFast.headers().firstValue("Retry-After").orElseThrow()))
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void strangers_useNothingUp() throws Exception {
    limit(new Catalog.Rate(1, 1), List.of());
    byte[] body = WireEvent.paid().bytes();
    for (int i = 0; i < 5; i++) {
      assertThat(
              door.send(
                      door.signed(
                          Acme.PARTNER,
                          "whsec_" + "A".repeat(32),
                          "m",
                          System.currentTimeMillis() / 1000,
                          body))
                  .statusCode())
          .isEqualTo(401);
    }

    assertThat(post("e-1").statusCode()).isEqualTo(200);
  }

  @Test
  void otherAddress_isAnsweredLikeAWrongSignature() throws Exception {
    limit(null, List.of(AddressRange.parse("203.0.113.0/24"), AddressRange.parse("::1")));

    HttpResponse<String> foreign = post("e-1");
    HttpResponse<String> wrong =
        door.send(
            door.signed(
                Acme.PARTNER,
                "whsec_" + "A".repeat(32),
                "m",
                System.currentTimeMillis() / 1000,
                WireEvent.paid().bytes()));

    assertThat(foreign.statusCode()).isEqualTo(401);
    assertThat(foreign.body()).isEqualTo(wrong.body());
    assertThat(door.ledger.events()).isEmpty();
    assertThat(outcomes("foreign_address")).isEqualTo(1);
    assertThat(outcomes("unauthorized")).isEqualTo(1);
  }

  @Test
  void addressOnTheList_isLetIn() throws Exception {
    limit(null, List.of(AddressRange.parse("127.0.0.0/8")));

    assertThat(post("e-1").statusCode()).isEqualTo(200);
  }

  @Test
  void sessionOfAnother_isNotYours() throws Exception {
    HttpResponse<String> answer =
        door.post(
            WireEvent.paid().with("/subject", Acme.OTHERS_SESSION).bytes(),
            DoorUnderTest.STRUCTURED);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("/subject", "not yours");
    assertThat(
            door.registry
                .get("guchang.events.refused")
                .tag("reason", "not_yours")
                .counter()
                .count())
        .isEqualTo(1);
  }

  private HttpResponse<String> post(String id) throws Exception {
    return door.post(WireEvent.paid().with("/id", id).bytes(), DoorUnderTest.STRUCTURED);
  }

  private void limit(Catalog.@Nullable Rate rate, List<AddressRange> addresses) {
    limit("native", List.of("douyin", "kuaishou"), rate, addresses);
  }

  private void limit(
      String format,
      List<String> platforms,
      Catalog.@Nullable Rate rate,
      List<AddressRange> addresses) {
    Catalog now = door.catalog.current();
    Catalog.Partner acme = now.partners().get(Acme.PARTNER);
    Map<String, Catalog.Partner> partners = new LinkedHashMap<>(now.partners());
    partners.put(
        Acme.PARTNER,
        new Catalog.Partner(
            acme.id(),
            format,
            acme.secrets(),
            acme.sessions(),
            platforms,
            acme.session(),
            acme.keys(),
            rate,
            addresses,
            acme.api(),
            acme.csv()));
    door.catalog.replace(
        new Catalog(
            "limited",
            now.platforms(),
            now.campaigns(),
            now.sessions(),
            partners,
            now.counties(),
            now.products()));
  }

  private double outcomes(String outcome) {
    return door.registry
        .get("guchang.deliveries")
        .tags("partner", Acme.PARTNER, "outcome", outcome)
        .counter()
        .count();
  }
}
