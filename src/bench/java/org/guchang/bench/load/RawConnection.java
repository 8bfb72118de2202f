package org.guchang.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guchang.ingest.format.Voice.Sent;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests as bytes, right or wrong, on one connection that is kept as long as the server
 * keeps it: an HTTP client would refuse to send half of what is worth trying. Used by one thread.
 */
public final class RawConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int MOST_BYTES = 4 << 20;
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d{1,9})\r\n");

  private final int port;
  private @Nullable Socket socket;
  private InputStream received = InputStream.nullInputStream();
  private boolean closing;

  /** To a door on this machine; opened with the first byte. */
  public RawConnection(int port) {
    this.port = port;
  }

  /**
   * An answer.
   *
   * @param written its head as it came, to the empty line
   */
  public record Answered(int status, String written, String body) {
    /** In lower case. */
    public String head() {
      return written.toLowerCase(Locale.ROOT);
    }
  }

  /** Sends bytes as they are, and waits for nothing. */
  public void write(byte[] bytes) throws IOException {
    open().getOutputStream().write(bytes);
  }

  /** The next answer, whatever was asked. */
  public Answered answer() throws IOException {
    InputStream in = in();
    String written = head(in);
    String head = written.toLowerCase(Locale.ROOT);
    Matcher length = LENGTH.matcher(head);
    byte[] body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
    if (head.contains("\r\nconnection: close\r\n")) {
      closing = true;
    }
    return new Answered(Integer.parseInt(head.substring(9, 12)), written, new String(body, UTF_8));
  }

  /** What comes on it, byte by byte. */
  public InputStream in() throws IOException {
    open();
    return received;
  }

  /**
   * Sends it and reads the answer. A connection that was closed since the last answer is opened
   * anew.
   *
   * @throws IOException when a fresh connection brings no whole answer
   */
  public Answered send(Sent sent) throws IOException {
    byte[] request = encoded(sent);
    if (socket != null) {
      try {
        return exchange(request);
      } catch (IOException closedMeanwhile) {
        close();
      }
    }
    try {
      return exchange(request);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /**
   * Line ends would make two requests of one: they are the only bytes that do not go as they are.
   */
  public static byte[] encoded(Sent sent) {
    StringBuilder head = new StringBuilder(sent.method()).append(' ').append(inLine(sent.path()));
    if (sent.query() != null) {
      head.append('?').append(inLine(sent.query()));
    }
    head.append(" HTTP/1.1\r\nhost: 127.0.0.1\r\n");
    sent.headers()
        .forEach(
            (name, value) -> head.append(name).append(": ").append(inLine(value)).append("\r\n"));
    head.append("content-length: ").append(sent.body().length).append("\r\n\r\n");
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.toString().getBytes(ISO_8859_1));
    request.writeBytes(sent.body());
    return request.toByteArray();
  }

  /**
   * Sends bytes on a connection of their own and reads whatever comes until its end: they may be no
   * request, or several.
   *
   * @return what came, as ISO 8859-1; empty when the server had nothing to say
   */
  public String sendAndLeave(byte[] bytes) throws IOException {
    try (Socket own = new Socket(InetAddress.getLoopbackAddress(), port)) {
      own.setSoTimeout(PATIENCE_MILLIS);
      ByteArrayOutputStream came = new ByteArrayOutputStream();
      try {
        own.getOutputStream().write(bytes);
        own.shutdownOutput();
        own.getInputStream().transferTo(came);
      } catch (SocketException cut) {
        // it had enough, which is an answer too
      }
      return came.toString(ISO_8859_1);
    }
  }

  private static String inLine(String text) {
    return text.replace('\r', '.').replace('\n', '.');
  }

  private Answered exchange(byte[] request) throws IOException {
    write(request);
    Answered answered = answer();
    if (closing) {
      close();
    }
    return answered;
  }

  private Socket open() throws IOException {
    Socket open = socket;
    if (open == null) {
      open = new Socket(InetAddress.getLoopbackAddress(), port);
      open.setTcpNoDelay(true);
      open.setSoTimeout(PATIENCE_MILLIS);
      socket = open;
      received = new BufferedInputStream(open.getInputStream());
      closing = false;
    }
    return open;
  }

  /** To the empty line. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < MOST_BYTES) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("closed after " + head.length() + " bytes of an answer");
      }
      head.append((char) next);
      if (next == '\n' && head.length() > 3 && head.charAt(head.length() - 3) == '\n') {
        return head.toString();
      }
    }
    throw new IOException("an answer without an end");
  }

  @Override
  public void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // gone either way
    }
    socket = null;
  }
}
