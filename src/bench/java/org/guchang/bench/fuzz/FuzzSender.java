package org.guchang.bench.fuzz;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.guchang.bench.load.RawConnection;
import org.guchang.ingest.format.FuzzVoices.Spoken;
import org.guchang.ingest.format.Mutation;
import org.guchang.ingest.format.Voice.Sent;

/**
 * One attacker at all three doors, with a connection to each, and at those of a server that lets
 * nobody in. Used by one thread.
 */
final class FuzzSender implements AutoCloseable {
  /** Of that many inputs one is bytes that may be no request at all. */
  private static final int RAW_ONE_IN = 8;

  /** Of that many inputs one is an order that has to count. */
  private static final int GOOD_ONE_IN = 200;

  private final Doors doors;
  private final FuzzTally tally;
  private final FuzzCanary canary;
  private final RawConnection partner;
  private final RawConnection screen;
  private final RawConnection ops;
  private final FuzzIntruder intruder;

  /**
   * What is attacked.
   *
   * @param token for the ops door
   */
  record Doors(
      int partner, int screen, int ops, String token, List<Spoken> voices, FuzzFortress fortress) {}

  FuzzSender(Doors doors, FuzzTally tally, FuzzCanary canary) {
    this.doors = doors;
    this.tally = tally;
    this.canary = canary;
    this.partner = new RawConnection(doors.partner());
    this.screen = new RawConnection(doors.screen());
    this.ops = new RawConnection(doors.ops());
    this.intruder = new FuzzIntruder(doors.fortress(), tally);
  }

  /** The input of this seed, always the same, but for the time that signatures need. */
  void send(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int door = random.nextInt(10);
    boolean raw = random.nextInt(RAW_ONE_IN) == 0;
    String what = "";
    try {
      if (random.nextInt(GOOD_ONE_IN) == 0) {
        what = "partner good";
        String refused = canary.sing(partner, seed);
        if (refused != null) {
          tally.fail(seed, what, "a good order was answered " + refused);
        }
      } else if (door < 4) {
        Spoken voice = doors.voices().get(random.nextInt(doors.voices().size()));
        what = raw ? "partner raw" : "partner " + voice.format();
        answer(seed, what, partner, random, raw, push(voice, random));
      } else if (door < 6) {
        what = raw ? "screen socket" : "screen http";
        Sent sent = new FuzzRequests(random).screen();
        boolean bytes = raw && random.nextInt(4) == 0;
        if (raw && !bytes) {
          tally.ended(seed, what, screen.sendAndLeave(FuzzSocket.said(random)));
        } else {
          answer(seed, bytes ? "screen raw" : what, screen, random, bytes, sent);
        }
      } else if (door < 8) {
        what = raw ? "ops raw" : "ops http";
        answer(seed, what, ops, random, raw, new FuzzRequests(random).ops(doors.token()));
      } else {
        what = "guarded";
        intruder.send(seed, random);
      }
    } catch (IOException e) {
      tally.fail(seed, what, "no answer: " + e.getMessage());
    }
  }

  private void answer(
      long seed, String what, RawConnection to, SplittableRandom random, boolean raw, Sent sent)
      throws IOException {
    if (raw) {
      byte[] bytes = new Mutation(random).bytes(RawConnection.encoded(sent));
      tally.ended(seed, what, to.sendAndLeave(bytes));
    } else {
      tally.answered(seed, what, to.send(sent));
    }
  }

  private static Sent push(Spoken voice, SplittableRandom random) {
    String sample = voice.samples().get(random.nextInt(voice.samples().size()));
    Mutation mutation = new Mutation(random);
    Sent sent =
        voice
            .signer()
            .sign("/hooks/" + voice.format(), mutation.of(sample), System.currentTimeMillis());
    if (random.nextInt(8) == 0) {
      sent = sent.withQuery((sent.query() == null ? "" : sent.query() + "&") + "dry-run=true");
    }
    return random.nextInt(4) == 0 ? mutation.tampered(sent) : sent;
  }

  @Override
  public void close() {
    partner.close();
    screen.close();
    ops.close();
    intruder.close();
  }
}
