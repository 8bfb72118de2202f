package org.guchang.guide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.guchang.ingest.format.EventExamples;
import org.guchang.ingest.format.EventType;
import org.guchang.ingest.format.Field;
import org.guchang.ingest.format.Member;
import org.guchang.ingest.format.Told;

/** What the native format knows, as {@link EventType} and its rules have it. */
final class EventTables {
  private static final ObjectWriter JSON =
      new ObjectMapper()
          .writer(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(DefaultPrettyPrinter.NopIndenter.instance));

  private static final Told NO_DATA = new Told("No data.", "没有 data。");
  private static final Told OPTIONAL = new Told("optional", "可省略");
  private static final Told REQUIRED = new Told("required", "必填");

  private final Language language;

  EventTables(Language language) {
    this.language = language;
  }

  /** The types with what each is, to choose one. */
  String index() {
    return Markup.table(
        language == Language.ZH ? List.of("type", "含义") : List.of("type", "meaning"),
        Arrays.stream(EventType.values())
            .map(
                type ->
                    List.of(
                        "<a href=\"#%s\">%s</a>"
                            .formatted(type.wireName(), Markup.code(type.wireName())),
                        Markup.text(language.of(type.rules().what()))))
            .toList());
  }

  /** Of every event. */
  String attributes() {
    return members(EventType.attributes());
  }

  /** Of one line of an order or refund. */
  String lines() {
    return members(EventType.lineMembers());
  }

  /** Each type with its members and an example. */
  String types() {
    return Arrays.stream(EventType.values()).map(this::type).collect(Collectors.joining("\n"));
  }

  private String type(EventType type) {
    List<Member> members = type.rules().members();
    return "<section class=\"event\" id=\"%s\"><h4>%s</h4><p>%s%s</p>\n%s\n%s</section>"
        .formatted(
            type.wireName(),
            Markup.code(type.wireName()),
            Markup.text(language.of(type.rules().what())),
            members.isEmpty() ? " " + language.of(NO_DATA) : "",
            members.isEmpty() ? "" : members(members),
            Markup.block(example(type)));
  }

  private static String example(EventType type) {
    try {
      return JSON.writeValueAsString(EventExamples.of(type));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an example is no JSON: " + type, e);
    }
  }

  private String members(List<Member> members) {
    return Markup.table(
        language == Language.ZH
            ? List.of("成员", "", "取值", "说明")
            : List.of("member", "", "value", "what it is"),
        members.stream().map(this::row).toList());
  }

  private List<String> row(Member member) {
    return List.of(
        Markup.code(member.name()),
        language.of(member.required() ? REQUIRED : OPTIONAL),
        Markup.text(language.of(value(member))),
        Markup.text(language.of(member.what())));
  }

  private static Told value(Member member) {
    Field field = member.field();
    return switch (field.kind()) {
      case ID, TEXT -> new Told("text, at most " + field.limit(), "文本，至多 " + field.limit() + " 字");
      case COUNT ->
          new Told("whole number from " + member.least() + " on", "整数，不小于 " + member.least());
      case TIME -> new Told("RFC 3339 with zone", "RFC 3339，带时区");
      case LINES -> new Told("array of lines", "明细数组");
      case MEMBERS, PRESENCE -> throw new IllegalStateException(member.name() + " has no value");
    };
  }
}
