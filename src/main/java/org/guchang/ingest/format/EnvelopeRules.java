package org.guchang.ingest.format;

import org.guchang.event.Origin;

/** What makes an object a CloudEvent, and its attributes the origin of an event. */
final class EnvelopeRules {
  static final String SPEC_VERSION = "1.0";

  /**
   * 2000-01-01T00:00:00Z: what is before has been sent in seconds for milliseconds, or by a clock
   * that was never set.
   */
  static final long EARLIEST = 946_684_800_000L;

  private final long toleranceMillis;

  /**
   * @param toleranceMillis how far ahead of the server's clock an event may be
   */
  EnvelopeRules(long toleranceMillis) {
    this.toleranceMillis = toleranceMillis;
  }

  /**
   * Whether the draft is a CloudEvent at all: notes what is missing of <a
   * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#required-attributes">the
   * required attributes</a>.
   */
  boolean isCloudEvent(EventDraft draft, DraftCheck check) {
    String version = check.text(Rules.SPECVERSION);
    if (!version.isEmpty() && !version.equals(SPEC_VERSION)) {
      check.fail(Field.SPECVERSION, "must be \"" + SPEC_VERSION + "\"");
    }
    String id = check.text(Rules.ID);
    String source = check.text(Rules.SOURCE);
    String type = check.text(Rules.TYPE);
    return version.equals(SPEC_VERSION)
        && !id.isEmpty()
        && !source.isEmpty()
        && !type.isEmpty()
        && draft.has(Field.ID);
  }

  /**
   * The origin of a CloudEvent.
   *
   * @param needed whether subject and time are required; if not they are checked when they are
   *     there
   */
  Origin origin(EventDraft draft, DraftCheck check, Reporter reporter, boolean needed) {
    String platform = platform(draft, check, reporter);
    String session = session(check, reporter, needed);
    long at = time(draft, check, reporter, needed);
    content(draft, check);
    String id = draft.text(Field.ID);
    return new Origin(session, platform, id == null ? "" : id, at);
  }

  private static String platform(EventDraft draft, DraftCheck check, Reporter reporter) {
    String source = draft.text(Field.SOURCE);
    var platform = source == null ? null : reporter.catalog().platforms().get(source);
    if (platform == null) {
      check.fail(
          Field.SOURCE,
          "is no platform of this server's catalog; send one of "
              + String.join(", ", reporter.catalog().platforms().keySet()));
      return "";
    }
    if (!reporter.partner().mayReportPlatform(platform.id())) {
      check.fail(
          Field.SOURCE,
          Fault.NOT_YOURS
              + "partner "
              + reporter.partner().id()
              + " may not report on this platform; the operator can allow it");
    }
    return platform.id();
  }

  private static String session(DraftCheck check, Reporter reporter, boolean needed) {
    String subject = check.text(needed ? Rules.SUBJECT : Rules.SUBJECT_IF_ANY);
    if (subject.isEmpty()) {
      return "";
    }
    var session = reporter.catalog().sessions().get(subject);
    if (session == null) {
      check.fail(
          Field.SUBJECT,
          "is no session of this server's catalog; ask the operator for the session's id");
      return "";
    }
    if (!reporter.partner().mayReport(session.id())) {
      check.fail(
          Field.SUBJECT,
          Fault.NOT_YOURS
              + "partner "
              + reporter.partner().id()
              + " may not report on this session; the operator can allow it");
    }
    return session.id();
  }

  private long time(EventDraft draft, DraftCheck check, Reporter reporter, boolean needed) {
    check.report(Field.TIME);
    if (!draft.has(Field.TIME)) {
      if (needed && draft.fault(Field.TIME) == null) {
        check.fail(Field.TIME, Rules.TIME.absence());
      }
      return reporter.receivedAt();
    }
    long at = draft.number(Field.TIME);
    if (at < EARLIEST) {
      check.fail(
          Field.TIME, "is before 2000-01-01: check the clock or the conversion it comes from");
    } else if (at > reporter.receivedAt() + toleranceMillis) {
      check.fail(
          Field.TIME,
          "is more than "
              + toleranceMillis / 1000
              + " s ahead of this server's clock: check the sender's clock and the zone");
    }
    return at;
  }

  private static void content(EventDraft draft, DraftCheck check) {
    if (draft.has(Field.DATA_BASE64)) {
      check.fail(Field.DATA_BASE64, "is not read: send the data as a JSON object in data");
    }
    String contentType = check.text(Rules.DATACONTENTTYPE);
    if (!contentType.isEmpty() && !isJson(contentType)) {
      check.fail(Field.DATACONTENTTYPE, "must be application/json or absent");
    }
    check.report(Field.DATA);
  }

  /**
   * <a
   * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md#311-payload-serialization">The
   * spec's</a> notion.
   */
  private static boolean isJson(String contentType) {
    int semicolon = contentType.indexOf(';');
    String media = (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).trim();
    return media.regionMatches(true, media.length() - 5, "/json", 0, 5)
        || media.regionMatches(true, media.length() - 5, "+json", 0, 5);
  }
}
