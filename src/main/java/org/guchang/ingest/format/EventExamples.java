package org.guchang.ingest.format;

import java.util.LinkedHashMap;
import java.util.Map;

/** An event of each type that this server accepts, made of the examples in the {@link Rules}. */
public final class EventExamples {
  private EventExamples() {}

  /** In the order in which one reads it best. */
  public static Map<String, Object> of(EventType type) {
    Map<String, Object> event = new LinkedHashMap<>();
    for (Member member : Rules.ATTRIBUTES) {
      if (member.field() == Field.TYPE) {
        event.put(member.name(), type.wireName());
      } else if (member.required() && (type.needsOrigin() || isKept(member.field()))) {
        event.put(member.name(), member.example());
      }
    }
    Map<String, Object> data = new LinkedHashMap<>();
    type.rules().members().forEach(member -> data.put(member.name(), member.example()));
    if (!data.isEmpty()) {
      event.put(Field.DATA.wireName, data);
    }
    return event;
  }

  /** Whether an event has it even where it happened in no session. */
  private static boolean isKept(Field field) {
    return field != Field.SUBJECT && field != Field.TIME;
  }
}
