package org.guchang.ingest.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.guchang.ingest.format.Voice.Sent;

/** Makes of a good message a bad one, in the ways that parsers fall over; the same for one seed. */
public final class Mutation {
  private static final Pattern VALUES =
      Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"|-?\\d+(?:\\.\\d+)?|true|false|null");

  private static final List<String> ODD =
      List.of(
          "0",
          "-0",
          "-1",
          "1.5",
          "1e400",
          "1E+999999999",
          "1e-999999999",
          "9007199254740993",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775809",
          "9".repeat(39),
          "9".repeat(5_000),
          "0." + "1".repeat(38),
          "NaN",
          "null",
          "true",
          "\"\"",
          "\" \"",
          "\"１２３\"",
          "\"-5\"",
          "\"12.345\"",
          "\"1e9\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"a\\u2028b\\n\"",
          "\"" + "枣".repeat(300) + "\"",
          "\"%zz%\"",
          "\"{\\\"a\\\":\"",
          "\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"",
          "\"person:0123456789abcdef\"",
          "\"9999-12-31 23:59:59\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"2020-02-30T00:00:00Z\"",
          "\"-999999999-01-01T00:00:00+18:00\"",
          "{}",
          "[]",
          "[null]",
          "{\"\":{}}");

  private static final List<byte[]> ODD_BYTES =
      List.of(
          new byte[] {(byte) 0xff},
          new byte[] {(byte) 0xc0, (byte) 0x80},
          new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
          new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
          new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
          new byte[] {0},
          "\\".getBytes(UTF_8),
          "\"".getBytes(UTF_8),
          ",".getBytes(UTF_8),
          "/**/".getBytes(UTF_8));

  private final SplittableRandom random;

  public Mutation(SplittableRandom random) {
    this.random = random;
  }

  /**
   * Changed on its way, so that it is not genuine any more, or not what is expected at all.
   *
   * @param sent as its sender sent it
   */
  public Sent tampered(Sent sent) {
    String[] names = sent.headers().keySet().stream().sorted().toArray(String[]::new);
    return switch (random.nextInt(4)) {
      case 0 -> {
        String name = names.length == 0 ? "x" : names[random.nextInt(names.length)];
        String value = sent.headers().getOrDefault(name, "");
        yield sent.with(name, new String(bytes(value.getBytes(ISO_8859_1)), ISO_8859_1));
      }
      case 1 -> {
        String query = sent.query() == null ? "a=b" : sent.query();
        yield sent.withQuery(new String(bytes(query.getBytes(ISO_8859_1)), ISO_8859_1));
      }
      case 2 -> new Sent("GET", sent.path(), sent.query(), sent.headers(), sent.body());
      default -> sent.withBody(bytes(sent.body()));
    };
  }

  /** One to four changes; once in a while the message has nothing to do with the sample. */
  public byte[] of(String sample) {
    if (random.nextInt(20) == 0) {
      return noise();
    }
    byte[] message = sample.getBytes(UTF_8);
    for (int changes = 1 + random.nextInt(1 + random.nextInt(4)); changes > 0; changes--) {
      message = once(message);
    }
    return message;
  }

  /** The same with bytes that may be anything: base64, headers, a query. */
  public byte[] bytes(byte[] good) {
    return switch (random.nextInt(5)) {
      case 0 -> noise();
      case 1 -> cut(good);
      case 2 -> insert(good, "A".repeat(1 + random.nextInt(5)).getBytes(UTF_8));
      case 3 -> insert(good, ODD_BYTES.get(random.nextInt(ODD_BYTES.size())));
      default -> flip(good);
    };
  }

  private byte[] once(byte[] message) {
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4 -> odd(message);
      case 5 -> nest(message);
      case 6 -> cut(message);
      case 7 -> flip(message);
      case 8 -> insert(message, ODD_BYTES.get(random.nextInt(ODD_BYTES.size())));
      case 9 -> repeat(message);
      case 10 -> random.nextInt(8) == 0 ? recode(message) : odd(message);
      case 11 -> drop(message);
      default -> odd(message);
    };
  }

  /** A value becomes an odd one, or a copy of another of the same message. */
  private byte[] odd(byte[] message) {
    String text = new String(message, ISO_8859_1);
    List<MatchResult> values = VALUES.matcher(text).results().limit(200).toList();
    if (values.isEmpty()) {
      return message;
    }
    MatchResult value = values.get(random.nextInt(values.size()));
    byte[] put =
        random.nextInt(4) == 0
            ? values.get(random.nextInt(values.size())).group().getBytes(ISO_8859_1)
            : ODD.get(random.nextInt(ODD.size())).getBytes(UTF_8);
    return joined(message, value.start(), put, value.end());
  }

  private byte[] nest(byte[] message) {
    int depth = 1 + random.nextInt(random.nextInt(4) == 0 ? 3_000 : 60);
    String open = random.nextBoolean() ? "[" : "{\"a\":";
    String close = open.equals("[") ? "]" : "}";
    boolean closed = random.nextBoolean();
    String nested = open.repeat(depth) + "1" + (closed ? close.repeat(depth) : "");
    String text = new String(message, ISO_8859_1);
    List<MatchResult> values = VALUES.matcher(text).results().limit(200).toList();
    if (values.isEmpty()) {
      return nested.getBytes(UTF_8);
    }
    MatchResult value = values.get(random.nextInt(values.size()));
    return joined(message, value.start(), nested.getBytes(UTF_8), value.end());
  }

  private byte[] noise() {
    byte[] noise = new byte[random.nextInt(200)];
    random.nextBytes(noise);
    return noise;
  }

  private byte[] cut(byte[] message) {
    return joined(message, random.nextInt(message.length + 1), new byte[0], message.length);
  }

  private byte[] drop(byte[] message) {
    int from = random.nextInt(message.length + 1);
    int to = Math.min(message.length, from + 1 + random.nextInt(30));
    return joined(message, from, new byte[0], to);
  }

  private byte[] repeat(byte[] message) {
    int from = random.nextInt(message.length + 1);
    int to = Math.min(message.length, from + 1 + random.nextInt(200));
    return insert(message, Arrays.copyOfRange(message, from, to));
  }

  private byte[] flip(byte[] message) {
    byte[] flipped = message.clone();
    if (flipped.length > 0) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private byte[] insert(byte[] message, byte[] part) {
    int at = random.nextInt(message.length + 1);
    return joined(message, at, part, at);
  }

  private static byte[] recode(byte[] message) {
    return new String(message, UTF_8).getBytes(UTF_16LE);
  }

  /** The message with {@code part} in place of what is between the two. */
  private static byte[] joined(byte[] message, int from, byte[] part, int to) {
    byte[] joined = new byte[from + part.length + message.length - to];
    System.arraycopy(message, 0, joined, 0, from);
    System.arraycopy(part, 0, joined, from, part.length);
    System.arraycopy(message, to, joined, from + part.length, message.length - to);
    return joined;
  }
}
