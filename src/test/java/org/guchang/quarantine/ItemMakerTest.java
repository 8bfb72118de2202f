package org.guchang.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guchang.ingest.Acme;
import org.guchang.ingest.QuarantineBook.Item;
import org.guchang.ingest.QuarantineBook.Kind;
import org.guchang.ingest.format.Clue;
import org.guchang.ingest.format.Fault;
import org.guchang.ingest.format.PersonHash;
import org.guchang.quarantine.Quarantined.About;
import org.guchang.redis.QuarantineStore.New;
import org.junit.jupiter.api.Test;

final class ItemMakerTest {
  private final ItemMaker maker = new ItemMaker(new PersonHash(Acme.PRIVACY_KEY));

  private static Item item(Kind kind, String partner, String reason, String message) {
    return new Item(
        kind,
        partner,
        "native",
        Acme.NOW,
        3,
        "e-1",
        List.of(new Fault("/subject", reason)),
        null,
        message.getBytes(UTF_8));
  }

  private New make(Item item) {
    return maker.make(item, "douyin", "");
  }

  @Test
  void theSameMessageHasTheSameId_ofWhateverReason_butNotOfAnotherPartner() {
    New one = make(item(Kind.REFUSED, "acme", "one", "{\"id\":\"e-1\",\"type\":\"t\"}"));

    assertThat(make(item(Kind.UNPLACED, "acme", "two", "{\"id\":\"e-1\",\"type\":\"t\"}")).id())
        .isEqualTo(one.id());
    assertThat(make(item(Kind.REFUSED, "other", "one", "{\"id\":\"e-1\",\"type\":\"t\"}")).id())
        .isNotEqualTo(one.id());
    assertThat(make(item(Kind.REFUSED, "acme", "one", "{\"id\":\"e-2\",\"type\":\"t\"}")).id())
        .isNotEqualTo(one.id());
  }

  @Test
  void whatIsSaidOfIt_isReadBackAsItWas() {
    New made = make(item(Kind.REFUSED, "acme", "is no session", "{\"id\":\"e-1\",\"type\":\"t\"}"));
    About about = AboutCodec.decode(made.about());

    assertThat(about.kind()).isEqualTo(Kind.REFUSED);
    assertThat(about.format()).isEqualTo("native");
    assertThat(about.index()).isEqualTo(3);
    assertThat(about.eventId()).isEqualTo("e-1");
    assertThat(about.type()).isEqualTo("t");
    assertThat(about.faults()).containsExactly(new Fault("/subject", "is no session"));
    assertThat(about.length()).isEqualTo(23);
    assertThat(AboutCodec.encode(about)).isEqualTo(made.about());
  }

  @Test
  void whatIsNoJson_isLengthDigestAndReasonAlone_withoutWhatTheParserQuotes() {
    String body = "王小明 13812345678";
    New made =
        make(
            item(
                Kind.UNREADABLE,
                "acme",
                "The body is not JSON: Unrecognized token '王小明' near 13812345678 \"x\"",
                body));
    About about = AboutCodec.decode(made.about());

    assertThat(made.message()).isEmpty();
    assertThat(about.length()).isEqualTo(body.getBytes(UTF_8).length);
    assertThat(about.digest()).matches("[0-9a-f]{16}");
    assertThat(about.reason()).isEqualTo("The body is not JSON: Unrecognized token … near … …");
    assertThat(make(item(Kind.UNREADABLE, "acme", "x", "李四 13812345678")).id())
        .isNotEqualTo(made.id());
  }

  @Test
  void whatIsTooLong_isKeptLikeWhatIsNoJson() {
    String message = "{\"title\":[" + "\"x\",".repeat(ItemMaker.MAX_MESSAGE) + "1]}";

    assertThat(make(item(Kind.REFUSED, "acme", "x", message)).message()).isEmpty();
  }

  @Test
  void onlyWhatFollowsAnOrder_waitsForIt() {
    Clue refund = Clue.ofOrder("douyin", "o1", Clue.UNKNOWN, Acme.NOW);
    Clue paid = Clue.ofNewOrder("douyin", "o1", Acme.NOW, Acme.NOW);

    assertThat(Waits.of(waiting(Kind.UNPLACED, refund)))
        .isEqualTo(Waits.forOrder("acme", "douyin", "o1"));
    assertThat(Waits.of(waiting(Kind.UNPLACED, paid))).isEmpty();
    assertThat(Waits.of(waiting(Kind.REFUSED, refund))).isEmpty();
  }

  private static Item waiting(Kind kind, Clue clue) {
    return new Item(
        kind,
        "acme",
        "doudian",
        Acme.NOW,
        0,
        null,
        List.of(new Fault("", "order not seen yet")),
        clue,
        "{}".getBytes(UTF_8));
  }
}
