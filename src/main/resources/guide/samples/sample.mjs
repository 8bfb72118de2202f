// Node.js 18: node sample.mjs
import { createHmac } from "node:crypto";

const body = `
{"specversion":"1.0", "id":"evt-node-1", "source":"douyin", "subject":"jiaocheng-0516",
 "time":"2020-05-16T20:31:07+08:00", "type":"guchang.order.paid",
 "data":{"orderId":"node-1", "amountFen":5980,
         "lines":[{"sku":"jc-001", "quantity":2, "amountFen":5980}]}}`;

function sign(secret, id, timestamp, body) {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  return "v1," + createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
}

const id = "msg-node-1"; // 重发时不变 / the same whenever this body is sent again
const timestamp = Math.floor(Date.now() / 1000); // 每次发送都取当前时间 / of this attempt
const answer = await fetch(process.env.GUCHANG_HOOK, {
  method: "POST",
  headers: {
    "Content-Type": "application/cloudevents+json",
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": sign(process.env.GUCHANG_SECRET, id, timestamp, body),
  },
  body,
});
console.log(await answer.text());
console.log(answer.status);
