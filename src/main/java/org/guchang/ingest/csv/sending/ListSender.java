package org.guchang.ingest.csv.sending;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/**
 * Sends a file to a partner door, piece by piece and a few pieces at once, and in the end asks
 * which orders are counted that the file does not have. Blocks.
 */
public final class ListSender {
  /** Pieces under way at once. */
  private static final int AT_ONCE = 4;

  private static final int OK = 200;
  private static final int ALL_REJECTED = 422;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SignedPost post;
  private final ImportTotals totals;
  private volatile boolean givenUp;

  /**
   * For one partner.
   *
   * @param door e.g. {@code http://127.0.0.1:8081}
   * @param secret {@code whsec_…}
   * @param tls whom to trust at an https door
   * @throws IllegalArgumentException when the secret cannot sign
   */
  public ListSender(URI door, String partner, String secret, SSLContext tls, ImportTotals totals) {
    this.post = new SignedPost(door, partner, secret, tls);
    this.totals = totals;
  }

  /** Deliveries sent again. */
  public long retries() {
    return post.retries();
  }

  /**
   * Sends a file; what goes wrong with a piece is among the totals.
   *
   * @param isOrderId whether an order number stands under a heading
   * @param maxRows of a piece
   * @param query of the hook's URL beside {@code part=true}, empty or with a leading {@code &}
   */
  public void send(Path file, Predicate<String> isOrderId, int maxRows, String query)
      throws IOException, ListUnfit, InterruptedException {
    Splitter splitter = new Splitter(file, isOrderId, maxRows);
    ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE);
    Semaphore room = new Semaphore(2 * AT_ONCE);
    try {
      splitter.split(
          piece -> {
            room.acquire();
            senders.execute(() -> send(piece, "part=true" + query, room));
          });
    } finally {
      senders.shutdown();
      senders.awaitTermination(1, TimeUnit.HOURS);
    }
    if (!givenUp) {
      askForMissing(splitter.index(), "counted=true" + query);
    }
  }

  private void send(Piece piece, String query, Semaphore room) {
    try {
      if (givenUp) {
        return;
      }
      HttpResponse<byte[]> answer = post.send(piece.body(), query);
      boolean report = answer.statusCode() == OK || answer.statusCode() == ALL_REJECTED;
      JsonNode json = report ? JSON.readTree(answer.body()) : null;
      if (json != null && json.has("rows")) {
        totals.add(json, piece);
      } else {
        refused(piece, answer);
      }
    } catch (IOException e) {
      totals.problem("the piece from line " + piece.fileLine(2) + ": " + e.getMessage());
      givenUp = true;
    } catch (InterruptedException e) {
      givenUp = true;
      Thread.currentThread().interrupt();
    } finally {
      room.release();
    }
  }

  /** What is wrong with one piece as a whole is wrong with all. */
  private void refused(Piece piece, HttpResponse<byte[]> answer) {
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    totals.problem(
        "the piece from line "
            + piece.fileLine(2)
            + " was answered "
            + answer.statusCode()
            + " "
            + body.substring(0, Math.min(body.length(), 500)));
    givenUp = true;
  }

  private void askForMissing(OrderIndex index, String query)
      throws IOException, InterruptedException {
    String span = totals.span();
    if (span == null) {
      return;
    }
    for (String session : totals.sessions().keySet()) {
      String cursor = "0";
      do {
        String question = "session,from,to,cursor\n" + session + "," + span + "," + cursor + "\n";
        HttpResponse<byte[]> answer = post.send(question.getBytes(StandardCharsets.UTF_8), query);
        if (answer.statusCode() != OK) {
          totals.problem("what is counted was not told: status " + answer.statusCode());
          return;
        }
        JsonNode page = JSON.readTree(answer.body());
        for (JsonNode order : page.path("orders")) {
          String id = order.path("orderId").asText();
          if (!index.has(OrderIndex.hash(id))) {
            totals.missing(session, id, order.path("amountFen"));
          }
        }
        cursor = page.path("next").asText("0");
      } while (!cursor.equals("0"));
    }
  }
}
