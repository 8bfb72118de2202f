package org.guchang.app.command;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.guchang.app.StartProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A server's ops door, from outside. What it calls wrongly asked is wrongly used here (exit code
 * 2); any other refusal is a failure (1).
 */
final class OpsClient {
  /** A page of messages is posted again, or a session proved, before it is answered. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final int BAD_REQUEST = 400;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Mixin private OpsTlsOptions tls = new OpsTlsOptions();

  @Option(
      names = "--ops",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8082",
      description = "The server's ops door. Default: ${DEFAULT-VALUE}")
  private URI door = URI.create("http://127.0.0.1:8082");

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File that holds a token of the ops door and nothing else. Without it: the variable"
              + " GUCHANG_TOKEN, if it is set.")
  private @Nullable Path tokenFile;

  /**
   * @param parameters those whose value is not empty are sent
   */
  JsonObject get(String path, Map<String, String> parameters) {
    return ask("GET", path, parameters, null);
  }

  JsonObject post(String path, Map<String, String> parameters, @Nullable JsonObject body) {
    return ask("POST", path, parameters, body);
  }

  JsonObject put(String path, JsonObject body) {
    return ask("PUT", path, Map.of(), body);
  }

  JsonObject delete(String path) {
    return ask("DELETE", path, Map.of(), null);
  }

  /** One segment of a path. */
  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonObject ask(
      String method, String path, Map<String, String> parameters, @Nullable JsonObject body) {
    String query =
        parameters.entrySet().stream()
            .filter(each -> !each.getValue().isEmpty())
            .map(each -> each.getKey() + "=" + segment(each.getValue()))
            .collect(Collectors.joining("&"));
    try {
      URI uri = door.resolve(query.isEmpty() ? path : path + "?" + query);
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri)
              .timeout(PATIENCE)
              .method(
                  method,
                  body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
      String token = token();
      if (token != null) {
        request.header("Authorization", "Bearer " + token);
      }
      if (body != null) {
        request.header("Content-Type", "application/json");
      }
      return told(http().send(request.build(), BodyHandlers.ofString()));
    } catch (IllegalArgumentException e) {
      throw wronglyUsed("--ops is a URL such as http://127.0.0.1:8082, not " + door);
    } catch (SSLException e) {
      throw new StartProblem(
          "The server at "
              + door
              + " and this command do not trust each other: "
              + e.getMessage()
              + ". --trust names whom to trust, --client-certificate and --client-key what to show.");
    } catch (IOException e) {
      throw new StartProblem(
          "No server answers at "
              + door
              + ": "
              + e.getClass().getSimpleName()
              + ("https".equals(door.getScheme())
                  ? "; one that wants a certificate of its clients ends it like this:"
                      + " --client-certificate and --client-key show one"
                  : ""));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartProblem("Interrupted while the server at " + door + " was asked");
    }
  }

  private HttpClient http() {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10));
    return "https".equals(door.getScheme())
        ? client.sslContext(tls.context()).build()
        : client.build();
  }

  /** In no argument, which every user of the machine could read. */
  private @Nullable String token() {
    Path file = tokenFile;
    if (file == null) {
      String set = System.getenv("GUCHANG_TOKEN");
      return set == null || set.isBlank() ? null : set.strip();
    }
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw wronglyUsed(
          "--token-file " + file + " cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private JsonObject told(HttpResponse<String> answer) {
    JsonObject body;
    try {
      body = new JsonObject(answer.body());
    } catch (DecodeException e) {
      throw new StartProblem("What answers at " + door + " is no ops door of this server");
    }
    int status = answer.statusCode();
    if (status == 200 || status == 202) {
      return body;
    }
    String said = problem(body);
    throw status == BAD_REQUEST ? wronglyUsed(said) : new StartProblem(status + " " + said);
  }

  private static String problem(JsonObject body) {
    StringBuilder said = new StringBuilder(body.getString("title", ""));
    String detail = body.getString("detail");
    said.append(detail == null ? "" : ": " + detail);
    for (Object each : body.getJsonArray("errors", new JsonArray())) {
      JsonObject error = (JsonObject) each;
      said.append("\n  " + error.getString("where") + ": " + error.getString("detail"));
    }
    return said.toString();
  }

  private ParameterException wronglyUsed(String why) {
    return new ParameterException(command.commandLine(), why);
  }
}
