package org.guchang.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The quarantine in Redis. What an item is about and its message are texts here, and mean nothing.
 * To be used on the event loop of its link.
 */
public final class QuarantineStore {
  private static final Script KEEP = Script.named("keep_quarantined");
  private static final Script SETTLE = Script.named("settle_quarantined");
  private static final Script REWORD = Script.named("reword_quarantined");

  /** Lines of the trail; two a day for a year, and some busy days. */
  private static final int TRAIL_LINES = 1_000;

  /** Places between two milliseconds: what one delivery brings keeps its order. */
  private static final int PLACES = 1_000;

  /** Entries that may share one place, of deliveries within the same millisecond. */
  private static final int SAME_PLACE = 50;

  private static final String NOTHING = "";

  private final RedisLink link;
  private final ReplicaWait replicas;
  private final Keys.OfQuarantine keys;

  public QuarantineStore(RedisLink link, ReplicaWait replicas, Keys keys) {
    this.link = link;
    this.replicas = replicas;
    this.keys = keys.quarantine();
  }

  /** What one partner may have at most. */
  public record Bounds(int items, int bytes) {}

  /**
   * Something to keep.
   *
   * @param id the same for the same message
   * @param at when it came, milliseconds since the epoch
   * @param index position in what came at once
   * @param waits what it waits for, empty for nothing
   */
  public record New(String id, long at, int index, String waits, String about, String message) {
    int size() {
      return about.getBytes(StandardCharsets.UTF_8).length
          + message.getBytes(StandardCharsets.UTF_8).length;
    }
  }

  /** What keeping came to; {@code items} and {@code bytes} are the partner's now. */
  public record Kept(int fresh, int again, int dropped, long items, long bytes) {}

  /**
   * What is kept.
   *
   * @param place in the index; with the id it is a cursor
   * @param at when it first came, milliseconds since the epoch
   * @param last when it last came
   * @param times how often it came
   * @param tries how often it was posted again without success
   * @param message empty when it was not asked for, or there is none
   */
  public record Entry(
      String id,
      String partner,
      long place,
      long at,
      long last,
      long times,
      long tries,
      String waits,
      String about,
      String message) {}

  /** Which way the pages go. */
  public enum Order {
    NEWEST_FIRST,
    OLDEST_FIRST
  }

  /** Where a page begins: after this entry. */
  public record Cursor(long place, String id) {}

  /**
   * Something to remove.
   *
   * @param line for the trail, empty for none
   */
  public record Gone(String id, String line) {}

  /** Something that stays, and why now. */
  public record Staying(String id, String waits, String about) {}

  /** What one partner has, and how many it lost to its bounds. */
  public record Sums(long items, long bytes, long dropped) {}

  /** Keeps all of it, in one round trip; once it succeeds, as durably as the setting promises. */
  public Future<Kept> keep(String partner, List<New> items, Bounds bounds) {
    List<byte[]> args = new ArrayList<>(4 + 7 * items.size());
    args.add(utf8(partner));
    args.add(number(bounds.items()));
    args.add(number(bounds.bytes()));
    args.add(number(items.size()));
    for (New item : items) {
      args.add(utf8(item.id()));
      args.add(number(item.at() * PLACES + item.index() % PLACES));
      args.add(number(item.at()));
      args.add(number(item.size()));
      args.add(utf8(item.waits()));
      args.add(utf8(item.about()));
      args.add(utf8(item.message()));
    }
    List<byte[]> scriptKeys =
        List.of(
            utf8(keys.sums()), utf8(keys.index()), utf8(keys.index(partner)), utf8(keys.waiting()));
    return durably(KEEP, scriptKeys, args)
        .map(
            kept ->
                new Kept(
                    kept.get(0).toInteger(),
                    kept.get(1).toInteger(),
                    kept.get(2).toInteger(),
                    kept.get(3).toLong(),
                    kept.get(4).toLong()));
  }

  /**
   * Removes some and renews others.
   *
   * @return how many were there to be removed
   */
  public Future<Integer> settle(List<Gone> gone, List<Staying> staying) {
    List<byte[]> args = new ArrayList<>(3 + 2 * gone.size() + 3 * staying.size());
    args.add(number(TRAIL_LINES));
    args.add(number(gone.size()));
    for (Gone item : gone) {
      args.add(utf8(item.id()));
      args.add(utf8(item.line()));
    }
    args.add(number(staying.size()));
    for (Staying item : staying) {
      args.add(utf8(item.id()));
      args.add(utf8(item.about()));
      args.add(utf8(item.waits()));
    }
    List<byte[]> scriptKeys =
        List.of(utf8(keys.sums()), utf8(keys.index()), utf8(keys.waiting()), utf8(keys.trail()));
    return durably(SETTLE, scriptKeys, args).map(settled -> settled.get(0).toInteger());
  }

  /**
   * Puts another message of the same length in place of one that is still the same.
   *
   * @return whether it was
   */
  public Future<Boolean> reword(String id, String was, String now) {
    return durably(REWORD, List.of(utf8(keys.item(id))), List.of(utf8(was), utf8(now)))
        .map(answer -> answer.get(0).toInteger() == 1);
  }

  private Future<Response> durably(Script script, List<byte[]> scriptKeys, List<byte[]> args) {
    long generation = link.generation();
    return script
        .eval(link, scriptKeys, args)
        .compose(answer -> replicas.confirm(link, generation).map(confirmed -> answer));
  }

  /**
   * Entries, and where the next ones begin.
   *
   * @param next null when these are the last
   */
  public record Page(List<Entry> entries, @Nullable Cursor next) {}

  /**
   * Entries without their messages.
   *
   * @param partner null for all
   * @param count how many are looked at; those that go meanwhile are left out
   */
  public Future<Page> page(
      @Nullable String partner, Order order, @Nullable Cursor after, int count) {
    int asked = count + SAME_PLACE;
    Request range =
        Request.cmd(Command.ZRANGE).arg(partner == null ? keys.index() : keys.index(partner));
    String from = after == null ? null : Long.toString(after.place());
    if (order == Order.NEWEST_FIRST) {
      range.arg(from == null ? "+inf" : from).arg("-inf").arg("BYSCORE").arg("REV");
    } else {
      range.arg(from == null ? "-inf" : from).arg("+inf").arg("BYSCORE");
    }
    return link.send(range.arg("LIMIT").arg(0).arg(asked))
        .compose(
            found -> {
              List<String> ids = new ArrayList<>(found.size());
              found.forEach(id -> ids.add(id.toString()));
              boolean complete = ids.size() < asked;
              return entries(ids)
                  .map(entries -> page(beyond(entries, order, after), count, complete));
            });
  }

  private static List<Entry> beyond(List<Entry> found, Order order, @Nullable Cursor after) {
    if (after == null) {
      return found;
    }
    int sign = order == Order.NEWEST_FIRST ? -1 : 1;
    return found.stream()
        .filter(
            entry -> entry.place() != after.place() || sign * entry.id().compareTo(after.id()) > 0)
        .toList();
  }

  private static Page page(List<Entry> rest, int count, boolean complete) {
    if (rest.isEmpty() || (complete && rest.size() <= count)) {
      return new Page(rest, null);
    }
    List<Entry> page = rest.subList(0, Math.min(count, rest.size()));
    Entry last = page.get(page.size() - 1);
    return new Page(page, new Cursor(last.place(), last.id()));
  }

  private Future<List<Entry>> entries(List<String> ids) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    List<Request> requests = ids.stream().map(id -> read(id, false)).toList();
    return link.batch(requests)
        .map(
            answers -> {
              List<Entry> entries = new ArrayList<>(ids.size());
              for (int i = 0; i < ids.size(); i++) {
                Entry entry = entry(ids.get(i), answers.get(i));
                if (entry != null) {
                  entries.add(entry);
                }
              }
              return entries;
            });
  }

  /** With its message; null when there is none of that id. */
  public Future<@Nullable Entry> find(String id) {
    return link.send(read(id, true)).map(answer -> entry(id, answer));
  }

  private Request read(String id, boolean message) {
    Request read =
        Request.cmd(Command.HMGET)
            .arg(keys.item(id))
            .arg("partner")
            .arg("place")
            .arg("at")
            .arg("last")
            .arg("times")
            .arg("tries")
            .arg("waits")
            .arg("about");
    return message ? read.arg("message") : read;
  }

  private static @Nullable Entry entry(String id, Response fields) {
    if (fields.get(0) == null) {
      return null;
    }
    return new Entry(
        id,
        text(fields, 0),
        fields.get(1).toLong(),
        fields.get(2).toLong(),
        fields.get(3).toLong(),
        fields.get(4).toLong(),
        fields.get(5).toLong(),
        text(fields, 6),
        text(fields, 7),
        fields.size() > 8 ? text(fields, 8) : NOTHING);
  }

  /**
   * When each session was last wiped, milliseconds since the epoch; those that never were are not
   * there.
   */
  public Future<Map<String, Long>> wiped() {
    return link.send(Request.cmd(Command.HGETALL, keys.wiped()))
        .map(
            fields -> {
              Map<String, Long> wiped = new LinkedHashMap<>();
              for (String session : fields.getKeys()) {
                wiped.put(session, fields.get(session).toLong());
              }
              return wiped;
            });
  }

  /** By partner. */
  public Future<Map<String, Sums>> sums() {
    return link.send(Request.cmd(Command.HGETALL, keys.sums()))
        .map(
            fields -> {
              Map<String, Sums> sums = new LinkedHashMap<>();
              for (String field : fields.getKeys()) {
                String[] name = field.split(":", 2);
                long value = fields.get(field).toLong();
                sums.merge(name[1], of(name[0], value), QuarantineStore::plus);
              }
              return sums;
            });
  }

  private static Sums of(String what, long value) {
    return switch (what) {
      case "items" -> new Sums(value, 0, 0);
      case "bytes" -> new Sums(0, value, 0);
      default -> new Sums(0, 0, value);
    };
  }

  private static Sums plus(Sums a, Sums b) {
    return new Sums(a.items() + b.items(), a.bytes() + b.bytes(), a.dropped() + b.dropped());
  }

  /** What is waited for and by which item, in the order of the text. */
  public record Waiting(String waits, String id) {}

  /**
   * At most {@code count} of those that wait, from the first after {@code after}.
   *
   * @param after null for the beginning
   */
  public Future<List<Waiting>> waiting(@Nullable Waiting after, int count) {
    String from = after == null ? "-" : "(" + after.waits() + '\0' + after.id();
    return waiting(from, "+", count);
  }

  /** At most {@code count} of those that wait for this. */
  public Future<List<Waiting>> waitingFor(String waits, int count) {
    return waiting("[" + waits + '\0', "(" + waits + '\1', count);
  }

  private Future<List<Waiting>> waiting(String from, String to, int count) {
    return link.send(
            Request.cmd(Command.ZRANGE, keys.waiting(), from, to, "BYLEX", "LIMIT", 0, count))
        .map(
            members -> {
              List<Waiting> found = new ArrayList<>(members.size());
              for (Response member : members) {
                String text = member.toString(StandardCharsets.UTF_8);
                int end = text.lastIndexOf('\0');
                found.add(new Waiting(text.substring(0, end), text.substring(end + 1)));
              }
              return found;
            });
  }

  /** The newest lines of the trail, newest first. */
  public Future<List<String>> trail(int count) {
    return link.send(Request.cmd(Command.LRANGE, keys.trail(), 0, count - 1))
        .map(
            lines -> {
              List<String> trail = new ArrayList<>(lines.size());
              for (Response line : lines) {
                trail.add(line.toString(StandardCharsets.UTF_8));
              }
              return trail;
            });
  }

  private static String text(Response fields, int at) {
    Response field = fields.get(at);
    return field == null ? NOTHING : field.toString(StandardCharsets.UTF_8);
  }

  private static byte[] number(long number) {
    return utf8(Long.toString(number));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
