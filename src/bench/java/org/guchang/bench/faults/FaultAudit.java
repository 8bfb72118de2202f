package org.guchang.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.guchang.bench.faults.FaultBook.Kind;
import org.guchang.bench.load.OrderEvents;
import org.guchang.config.Catalog;

/** Holds what partners know by themselves against ledger, board and receipts. */
final class FaultAudit {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Receipts asked for after each fault. */
  private static final int RECEIPTS = 20;

  private final FaultStage stage;
  private final FaultBook book;
  private final Catalog.Partner partner;
  private final Path facts;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param facts a file to be written
   */
  FaultAudit(FaultStage stage, FaultBook book, Catalog.Partner partner, Path facts) {
    this.stage = stage;
    this.book = book;
    this.partner = partner;
    this.facts = facts;
  }

  /**
   * How it stands.
   *
   * @param lost answered 2xx and not in the ledger, or with another amount
   * @param doubled orders and refunds in the totals beyond those that the ledger tells apart
   * @param faults all that is wrong, in words
   */
  record Found(long counted, long lost, long doubled, List<String> faults) {}

  /** To be called while nothing is sent. */
  Found look() throws IOException, InterruptedException {
    List<String> faults = new ArrayList<>();
    stage.ask("facts " + OrderEvents.SESSION + " " + facts);
    Map<String, Long> amounts = new HashMap<>();
    long likes = 0;
    for (String line : Files.readAllLines(facts)) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("counted")) {
        likes += Long.parseLong(words[2]);
      } else if (!words[0].equals("other")) {
        Kind kind = words[0].equals("paid") ? Kind.PAID : Kind.REFUNDED;
        String key = kind + " " + words[1] + " " + words[2];
        // an order that is told again by a later event stands there again
        amounts.put(key, Long.parseLong(words[3]));
      }
    }
    long lost = lost(amounts, faults);
    amounts.forEach(
        (key, amount) -> {
          if (!amount.equals(book.kept().getOrDefault(key, book.open().get(key)))) {
            faults.add("nobody sent " + key + " of " + amount);
          }
        });
    compareLikes(likes, faults);
    long doubled = compareBoard(amounts, likes, faults);
    compareReceipts(faults);
    if (!stage.ask("verify " + OrderEvents.SESSION).contains("proved=true")) {
      faults.add("the totals are not proved");
    }
    return new Found(amounts.size(), lost, doubled, faults);
  }

  private long lost(Map<String, Long> amounts, List<String> faults) {
    long lost = 0;
    for (Map.Entry<String, Long> kept : book.kept().entrySet()) {
      boolean like = kept.getKey().startsWith(Kind.LIKED.name());
      if (!like && !kept.getValue().equals(amounts.get(kept.getKey()))) {
        lost++;
        faults.add("answered 2xx and not counted: " + kept);
      }
    }
    return lost;
  }

  private void compareLikes(long likes, List<String> faults) {
    long least = likes(book.kept());
    long most = least + likes(book.open());
    if (likes < least || likes > most) {
      faults.add(likes + " likes where " + least + " to " + most + " were sent");
    }
  }

  private static long likes(Map<String, Long> items) {
    return items.entrySet().stream()
        .filter(item -> item.getKey().startsWith(Kind.LIKED.name()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** How many are counted more than once. */
  private long compareBoard(Map<String, Long> amounts, long likes, List<String> faults)
      throws IOException, InterruptedException {
    String answer = stage.get(stage.board());
    JsonNode totals = JSON.readTree(answer.substring(4)).at("/state/totals");
    List<Long> paid = amounts(amounts, Kind.PAID);
    List<Long> refunded = amounts(amounts, Kind.REFUNDED);
    List<Long> expected =
        List.of((long) paid.size(), sum(paid), (long) refunded.size(), sum(refunded), likes);
    List<Long> shown =
        Stream.of("orders", "gmvFen", "refunds", "refundFen", "likes")
            .map(figure -> totals.path(figure).asLong())
            .toList();
    if (!shown.equals(expected)) {
      faults.add("the board shows " + shown + ", the ledger has " + expected);
    }
    return Math.max(0, shown.get(0) - paid.size()) + Math.max(0, shown.get(2) - refunded.size());
  }

  private static List<Long> amounts(Map<String, Long> all, Kind kind) {
    return all.entrySet().stream()
        .filter(one -> one.getKey().startsWith(kind.name()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static long sum(List<Long> amounts) {
    return amounts.stream().mapToLong(amount -> amount).sum();
  }

  private void compareReceipts(List<String> faults) throws IOException, InterruptedException {
    List<String> ids = book.takeReceipts();
    int step = Math.max(1, ids.size() / RECEIPTS);
    for (int i = 0; i < ids.size(); i += step) {
      URI at = URI.create(stage.partnerDoor() + "/deliveries/" + ids.get(i));
      var answer =
          http.send(
              FaultPartner.signed(partner, at, "ask-" + ids.get(i), new byte[0]).GET().build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != 200 || !answer.body().contains("\"rejected\":[]")) {
        faults.add("receipt of " + ids.get(i) + ": " + answer.statusCode() + " " + answer.body());
      }
    }
  }
}
