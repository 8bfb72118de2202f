// Java 17: java Sample.java
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class Sample {
  static final String EVENT = """
      {"specversion":"1.0", "id":"evt-java-1", "source":"douyin", "subject":"jiaocheng-0516",
       "time":"2020-05-16T20:31:07+08:00", "type":"guchang.order.paid",
       "data":{"orderId":"java-1", "amountFen":5980,
               "lines":[{"sku":"jc-001", "quantity":2, "amountFen":5980}]}}""";

  public static void main(String[] args) throws Exception {
    byte[] body = EVENT.getBytes(StandardCharsets.UTF_8);
    String id = "msg-java-1"; // 重发时不变 / the same whenever this body is sent again
    long timestamp = System.currentTimeMillis() / 1000; // 每次发送都取当前时间 / of this attempt
    String signature = sign(System.getenv("GUCHANG_SECRET"), id, timestamp, body);

    HttpRequest request = HttpRequest.newBuilder(URI.create(System.getenv("GUCHANG_HOOK")))
        .header("Content-Type", "application/cloudevents+json")
        .header("webhook-id", id)
        .header("webhook-timestamp", Long.toString(timestamp))
        .header("webhook-signature", signature)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
    var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    System.out.println(answer.body());
    System.out.println(answer.statusCode());
  }

  static String sign(String secret, String id, long timestamp, byte[] body) throws Exception {
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
  }
}
