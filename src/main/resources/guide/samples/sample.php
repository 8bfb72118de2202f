<?php // PHP 8: php sample.php
$body = '
{"specversion":"1.0", "id":"evt-php-1", "source":"douyin", "subject":"jiaocheng-0516",
 "time":"2020-05-16T20:31:07+08:00", "type":"guchang.order.paid",
 "data":{"orderId":"php-1", "amountFen":5980,
         "lines":[{"sku":"jc-001", "quantity":2, "amountFen":5980}]}}';

function sign(string $secret, string $id, int $timestamp, string $body): string {
    $key = base64_decode(substr($secret, strlen('whsec_')));
    return 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
}

$id = 'msg-php-1';    // 重发时不变 / the same whenever this body is sent again
$timestamp = time();  // 每次发送都取当前时间 / the time of this attempt, in seconds
$answer = file_get_contents(getenv('GUCHANG_HOOK'), false, stream_context_create(['http' => [
    'method' => 'POST',
    'header' => [
        'Content-Type: application/cloudevents+json',
        "webhook-id: $id",
        "webhook-timestamp: $timestamp",
        'webhook-signature: ' . sign(getenv('GUCHANG_SECRET'), $id, $timestamp, $body),
    ],
    'content' => $body,
    'ignore_errors' => true,
    'timeout' => 15,
]]));
echo $answer, "\n", explode(' ', $http_response_header[0])[1], "\n";
