package org.guchang.bench.cost;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.guchang.bench.load.Deliveries;
import org.guchang.bench.load.HttpLoad;
import org.guchang.bench.stage.ChildJvm;

/** A running application that is filled with orders, and what its Redis then takes. */
final class Storage {
  private static final Pattern USED = Pattern.compile("used_memory:(\\d+)");
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  /** Seen ids have a key a bucket and a period. */
  private static final Pattern BUCKET = Pattern.compile("(seen|viewers):.*|(hour):.*");

  private final ChildJvm server;
  private final int connections;

  Storage(ChildJvm server, int connections) {
    this.server = server;
    this.connections = connections;
  }

  /** Sends so many more events, in slices that fit in memory; returns events a second. */
  double fill(Source source, int events, int batch) throws IOException {
    List<Double> seconds = new ArrayList<>();
    int slice = 100_000;
    for (int done = 0; done < events; done += slice) {
      int count = Math.min(slice, events - done);
      Deliveries deliveries = source.make(Math.max(1, count / batch), Math.min(count, batch));
      HttpLoad.Result result = HttpLoad.run(server.port(), connections, deliveries.requests());
      if (result.accepted() != deliveries.events()) {
        throw new IllegalStateException("not everything was accepted: " + result);
      }
      seconds.add(result.seconds());
    }
    return events / seconds.stream().mapToDouble(s -> s).sum();
  }

  /** Where deliveries come from. */
  interface Source {
    Deliveries make(int count, int perDelivery);
  }

  long usedMemory() throws IOException {
    Matcher used = USED.matcher(server.ask("redis INFO memory"));
    if (!used.find()) {
      throw new IllegalStateException("Redis does not tell its memory");
    }
    return Long.parseLong(used.group(1));
  }

  /** Bytes by kind of key, every element counted; buckets and hours are taken together. */
  Map<String, Long> byKey() throws IOException {
    Map<String, Long> bytes = new TreeMap<>();
    String found = server.ask("redis KEYS *");
    for (String key : found.replaceAll("[\\[\\],]", " ").strip().split(" +", -1)) {
      String part = key.substring(key.indexOf('}') + 2);
      Matcher bucket = BUCKET.matcher(part);
      String kind = bucket.matches() ? part.substring(0, part.indexOf(':')) : part;
      Matcher size = DIGITS.matcher(server.ask("redis MEMORY USAGE " + key + " SAMPLES 0"));
      if (size.find()) {
        bytes.merge(kind, Long.parseLong(size.group()), Long::sum);
      }
    }
    return new LinkedHashMap<>(bytes);
  }

  /** Milliseconds of one reading of the whole session, the median of some. */
  double readMillis(String session, int times) throws IOException {
    String nanos = server.ask("read " + session + " " + times);
    double[] sorted =
        DoubleStream.of(
                List.of(nanos.split(",", -1)).stream().mapToDouble(Double::parseDouble).toArray())
            .sorted()
            .toArray();
    return sorted[sorted.length / 2] / 1e6;
  }
}
