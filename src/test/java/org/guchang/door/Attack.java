package org.guchang.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.guchang.bench.load.RawConnection;
import org.guchang.bench.load.RawConnection.Answered;
import org.guchang.config.Settings.DoorName;

/**
 * Something bad sent to a door.
 *
 * @param meter sample of {@code /metrics} that has to have moved
 * @param ending status of the answer, code of the close, 0 where the connection just ends
 */
record Attack(DoorName door, String name, int ending, String meter, Deed deed) {
  /** Bytes beyond which an attacker has got away with it. */
  private static final long MOST_BYTES = 200L << 20;

  /** Between the bytes of a slow sender. */
  private static final long DRIP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** What is done, and how it ended. */
  interface Deed {
    End on(RawConnection connection) throws IOException;
  }

  /**
   * How it ended.
   *
   * @param code as {@link Attack#ending}
   * @param body of the answer, if there was one
   */
  record End(int code, String head, String body) {
    static final End CUT = new End(0, "", "");

    static End of(Answered answered) {
      return new End(answered.status(), answered.head(), answered.body());
    }
  }

  static Attack refused(DoorName door, Refusal why, Deed deed) {
    String called = door.name().toLowerCase(java.util.Locale.ROOT);
    return new Attack(
        door,
        why.label(),
        why.status(),
        "guchang_door_refused_total{door=\"" + called + "\",reason=\"" + why.label() + "\"}",
        deed);
  }

  /** Sends it at once and takes the answer, which has to be the last one. */
  static Deed once(byte[] bytes) {
    return connection -> {
      connection.write(bytes);
      End end = End.of(connection.answer());
      awaitEnd(connection);
      return end;
    };
  }

  static Deed once(String text) {
    return once(text.getBytes(ISO_8859_1));
  }

  /** The same, on a connection that may be used again. */
  static Deed answered(byte[] bytes) {
    return connection -> {
      connection.write(bytes);
      return End.of(connection.answer());
    };
  }

  /** Sends the first part at once and then a letter now and then, until there is an answer. */
  static Deed slowly(String start) {
    return connection -> {
      connection.write(start.getBytes(ISO_8859_1));
      while (connection.in().available() == 0) {
        LockSupport.parkNanos(DRIP_NANOS);
        connection.write(new byte[] {'x'});
      }
      End end = End.of(connection.answer());
      awaitEnd(connection);
      return end;
    };
  }

  /** Sends the same again and again and reads nothing, until the connection is cut. */
  static Deed unread(byte[] start, byte[] more) {
    return connection -> {
      long sent = 0;
      try {
        connection.write(start);
        while (sent < MOST_BYTES) {
          connection.write(more);
          sent += more.length;
        }
      } catch (SocketException cut) {
        return End.CUT;
      }
      throw new AssertionError("it was let send " + sent + " bytes");
    };
  }

  /** Sends it at once, and reads answers until the last. */
  static Deed last(byte[] bytes) {
    return connection -> {
      connection.write(bytes);
      List<Answered> answers = new ArrayList<>();
      do {
        answers.add(connection.answer());
      } while (answers.get(answers.size() - 1).status() == 200);
      awaitEnd(connection);
      return End.of(answers.get(answers.size() - 1));
    };
  }

  /** Goes away in the middle. */
  static Deed half(String start) {
    return connection -> {
      connection.write(start.getBytes(ISO_8859_1));
      connection.close();
      return End.CUT;
    };
  }

  /** Opens the board's WebSocket, sends it there and reads how it is closed. */
  static Deed inSocket(byte[] frames) {
    return connection -> {
      connection.write(SocketFrames.hello("session/wenshui-0516"));
      Answered opened = connection.answer();
      if (opened.status() != 101) {
        throw new AssertionError(opened.toString());
      }
      connection.write(frames);
      return new End(SocketFrames.closeCode(connection), "", "");
    };
  }

  private static void awaitEnd(RawConnection connection) throws IOException {
    try {
      if (connection.in().read() >= 0) {
        throw new AssertionError("something came after the last answer");
      }
    } catch (SocketException reset) {
      // as good an end as another
    }
  }

  @Override
  public String toString() {
    return door + " " + name;
  }
}
