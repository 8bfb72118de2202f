package org.guchang.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event's JSON object into a draft.
 *
 * <p>{@code data} may come before {@code type}, so every known member of {@code data} is read
 * whatever the type; what is wrong with a member is kept beside it and told only if the type uses
 * it. Members are recognised once: a second one of the same name is a fault, as receivers disagree
 * on which of two counts. Confined to one event loop.
 */
final class EventReader {
  private final ValueReader values = new ValueReader();
  private final EventTime times = new EventTime();
  private final LineReader lines = new LineReader(values);

  /** What the attributes last were: most events of a delivery share source, subject and type. */
  private final @Nullable String[] last = new @Nullable String[Field.DATACONTENTTYPE.slot + 1];

  /** From the object's start to its end. */
  void read(JsonParser in, EventDraft draft) throws IOException {
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      read(in, Field.attribute(name), draft);
    }
  }

  private void read(JsonParser in, @Nullable Field field, EventDraft draft) throws IOException {
    JsonToken token = in.nextToken();
    if (field == null) {
      in.skipChildren();
    } else if (!draft.meet(field)) {
      draft.fail(field, "is there twice in the same object: send it once");
      in.skipChildren();
    } else if (token != JsonToken.VALUE_NULL) {
      value(in, field, draft);
    }
  }

  private void value(JsonParser in, Field field, EventDraft draft) throws IOException {
    switch (field.kind) {
      case ID, TEXT -> text(in, field, draft);
      case COUNT -> count(in, field, draft);
      case TIME -> time(in, field, draft);
      case LINES -> lines.read(in, draft);
      case MEMBERS -> members(in, field, draft);
      case PRESENCE -> {
        draft.putPresent(field);
        in.skipChildren();
      }
    }
  }

  private void text(JsonParser in, Field field, EventDraft draft) throws IOException {
    boolean repeats = field.slot < last.length && field != Field.ID;
    String text =
        values.text(
            in, field.limit, field.kind == Field.Kind.TEXT, repeats ? last[field.slot] : null);
    if (text == null) {
      draft.fail(field, values.problem());
      return;
    }
    draft.put(field, text);
    if (repeats) {
      last[field.slot] = text;
    }
  }

  private void count(JsonParser in, Field field, EventDraft draft) throws IOException {
    long number = values.count(in);
    if (number == ValueReader.NO_NUMBER) {
      draft.fail(field, values.problem());
    } else {
      draft.put(field, number);
    }
  }

  private void time(JsonParser in, Field field, EventDraft draft) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      ValueReader.kindAndSkip(in);
      draft.fail(field, EventTime.EXPECTED);
      return;
    }
    long at = times.parse(in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
    if (at == EventTime.NO_TIME) {
      draft.fail(field, EventTime.EXPECTED);
    } else {
      draft.put(field, at);
    }
  }

  private void members(JsonParser in, Field field, EventDraft draft) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      draft.fail(field, "must be an object, not " + ValueReader.kindAndSkip(in));
      return;
    }
    draft.putPresent(field);
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      read(in, Field.dataMember(name), draft);
    }
  }
}
