package org.guchang.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.guchang.ingest.WebhookSignature;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the headers for a body. */
@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    description = "Prints the three headers that sign a body, one a line.",
    footer = {
      "",
      "To send a body with them:",
      "  java -jar guchang.jar sign --secret whsec_… event.json > headers",
      "  curl -H @headers -H 'content-type: application/cloudevents+json' \\",
      "       --data-binary @event.json http://127.0.0.1:8081/hooks/PARTNER"
    })
public final class SignCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--secret",
      required = true,
      paramLabel = "whsec_…",
      description = "One of the partner's secrets.")
  private String secret = "";

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "webhook-id; the same for a retry. Default: a new one.")
  private @Nullable String id;

  @Option(
      names = "--timestamp",
      paramLabel = "SECONDS",
      description = "webhook-timestamp, seconds since 1970. Default: now.")
  private @Nullable Long timestamp;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The body, byte for byte as it will be sent. Default: standard input.")
  private @Nullable Path file;

  @Override
  public Integer call() {
    String name = id != null ? id : "msg_" + UUID.randomUUID().toString().replace("-", "");
    long at = timestamp != null ? timestamp : Instant.now().getEpochSecond();
    String signature;
    try {
      signature = WebhookSignature.sign(secret, name, at, body());
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(WebhookSignature.ID_HEADER + ": " + name);
    out.println(WebhookSignature.TIMESTAMP_HEADER + ": " + at);
    out.println(WebhookSignature.SIGNATURE_HEADER + ": " + signature);
    out.flush();
    return 0;
  }

  private byte[] body() {
    try {
      return file == null ? System.in.readAllBytes() : Files.readAllBytes(file);
    } catch (IOException failure) {
      throw new ParameterException(
          spec.commandLine(), "The body cannot be read: " + failure, failure);
    }
  }
}
