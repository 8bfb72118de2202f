package org.guchang.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Writer;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.guchang.bench.child.Child;

/** A specimen in a JVM of its own, of the same version and class path as this one. */
final class ChildJvm implements AutoCloseable {
  private static final int END_SECONDS = 20;

  /** Its heap is fixed, so that collections cost the same in every run. */
  private static final String HEAP = "-Xmx1g";

  private final Process process;
  private final BufferedReader out;
  private final Writer in;
  private final Map<String, String> facts;

  private ChildJvm(Process process) throws IOException {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    this.facts = words(line().replaceFirst("^ready ?", ""));
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param jvm further flags of the JVM
   */
  static ChildJvm start(String specimen, Map<String, String> options, List<String> jvm)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(HEAP);
    command.addAll(jvm);
    command.addAll(List.of("-cp", classPath(), Child.class.getName(), specimen));
    options.forEach((key, value) -> command.add(key + "=" + value));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      return new ChildJvm(process);
    } catch (IOException | RuntimeException failure) {
      process.destroyForcibly();
      throw failure;
    }
  }

  /** Under exec:java the class path is that of a class loader, not that of the JVM. */
  private static String classPath() {
    if (ChildJvm.class.getClassLoader() instanceof URLClassLoader loader) {
      StringJoiner path = new StringJoiner(System.getProperty("path.separator"));
      for (URL url : loader.getURLs()) {
        try {
          path.add(Path.of(url.toURI()).toString());
        } catch (URISyntaxException e) {
          throw new IllegalStateException(url.toString(), e);
        }
      }
      return path.toString();
    }
    return System.getProperty("java.class.path");
  }

  /** What it said when it was ready. */
  String fact(String name) {
    String value = facts.get(name);
    if (value == null) {
      throw new IllegalStateException("the child said no " + name + ": " + facts);
    }
    return value;
  }

  int port() {
    return Integer.parseInt(fact("port"));
  }

  long pid() {
    return process.pid();
  }

  String ask(String question) throws IOException {
    in.write(question + "\n");
    in.flush();
    return line();
  }

  /** Live heap after a full collection, bytes. */
  long heap() throws IOException {
    return Long.parseLong(ask(Child.HEAP));
  }

  static Map<String, String> words(String line) {
    Map<String, String> words = new HashMap<>();
    for (String word : line.split(" ", -1)) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        words.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return words;
  }

  private String line() throws IOException {
    PrintStream log = System.err;
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(Child.MARK + "failed")) {
        throw new IOException("the child " + line.substring(1));
      }
      if (line.startsWith(Child.MARK)) {
        return line.substring(Child.MARK.length());
      }
      log.println(line);
    }
    throw new IOException("the child ended");
  }

  /** Lets it stop by itself, then makes it. */
  @Override
  public void close() {
    try {
      in.close();
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException gone) {
      process.destroyForcibly();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
