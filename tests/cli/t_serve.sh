#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# entente serve: the API over HTTP, what is refused, and how the server stops.
. "$(dirname "$0")/../tap.sh"
if ! command -v curl > /dev/null 2>&1; then
	echo "1..0 # SKIP curl is not installed"; exit 0
fi

serve() { # serve OPTION...: starts a server; leaves $url and $pid
	rm -f ready; : > ready; : > body
	entente serve --listen 127.0.0.1:0 "$@" > ready 2> log & pid=$!
	k=0
	while ! [ -s ready ] && kill -0 $pid 2> /dev/null && [ $k -lt 100 ]; do
		sleep .05; k=$((k + 1))
	done
	url=$(sed -n 's/.*\(http:[^ ]*\).*/\1/p' ready)
}
stop() { # stop SIGNAL: leaves the exit code in $code
	kill -"$1" $pid; wait $pid; code=$?
}
get() { # get PATH CURL-OPTION...: leaves ./body, ./head and $status
	path=$1; shift
	status=$(curl -s -o body -D head -w '%{http_code}' "$@" "$url$path")
}
trap 'kill $pid 2> /dev/null; rm -rf "$dir"' EXIT

entente batch -m m.entente "$root/corpora/communiques" > /dev/null 2>&1
serve -m m.entente
get healthz; is "$status $(cat body)" '200 {"status":"ok"}' "the server is well"
get api/v1/stats; is "$status" 200 "stats"
grep -q '"units":604,.*"languages":\[{"units":604,"from":"en","to":"fr"}\],"writable":true,"token":false}' body
ok $? "count the units and languages"
q='No%20press%20conference%20will%20be%20held.'
get "api/v1/lookup?q=Health%20care%20and%20drinking%20water&min_score=10&from=en&to=fr"
is "$status" 200 "a look-up"
entente lookup -m m.entente --json --min-score 10 --from en --to fr 'Health care and drinking water' > want
is "$(sed 's/.*"matches"//' body)" "$(sed 's/.*"matches"//' want)" "has the matches of the command"
get "api/v1/lookup?q=eau+potable&min_score=1"
grep -q '"from":"fr","to":"en"' body; ok $? "the language of a query is found"
get "api/v1/lookup?q=$q&fragments=1"
grep -q '"matches":\[\],"fragments":\[{"span"' body; ok $? "fragments appear when nothing matches"
get "api/v1/concord?q=eau%20potable&limit=1"
grep -q '"total":[0-9]*,"hits":\[{"source":".*"counterparts":\[\[' body; ok $? "a concordance has counterparts"
get "api/v1/concord/counts?q=eau&by=year"
grep -q '"by":"year","counts":\[{"year":"202' body; ok $? "hits are counted by year"
get metrics
grep -q '^entente_http_requests_total{method="GET",route="/api/v1/concord",status="2xx"} 1$' body
ok $? "metrics count answers"
grep -q '"path":"/api/v1/concord","status":200,' log; ok $? "the log has a line a request"
grep -q potable log; is $? 1 "without the text that was asked for"
while read -r line; do printf '%s\n' "$line" | grep -vq '^{"time":"20.*}$' && echo bad; done < log > bad
is "$(cat bad)" "" "each line of the log is an object"

# what is refused
get api/v1/nothing; is "$status" 404 "an unknown path"
get api/v1/stats -X DELETE; is "$status" 405 "a method that a path does not have"
get api/v1/lookup; is "$status $(cat body)" \
	"400 {\"error\":{\"code\":\"EINVAL\",\"message\":\"parameter 'q' is missing\"}}" "a missing parameter"
get "api/v1/lookup?q=a&limit=0"; is "$status" 400 "a number out of range"
get "api/v1/lookup?q=%FF"; is "$status" 400 "bad UTF-8"
get "api/v1/lookup?q=%4"; is "$status" 400 "a bad escape"
get "api/v1/lookup?q=a%00b"; is "$status" 400 "a NUL"
get "api/v1/lookup?q=$(printf 'a%.0s' $(seq 5000))"; is "$status" 413 "a query that is too long"
get "api/v1/lookup?q=$(printf 'a%.0s' $(seq 40000))"; is "$status" 414 "an address that is too long"
get "api/v1/lookup?q=a$(printf '&x=%.0s' $(seq 100))"; is "$status" 414 "too many parameters"
get healthz -H 'Host: evil.example'; is "$status" 421 "a Host that is not ours"
get healthz -H 'Host: localhost:1234'; is "$status" 200 "but that of a tunnel"
get healthz -H "X-Big: $(printf 'a%.0s' $(seq 60000))"; is "$status" 431 "headers that are too large"
get healthz --data-binary 'a body' -X GET; is "$status" 413 "a body where none belongs"
get ../../../../etc/passwd --path-as-is; is "$status" 404 "a path that climbs"
get ..%2f..%2fetc%2fpasswd --path-as-is; is "$status" 404 "the same, encoded"
get "healthz?a=%0d%0aX-Injected:%201"; grep -qi injected head; is $? 1 "no header is injected"
get healthz; grep -q "^Content-Security-Policy: default-src 'none'" head; ok $? "answers have a policy"

# slow clients
if command -v python3 > /dev/null 2>&1; then
	cat > slow.py <<-'END'
	import socket, sys, time
	port = int(sys.argv[1]); start = time.time()
	s = socket.create_connection(("127.0.0.1", port))
	s.sendall(b"GET /healthz HTTP/1.1\r\n")
	try:
	    while time.time() - start < 60:
	        s.sendall(b"X-a: b\r\n"); time.sleep(1)
	    print("open")
	except OSError:
	    print("closed after", "20" if 18 < time.time() - start < 26 else time.time() - start)
	END
	python3 slow.py "$(echo "$url" | sed 's/.*:\([0-9]*\).*/\1/')" > slow & slow=$!
else
	slow=
fi

# how it stops
get healthz; is "$status" 200 "others are answered meanwhile"
if [ -n "$slow" ]; then
	wait $slow; is "$(cat slow)" "closed after 20" "a client that dawdles is disconnected"
else
	ok 0 "a client that dawdles is disconnected # SKIP python3 is not installed"
fi
stop TERM; is $code 0 "SIGTERM ends it"

# who may do what
run 2 "beyond the loopback address a token is needed" entente serve -m m.entente --listen 0.0.0.0:0
echo short > token
run 2 "a short token is refused" entente serve -m m.entente --token token
run 1 "a missing one too" entente serve -m m.entente --token nothing
run 1 "a missing memory, read-only" entente serve --read-only -m none.entente
run 2 "an address that is none" entente serve -m m.entente --listen nowhere
serve -m new.entente
get api/v1/stats; grep -q '^{"units":0,' body; ok $? "a missing memory is made"
get "api/v1/lookup?q=eau"; is "$(cat body)" '{"query":"eau","from":"","to":"","matches":[]}' "an empty one answers"
get "api/v1/concord?q=eau"; is "$(cat body)" '{"query":"eau","total":0,"hits":[]}' "in every way"
stop INT; is $code 0 "SIGINT ends it"
serve -m m.entente --read-only --host tm.example.org,other.example
get healthz -H 'Host: tm.example.org'; is "$status" 200 "the name of a proxy is known"
get healthz -H 'Host: other.example:443'; is "$status" 200 "and another"
stop TERM
done_testing
