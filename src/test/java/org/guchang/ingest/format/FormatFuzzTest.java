package org.guchang.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.guchang.config.Catalog;
import org.guchang.ingest.Acme;
import org.guchang.ingest.Formats;
import org.guchang.ingest.format.FuzzVoices.Spoken;
import org.guchang.ingest.format.Voice.Sent;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whatever is posted to a hook, signed or not: it is read, refused, or not genuine, and what comes
 * of it is no larger than it was. Through the door itself, and a million of them: {@code
 * org.guchang.bench.fuzz.FuzzCommand}. This alone, as many:
 *
 * <pre>mvn -q test -Dtest=FormatFuzzTest -Dguchang.fuzz.inputs=1000000</pre>
 *
 * <p>A failure names the seed that repeats it alone: {@code -Dguchang.fuzz.inputs=1
 * -Dguchang.fuzz.seed=…}.
 */
final class FormatFuzzTest {
  private static final Logger LOG = LoggerFactory.getLogger(FormatFuzzTest.class);
  private static final String PATH = "/hooks/p";

  /** Of the words for what is wrong with one value; some name every type or platform. */
  private static final int MAX_REASON = 2_000;

  private static final int MAX_NAME = 64;

  private final Formats formats =
      Formats.of(Acme.settings().limits(), new PersonHash(Acme.PRIVACY_KEY));
  private final List<Spoken> voices = FuzzVoices.all();
  private final Catalog catalog = catalog(voices);
  private final List<Hook> hooks = new ArrayList<>();
  private final Map<String, Integer> seen = new TreeMap<>();

  FormatFuzzTest() {
    for (Spoken voice : voices) {
      PushFormat format = Objects.requireNonNull(formats.named(voice.format()), voice.format());
      hooks.add(format.hook(Objects.requireNonNull(catalog.partners().get(voice.format()))));
    }
  }

  private static Catalog catalog(List<Spoken> voices) {
    Catalog acme = Acme.catalog();
    Map<String, Catalog.Platform> platforms = new HashMap<>(acme.platforms());
    for (String id : List.of("weixin", "tiktok", "xiaohongshu", "youzan", "shopify")) {
      platforms.put(id, new Catalog.Platform(id, id));
    }
    Map<String, Catalog.Partner> partners = new HashMap<>();
    for (Spoken voice : voices) {
      String session = voice.format().equals("native") ? null : Acme.SESSION;
      partners.put(
          voice.format(),
          new Catalog.Partner(
              voice.format(),
              voice.format(),
              voice.secrets(),
              List.of("*"),
              List.of("*"),
              session,
              voice.keys()));
    }
    return new Catalog(
        acme.digest(),
        platforms,
        acme.campaigns(),
        acme.sessions(),
        partners,
        acme.counties(),
        acme.products());
  }

  @Test
  void everyFormat_isAmongThem() {
    assertThat(voices).extracting(Spoken::format).containsAll(formats.names());
  }

  @Test
  void everySample_isUnderstoodAsItIs() throws Exception {
    for (int i = 0; i < voices.size(); i++) {
      Spoken voice = voices.get(i);
      for (String sample : voice.samples()) {
        Sent sent = voice.signer().sign(PATH, sample.getBytes(UTF_8), Acme.NOW);
        assertThat(hooks.get(i).read(sent.arrive(voice.format(), Acme.NOW), reporter(voice)))
            .as("%s %s", voice.format(), sample)
            .isNotNull();
      }
    }
  }

  /**
   * Which of the two is meant nobody can say. Native events are read past what they do not know;
   * for what they do see {@link EventRulesTest}.
   */
  @Test
  void aMemberThatIsThereTwice_isTakenFromNoPlatform() throws Exception {
    int tried = 0;
    for (int i = 0; i < voices.size(); i++) {
      Spoken voice = voices.get(i);
      for (String sample : voice.samples()) {
        boolean json = sample.startsWith("{") || sample.startsWith("[");
        if (!json || voice.format().equals("native")) {
          continue;
        }
        String twice = sample.replaceFirst("\\{", "{\"x\":1,\"x\":1,");
        Sent sent = voice.signer().sign(PATH, twice.getBytes(UTF_8), Acme.NOW);
        tried++;
        try {
          Push push = hooks.get(i).read(sent.arrive(voice.format(), Acme.NOW), reporter(voice));
          ParsedDelivery parsed = ((Push.Delivered) push).delivery();
          assertThat(parsed.events()).as("%s %s", voice.format(), twice).isEmpty();
          assertThat(parsed.unplaced()).isEmpty();
          assertThat(parsed.lookups()).isEmpty();
          assertThat(parsed.refusals()).as("%s %s", voice.format(), twice).isNotEmpty();
        } catch (UnreadableDelivery refused) {
          assertThat(refused).hasMessageContaining("twice");
        } catch (NotGenuine refused) {
          // what it encrypts is genuine by being readable
          assertThat(voice.format()).isEqualTo("kuaishou");
        }
      }
    }
    assertThat(tried).isGreaterThan(2 * voices.size());
  }

  @Test
  void anyInput_isReadRefusedOrNotGenuine_andNothingElse() {
    int inputs = Integer.getInteger("guchang.fuzz.inputs", 20_000);
    long seed = Long.getLong("guchang.fuzz.seed", System.nanoTime());
    long started = System.nanoTime();
    for (int i = 0; i < inputs; i++) {
      try {
        one(new SplittableRandom(seed + i));
      } catch (Exception | StackOverflowError | AssertionError e) {
        throw new AssertionError(
            "repeat with -Dguchang.fuzz.inputs=1 -Dguchang.fuzz.seed=" + (seed + i), e);
      }
    }
    LOG.info(
        "{} inputs from seed {} in {} ms: {}",
        inputs,
        seed,
        (System.nanoTime() - started) / 1_000_000,
        seen);
    assertThat(seen).containsKeys("read", "not genuine", "unreadable");
  }

  private void one(SplittableRandom random) throws UnreadableDelivery {
    int which = random.nextInt(voices.size());
    Spoken voice = voices.get(which);
    String sample = voice.samples().get(random.nextInt(voice.samples().size()));
    Mutation mutation = new Mutation(random);
    byte[] message = mutation.of(sample);
    Sent sent = voice.signer().sign(PATH, message, Acme.NOW);
    if (random.nextInt(4) == 0) {
      sent = mutation.tampered(sent);
    }
    try {
      Push push = hooks.get(which).read(sent.arrive(voice.format(), Acme.NOW), reporter(voice));
      seen.merge("read", 1, Integer::sum);
      check(push, hooks.get(which), voice, sent.body().length + message.length);
    } catch (NotGenuine e) {
      seen.merge("not genuine", 1, Integer::sum);
      assertThat(String.valueOf(e.getMessage()).length()).isLessThan(MAX_REASON);
    } catch (UnreadableDelivery e) {
      seen.merge("unreadable", 1, Integer::sum);
      assertThat(String.valueOf(e.getMessage()).length()).isLessThan(MAX_REASON);
    }
  }

  private Reporter reporter(Spoken voice) {
    return new Reporter(
        Objects.requireNonNull(catalog.partners().get(voice.format())), catalog, Acme.NOW);
  }

  private void check(Push push, Hook hook, Spoken voice, int bytes) {
    if (push instanceof Push.Handshake handshake) {
      seen.merge("handshake", 1, Integer::sum);
      assertThat(handshake.what().length()).isLessThan(MAX_NAME);
      assertThat(handshake.reply().body().length).isLessThan(bytes + 1_000);
      return;
    }
    if (push instanceof Push.Sheet sheet) {
      seen.merge("sheet rows", sheet.events(), Integer::sum);
      assertThat(sheet.events()).isBetween(0, bytes + 1);
      return;
    }
    ParsedDelivery parsed = ((Push.Delivered) push).delivery();
    seen.merge("events", parsed.events().size() + parsed.unplaced().size(), Integer::sum);
    seen.merge("lookups", parsed.lookups().size(), Integer::sum);
    seen.merge("refused", parsed.refusals().size(), Integer::sum);
    seen.merge("ignored", parsed.ignored().size(), Integer::sum);
    parsed.ignored().forEach(name -> assertThat(name.length()).isLessThan(MAX_NAME));
    for (Unplaced unplaced : parsed.unplaced()) {
      assertThat(unplaced.event().apply(Acme.SESSION).origin().platform())
          .isEqualTo(unplaced.clue().platform());
      again(parsed, unplaced.index(), hook, voice, bytes);
    }
    for (Refusal refusal : parsed.refusals()) {
      assertThat(refusal.faults()).hasSizeBetween(1, 1_000);
      for (Fault fault : refusal.faults()) {
        assertThat(fault.reason().length()).isLessThan(MAX_REASON);
        assertThat(fault.pointer().length()).isLessThan(MAX_REASON);
      }
      again(parsed, refusal.index(), hook, voice, bytes);
    }
  }

  /** What would be kept of a message is no larger than it was, and can be read again. */
  private void again(ParsedDelivery parsed, int index, Hook hook, Spoken voice, int bytes) {
    byte[] kept = parsed.message(index);
    assertThat(kept.length).isLessThan(8 * bytes + 1_000);
    try {
      assertThat(hook.reread(kept, reporter(voice))).isNotNull();
    } catch (UnreadableDelivery e) {
      seen.merge("not read again", 1, Integer::sum);
    }
  }
}
