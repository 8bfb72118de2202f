# Python 3: python3 sample.py
import base64, hashlib, hmac, os, time, urllib.error, urllib.request

BODY = """
{"specversion":"1.0", "id":"evt-python-1", "source":"douyin", "subject":"jiaocheng-0516",
 "time":"2020-05-16T20:31:07+08:00", "type":"guchang.order.paid",
 "data":{"orderId":"python-1", "amountFen":5980,
         "lines":[{"sku":"jc-001", "quantity":2, "amountFen":5980}]}}
""".encode()


def sign(secret, id, timestamp, body):
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mac = hmac.new(key, f"{id}.{timestamp}.".encode() + body, hashlib.sha256)
    return "v1," + base64.b64encode(mac.digest()).decode()


id = "msg-python-1"           # 重发时不变 / the same whenever this body is sent again
timestamp = int(time.time())  # 每次发送都取当前时间 / the time of this attempt, in seconds
request = urllib.request.Request(os.environ["GUCHANG_HOOK"], data=BODY, headers={
    "Content-Type": "application/cloudevents+json",
    "webhook-id": id,
    "webhook-timestamp": str(timestamp),
    "webhook-signature": sign(os.environ["GUCHANG_SECRET"], id, timestamp, BODY),
})
try:
    answer = urllib.request.urlopen(request, timeout=15)
except urllib.error.HTTPError as refused:
    answer = refused
print(answer.read().decode())
print(answer.status)
