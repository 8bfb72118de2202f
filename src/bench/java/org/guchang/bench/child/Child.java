package org.guchang.bench.child;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Supplier;

/**
 * The program of a child process: {@code NAME key=value…}. It says {@code @ready key=value…}, then
 * answers each line it reads with one that starts with {@code @}. When its input ends it stops, so
 * it never outlives its parent.
 */
public final class Child {
  /** Before each line that is meant for the parent; all others are log. */
  public static final String MARK = "@";

  /** Asked of any child: live heap after a full collection, bytes. */
  public static final String HEAP = "heap";

  /** One collection may leave what its finalizers and cleaners let go of. */
  private static final int COLLECTIONS = 3;

  private static final Map<String, Supplier<Specimen>> SPECIMENS =
      Map.of(
          "bare-door", BareDoor::new,
          "partner-door", RealPartnerDoor::new,
          "bare-screens", BareScreens::new,
          "screen-door", RealScreenDoor::new,
          "application", RealApplication::new,
          "evenings", PlayedEvenings::new);

  private Child() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    Supplier<Specimen> known = SPECIMENS.get(args[0]);
    if (known == null) {
      throw new IllegalArgumentException("no such specimen: " + args[0]);
    }
    Specimen specimen = known.get();
    int code = 0;
    try {
      out.println(MARK + "ready" + words(specimen.start(options(args))));
      answerAll(specimen, out);
    } catch (Exception failure) {
      failure.printStackTrace();
      out.println(MARK + "failed " + failure);
      code = 1;
    } finally {
      specimen.stop();
    }
    System.exit(code);
  }

  private static void answerAll(Specimen specimen, PrintStream out) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(MARK + (line.equals(HEAP) ? heap() : specimen.answer(line)));
    }
  }

  private static String heap() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return Long.toString(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }

  private static Map<String, String> options(String[] args) {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 1; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      options.put(args[i].substring(0, equals), args[i].substring(equals + 1));
    }
    return options;
  }

  private static String words(Map<String, String> facts) {
    StringJoiner words = new StringJoiner(" ", " ", "").setEmptyValue("");
    facts.forEach((key, value) -> words.add(key + "=" + value));
    return words.toString();
  }
}
