package org.guchang.board;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes frames as JSON. */
final class FrameEncoder {
  private static final JsonFactory JSON = new JsonFactory();

  private final ZoneId zone;

  FrameEncoder(ZoneId zone) {
    this.zone = zone;
  }

  Frame snapshot(BoardState state, long version, long at) {
    Map<String, Object> frame =
        new Fields()
            .text("kind", Frame.Kind.SNAPSHOT.wireName())
            .text("board", state.definition().id())
            .text("epoch", state.epoch())
            .put("version", version)
            .instant("at", at, zone)
            .put("state", state.state())
            .done();
    return new Frame(Frame.Kind.SNAPSHOT, encode(frame), -1);
  }

  Frame patch(
      BoardState state,
      long from,
      long version,
      long at,
      Map<String, @Nullable Object> patch,
      long newsReceivedAt) {
    Map<String, Object> frame =
        new Fields()
            .text("kind", Frame.Kind.PATCH.wireName())
            .text("epoch", state.epoch())
            .put("from", from)
            .put("version", version)
            .instant("at", at, zone)
            .put("patch", patch)
            .done();
    return new Frame(Frame.Kind.PATCH, encode(frame), newsReceivedAt);
  }

  Frame beat(long at) {
    Map<String, Object> frame =
        new Fields().text("kind", Frame.Kind.BEAT.wireName()).instant("at", at, zone).done();
    return new Frame(Frame.Kind.BEAT, encode(frame), -1);
  }

  static byte[] encode(Object value) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder();
        JsonGenerator json = JSON.createGenerator(bytes)) {
      write(json, value);
      json.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Map<?, ?> object) {
      json.writeStartObject();
      writeFields(json, object);
      json.writeEndObject();
    } else if (value instanceof Minutes minutes) {
      json.writeStartObject();
      for (BoardMinutes.Chunk chunk : minutes.chunks().values()) {
        writeFields(json, chunk.table());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> array) {
      json.writeStartArray();
      for (Object element : array) {
        write(json, element);
      }
      json.writeEndArray();
    } else {
      throw new IllegalArgumentException("not a value of a state: " + value.getClass());
    }
  }

  private static void writeFields(JsonGenerator json, Map<?, ?> object) throws IOException {
    for (Map.Entry<?, ?> field : object.entrySet()) {
      json.writeFieldName(String.valueOf(field.getKey()));
      write(json, field.getValue());
    }
  }
}
