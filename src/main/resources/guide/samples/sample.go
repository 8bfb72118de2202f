// Go 1.19: go run sample.go
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

const body = `
{"specversion":"1.0", "id":"evt-go-1", "source":"douyin", "subject":"jiaocheng-0516",
 "time":"2020-05-16T20:31:07+08:00", "type":"guchang.order.paid",
 "data":{"orderId":"go-1", "amountFen":5980,
         "lines":[{"sku":"jc-001", "quantity":2, "amountFen":5980}]}}`

func sign(secret, id, timestamp, body string) string {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	if err != nil {
		log.Fatal(err)
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(id + "." + timestamp + "." + body))
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func main() {
	id := "msg-go-1"                                      // 重发时不变 / the same whenever this body is sent again
	timestamp := strconv.FormatInt(time.Now().Unix(), 10) // 每次发送都取当前时间 / of this attempt
	request, err := http.NewRequest("POST", os.Getenv("GUCHANG_HOOK"), strings.NewReader(body))
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/cloudevents+json")
	request.Header.Set("webhook-id", id)
	request.Header.Set("webhook-timestamp", timestamp)
	request.Header.Set("webhook-signature", sign(os.Getenv("GUCHANG_SECRET"), id, timestamp, body))
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer answer.Body.Close()
	told, err := io.ReadAll(answer.Body)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(told))
	fmt.Println(answer.StatusCode)
}
