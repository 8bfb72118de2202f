package org.guchang.ingest;

import org.guchang.ingest.format.Told;

/**
 * Every kind of problem the partner door answers with, in the order of their status: the one source
 * of the answers themselves, of the table of answers in the partner guide and of the OpenAPI
 * document.
 */
public enum ProblemType {
  MALFORMED(
      400,
      "malformed",
      "The body could not be read",
      "not JSON, not UTF-8, not a CloudEvent or a batch of them",
      "不是 JSON、不是 UTF-8，或不是 CloudEvent（或其数组）",
      "correct the body as detail says",
      "按 detail 所说改正请求体"),
  BAD_REQUEST(
      400,
      "bad-request",
      "The request could not be read",
      "not HTTP/1.1",
      "不是 HTTP/1.1",
      "use an HTTP library",
      "改用标准的 HTTP 库"),
  UNAUTHORIZED(
      401,
      "unauthorized",
      "The delivery could not be verified",
      "partner, signature, timestamp or address is not right; one text for all, so that nobody can try out which",
      "推送方、签名、时间戳或来源地址不对；一律同一句话，以免被试探",
      "check partner id, secret, the exact bytes signed and your clock; the operator's log says which it was",
      "核对推送方编号、密钥、参与签名的原始字节和本机时钟；具体原因可请运维查服务器日志"),
  NOT_FOUND(
      404,
      "not-found",
      "There is nothing here",
      "another address",
      "地址不对",
      "post to /hooks/ and your partner id",
      "POST 到 /hooks/推送方编号"),
  RECEIPT_UNKNOWN(
      404,
      "receipt-unknown",
      "There is no receipt of that webhook-id",
      "a receipt was asked for that nobody has",
      "查询的回执不存在",
      "send the delivery again under the same webhook-id",
      "用同一 webhook-id 把那次推送再发一遍"),
  METHOD_NOT_ALLOWED(
      405,
      "method-not-allowed",
      "Another method is needed here",
      "a delivery not by POST, a page or receipt not by GET",
      "推送未用 POST，或查询未用 GET",
      "use the method that Allow names",
      "改用 Allow 头所列的方法"),
  TOO_SLOW(
      408,
      "too-slow",
      "The request came too slowly",
      "headers or body did not come in time",
      "请求头或请求体未及时传完",
      "send the same again under the same webhook-id, over a better line or in smaller deliveries",
      "换更好的线路或拆小，用同一 webhook-id 原样重发"),
  TOO_LARGE(
      413,
      "too-large",
      "The body is too large",
      "the body has too many bytes",
      "请求体字节数超限",
      "send several smaller deliveries",
      "拆成几次较小的推送"),
  TOO_MANY_EVENTS(
      413,
      "too-many-events",
      "The batch holds too many events",
      "too many events in one delivery",
      "一次推送的事件数超限",
      "send several smaller deliveries",
      "拆成几次较小的推送"),
  URL_TOO_LONG(
      414,
      "url-too-long",
      "The URL is too long",
      "the address is too long",
      "地址过长",
      "leave out what is not needed of the address",
      "去掉地址里多余的部分"),
  UNSUPPORTED_MEDIA_TYPE(
      415,
      "unsupported-media-type",
      "The media type is not spoken",
      "a Content-Type that is not spoken, or CloudEvents' binary mode, whose headers no signature covers",
      "Content-Type 不受支持，或使用了 CloudEvents 二进制模式（其头部不在签名范围内）",
      "send application/cloudevents+json or application/cloudevents-batch+json",
      "改为 application/cloudevents+json 或 application/cloudevents-batch+json"),
  UNSUPPORTED_ENCODING(
      415,
      "unsupported-encoding",
      "The body's encoding is not spoken",
      "a compressed body",
      "请求体被压缩",
      "send it uncompressed",
      "不要压缩"),
  EVENTS_REFUSED(
      422,
      "events-refused",
      "Every event was refused",
      "every event was refused; they are kept in the operator's quarantine",
      "全部事件被拒；已存入运维的隔离区",
      "read errors and correct the events; send them under a new webhook-id",
      "看 errors 逐条改正，换一个新的 webhook-id 再发"),
  DELIVERY_CONFLICT(
      422,
      "delivery-conflict",
      "This webhook-id was used for another body",
      "the webhook-id was used for another body",
      "该 webhook-id 已用于另一个请求体",
      "a new body needs a new webhook-id",
      "新的请求体要用新的 webhook-id"),
  TOO_MANY_REQUESTS(
      429,
      "too-many-requests",
      "More events than agreed",
      "more events than the partner's rate; nothing was counted",
      "超过约定的事件速率；本次一条未计",
      "wait as Retry-After says, then send the same again under the same webhook-id",
      "按 Retry-After 等待，再用同一 webhook-id 原样重发"),
  HEADERS_TOO_LARGE(
      431,
      "headers-too-large",
      "The headers are too long",
      "the headers are too long",
      "请求头过长",
      "send fewer or shorter headers",
      "减少请求头"),
  INTERNAL(
      500,
      "internal",
      "The server failed",
      "a fault of the server",
      "服务器自身故障",
      "send the same again later under the same webhook-id",
      "稍后用同一 webhook-id 原样重发"),
  UNAVAILABLE(
      503,
      "unavailable",
      "Deliveries cannot be kept right now",
      "the store is away or the queue is full",
      "存储不可用或队列已满",
      "wait as Retry-After says, then send the same again under the same webhook-id; nothing is counted twice",
      "按 Retry-After 等待，再用同一 webhook-id 原样重发；不会重复计数"),
  STOPPING(
      503,
      "stopping",
      "The server is stopping",
      "the server is being stopped, most often to be started again",
      "服务器正在停止，多为重启",
      "wait as Retry-After says, then send the same again under the same webhook-id; nothing was counted",
      "按 Retry-After 等待后，用同一 webhook-id 原样重发；本次未计入");

  private final int status;
  private final String wireName;
  private final String title;
  private final String whenEn;
  private final String whenZh;
  private final String todoEn;
  private final String todoZh;

  ProblemType(
      int status,
      String wireName,
      String title,
      String whenEn,
      String whenZh,
      String todoEn,
      String todoZh) {
    this.status = status;
    this.wireName = wireName;
    this.title = title;
    this.whenEn = whenEn;
    this.whenZh = whenZh;
    this.todoEn = todoEn;
    this.todoZh = todoZh;
  }

  public int status() {
    return status;
  }

  /** What programs tell problems apart by; the last part of {@code type}. */
  public String wireName() {
    return wireName;
  }

  /** The same for every problem of this type. */
  public String title() {
    return title;
  }

  /** When it is answered. */
  public Told when() {
    return new Told(whenEn, whenZh);
  }

  /** What the partner does about it. */
  public Told todo() {
    return new Told(todoEn, todoZh);
  }
}
