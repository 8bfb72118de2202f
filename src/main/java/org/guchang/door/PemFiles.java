package org.guchang.door;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.guchang.config.Settings.Tls;
import org.jspecify.annotations.Nullable;

/**
 * What the files of TLS hold, byte for byte; equal when nothing has changed.
 *
 * @param opsClients null where clients need no certificate
 */
record PemFiles(Buffer certificate, Buffer key, @Nullable Buffer opsClients) {

  /** No PEM of a chain is near that; bytes. */
  private static final int MOST_BYTES = 1 << 20;

  /**
   * Blocks.
   *
   * @param tls with certificate and key
   */
  static PemFiles read(Tls tls) throws TlsUnusable {
    Path clients = tls.opsClients();
    return new PemFiles(
        content("tls.certificate", Objects.requireNonNull(tls.certificate())),
        content("tls.key", Objects.requireNonNull(tls.key())),
        clients == null ? null : content("tls.ops-clients", clients));
  }

  private static Buffer content(String setting, Path file) throws TlsUnusable {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new TlsUnusable(setting + ": " + file + " is too large to be PEM");
      }
      return Buffer.buffer(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new TlsUnusable(setting + ": there is no file " + file);
    } catch (IOException e) {
      throw new TlsUnusable(
          setting + ": " + file + " cannot be read: " + e.getClass().getSimpleName());
    }
  }

  /** Without what is in them. */
  @Override
  public String toString() {
    return "PemFiles[" + certificate.length() + " bytes of certificates]";
  }
}
