package org.guchang.bench.stage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.guchang.bench.child.Child;

/** A specimen in a JVM of its own, of the same version and class path as this one. */
public final class ChildJvm implements AutoCloseable {
  private static final int END_SECONDS = 20;

  /** Its heap is fixed, so that collections cost the same in every run. */
  private static final String HEAP = "-Xmx1g";

  /** After which a child that was asked something is taken for dead. */
  private static final int ANSWER_MINUTES = 10;

  private static final String GONE = "failed: it ended";

  private final Process process;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final Writer in;
  private final Map<String, String> facts;

  private ChildJvm(Process process) throws IOException {
    this.process = process;
    Thread reader = new Thread(this::read, "bench-child-" + process.pid());
    reader.setDaemon(true);
    reader.start();
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    this.facts = words(line().replaceFirst("^ready ?", ""));
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param jvm further flags of the JVM
   */
  public static ChildJvm start(String specimen, Map<String, String> options, List<String> jvm)
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
  public static String classPath() {
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
  public String fact(String name) {
    String value = facts.get(name);
    if (value == null) {
      throw new IllegalStateException("the child said no " + name + ": " + facts);
    }
    return value;
  }

  public int port() {
    return Integer.parseInt(fact("port"));
  }

  public long pid() {
    return process.pid();
  }

  public String ask(String question) throws IOException {
    in.write(question + "\n");
    in.flush();
    return line();
  }

  /** Live heap after a full collection, bytes. */
  public long heap() throws IOException {
    return Long.parseLong(ask(Child.HEAP));
  }

  public static Map<String, String> words(String line) {
    Map<String, String> words = new HashMap<>();
    for (String word : line.split(" ", -1)) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        words.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return words;
  }

  /** What it says to us is kept, its log goes on to the error output. */
  private void read() {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(Child.MARK)) {
          said.add(line.substring(Child.MARK.length()));
        } else {
          System.err.println(line);
        }
      }
    } catch (IOException closed) {
      // as good as its end
    }
    said.add(GONE);
  }

  private String line() throws IOException {
    try {
      String line = said.poll(ANSWER_MINUTES, TimeUnit.MINUTES);
      if (line == null || line.startsWith("failed")) {
        throw new IOException("the child " + line);
      }
      return line;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }

  /** kill -9; succeeds when it is gone. */
  public void kill() {
    try {
      process.destroyForcibly().waitFor(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
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
