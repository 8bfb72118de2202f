package org.guchang.ingest.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The elements of a JSON array that has been read before, each as it is written there. Where they
 * are is found when the first is asked for, in one pass.
 */
final class BatchMessages implements IntFunction<byte[]> {
  private static final int[] UNKNOWN = {};

  private final JsonFactory json;
  private final byte[] body;

  /** Of element {@code i} the first byte and the one after its last, at {@code 2 * i}. */
  private int[] places = UNKNOWN;

  BatchMessages(JsonFactory json, byte[] body) {
    this.json = json;
    this.body = body;
  }

  @Override
  public byte[] apply(int index) {
    if (places.length == 0) {
      places = find();
    }
    return Arrays.copyOfRange(body, places[2 * index], places[2 * index + 1]);
  }

  private int[] find() {
    int[] found = new int[32];
    int length = 0;
    try (JsonParser in = json.createParser(body)) {
      in.nextToken();
      for (JsonToken token = in.nextToken();
          token != null && token != JsonToken.END_ARRAY;
          token = in.nextToken()) {
        if (length == found.length) {
          found = Arrays.copyOf(found, 2 * length);
        }
        found[length++] = (int) in.currentTokenLocation().getByteOffset();
        in.skipChildren();
        in.finishToken();
        found[length++] = (int) in.currentLocation().getByteOffset();
      }
      return Arrays.copyOf(found, length);
    } catch (IOException e) {
      throw new UncheckedIOException("this array has been read before", e);
    }
  }
}
