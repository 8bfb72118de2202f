package org.guchang.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.guchang.door.MadeCertificate;
import org.guchang.redis.FreePort;

/** A real nginx with the product's example, on ports, names and files of its own. */
final class NginxProcess implements AutoCloseable {
  private static final Path EXAMPLE = Path.of("src/main/dist/nginx.conf");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path dir;
  private final int plain = FreePort.any();
  private final int tls = FreePort.any();
  private final Process process;

  NginxProcess(Path dir, ServerProcess server, MadeCertificate certificate) throws IOException {
    this.dir = Files.createDirectories(dir.resolve("nginx"));
    String example =
        Files.readString(EXAMPLE)
            .replace("127.0.0.1:8080", server.screenDoor().getAuthority())
            .replace("127.0.0.1:8081", server.partnerDoor().getAuthority())
            .replace("listen 80;", "listen 127.0.0.1:%d;".formatted(plain))
            .replace("listen 443 ssl;", "listen 127.0.0.1:%d ssl;".formatted(tls))
            .replace("board.example.cn", "localhost")
            .replace("hooks.example.cn", "127.0.0.1")
            .replaceAll("/etc/nginx/tls/\\w+\\.pem", certificate.pem().toString())
            .replaceAll("/etc/nginx/tls/\\w+\\.key", certificate.key().toString())
            .replace("/var/log/nginx/guchang.log", accessLog().toString());
    Files.writeString(
        this.dir.resolve("nginx.conf"),
        """
        daemon off;
        pid %1$s/pid;
        error_log %1$s/error.log;
        events { worker_connections 64; }
        http {
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
        %2$s
        }
        """
            .formatted(this.dir, example));
    this.process =
        new ProcessBuilder(
                "/usr/sbin/nginx", "-p", this.dir.toString(), "-c", this.dir + "/nginx.conf")
            .redirectErrorStream(true)
            .redirectOutput(this.dir.resolve("out.txt").toFile())
            .start();
    awaitOpen();
  }

  private void awaitOpen() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), tls).close();
        return;
      } catch (IOException notYet) {
        if (System.nanoTime() > deadline || !process.isAlive()) {
          throw new AssertionError(Files.readString(dir.resolve("out.txt")), notYet);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
    }
  }

  URI plainDoor() {
    return URI.create("http://localhost:" + plain);
  }

  URI screenDoor() {
    return URI.create("https://localhost:" + tls);
  }

  URI partnerDoor() {
    return URI.create("https://127.0.0.1:" + tls);
  }

  Path accessLog() {
    return dir.resolve("access.log");
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
