package org.guchang.app.command;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.guchang.ingest.WebhookSignature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes a secret. */
@Command(
    name = "secret",
    mixinStandardHelpOptions = true,
    description = "Prints a new secret for a partner: whsec_ and 32 random bytes in base64.",
    footer = {
      "",
      "Give it to the partner over a channel of its own, and to the server in the catalog,",
      "either as secrets: [\"${ACME_SECRET}\"] from its environment, or from a file:",
      "  umask 077; java -jar guchang.jar secret > acme.secret",
      "  secrets: [{file: acme.secret}]",
      "",
      "To change it without losing a delivery: put the new one beside the old one and reload the",
      "catalog; have the partner sign with the new one; then take the old one out and reload, or",
      "give it an end beforehand:",
      "  secrets:",
      "    - {file: old.secret, notAfter: \"2026-10-01T00:00:00+08:00\"}",
      "    - {file: new.secret}"
    })
public final class SecretCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(WebhookSignature.newSecret(new SecureRandom()));
    out.flush();
    return 0;
  }
}
