#!/bin/bash
# curl 和 openssl。 With curl and openssl.
set -eu

cat > event.json <<'JSON'
{"specversion":"1.0", "id":"evt-curl-1", "source":"douyin", "subject":"jiaocheng-0516",
 "time":"2020-05-16T20:31:07+08:00", "type":"guchang.order.paid",
 "data":{"orderId":"curl-1", "amountFen":5980,
         "lines":[{"sku":"jc-001", "quantity":2, "amountFen":5980}]}}
JSON

id='msg-curl-1'          # 重发时不变 / the same whenever this body is sent again
timestamp=$(date +%s)    # 每次发送都取当前时间 / the time of this attempt, in seconds
key=$(printf '%s' "${GUCHANG_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
signature=$({ printf '%s.%s.' "$id" "$timestamp"; cat event.json; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)

curl -sS -X POST "$GUCHANG_HOOK" -w '\n%{http_code}\n' \
  -H 'Content-Type: application/cloudevents+json' \
  -H "webhook-id: $id" \
  -H "webhook-timestamp: $timestamp" \
  -H "webhook-signature: v1,$signature" \
  --data-binary @event.json
