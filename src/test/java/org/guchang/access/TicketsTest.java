package org.guchang.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TicketsTest {
  private static final long NOW = 1_000_000;
  private static final Ticket TICKET =
      new Ticket(Ticket.Kind.PROVIDER, "王芳", "t1", NOW + 10, "", List.of("groups=office"));

  private final Tickets tickets = new Tickets("a key of the test");

  @Test
  void aTicket_isReadAgain_byAnyServerWithTheKey() {
    String text = tickets.signed(TICKET);
    assertThat(text).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    assertThat(new Tickets("a key of the test").read(text, NOW)).isEqualTo(TICKET);
  }

  @Test
  void aTicket_isGoodUntilItsEnd() {
    String text = tickets.signed(TICKET);
    assertThat(tickets.read(text, NOW + 9)).isNotNull();
    assertThat(tickets.read(text, NOW + 10)).isNull();
  }

  @Test
  void noLetterOfIt_canBeChanged() {
    String text = tickets.signed(TICKET);
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'A' ? 'B' : 'A';
      String changed = text.substring(0, i) + other + text.substring(i + 1);
      assertThat(tickets.read(changed, NOW)).as("letter %d", i).isNull();
    }
    assertThat(new Tickets("another key").read(text, NOW)).isNull();
    assertThat(tickets.read("", NOW)).isNull();
    assertThat(tickets.read(".", NOW)).isNull();
    assertThat(tickets.read("x".repeat(10_000), NOW)).isNull();
  }

  @Test
  void whatDoesNotFitIntoACookie_isNotMade() {
    List<String> many =
        java.util.stream.IntStream.range(0, 300)
            .mapToObj(i -> "groups=" + i + "x".repeat(20))
            .toList();
    assertThat(tickets.signed(new Ticket(Ticket.Kind.PROVIDER, "n", "i", NOW, "", many))).isNull();
  }
}
