#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# entente serve: the API over HTTP, what is refused, and how the server stops.
. "$(dirname "$0")/../tap.sh"
command -v curl > /dev/null 2>&1 || { echo "1..0 # SKIP curl is not installed"; exit 0; }

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
grep -q '"units":604,.*"languages":\[{"units":604,"from":"en","to":"fr"}\],"confidence":\[[0-9]*,.*,"months":\[{"month":"2024-03","units":28}.*"writable":true,"token":false}' body
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
release=$root/corpora/communiques/2024-07-18-condolences.en.txt
get "api/v1/reuse?name=new.txt&format=json" --data-binary "@$release"
is "$status $(jq -c '[.file,.from,.to,.passages[0].words]' body)" '200 ["new.txt","en","fr",467]' \
	"a document is compared with the memory"
get "api/v1/reuse?format=docx" --data-binary "@$release"
is "$status $(head -c 2 body)" "200 PK" "a report is also a Word table"
get "api/v1/reuse?format=odd" --data-binary "@$release"
is "$status" 400 "a report in an unknown format is refused"
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

# documents, decisions, files in and out
get "api/v1/documents?q=WATER&limit=2"
grep -q '^{"total":[0-9]*,"documents":\[{"number":[0-9]*,"confidence":[0-9.]*,"beads":' body; ok $? "documents are listed"
get api/v1/documents/1; is "$status" 200 "a document is read whole"
hash=$(sed 's/.*"hash":"\([0-9a-f]*\)".*/\1/' body)
unit=$(grep -o '"unit":[1-9][0-9]*' body | head -n 1 | sed 's/.*://')
cp body whole
get "api/v1/units/$unit/document"; is "$(cat body)" "$(cat whole)" "a document is found by one of its units"
get api/v1/documents/99999; is "$status" 404 "one that is not there"
name=$(grep -o '"source":{"name":"[^"]*' whole | sed 's/.*"//')
get api/v1/documents/1/original/source; cmp -s body "$name"; ok $? "the original file is one click away"
get "api/v1/review?below=0.95&limit=1"
grep -q '^{"total":[1-9][0-9]*,"places":\[{"number":[0-9]*,"place":{"document":' body; ok $? "doubtful places are listed"
decide() { get api/v1/documents/$1/decisions -H 'Content-Type: application/json' -d "$2"; }
decide 1 '{"decisions":[{"verdict":"accept","source":[0,1],"target":[0,1]}],"who":"Ada","hash":"'$hash'"}'
is "$status" 200 "a decision"
grep -q '"source":\[0,1\],"target":\[0,1\],"confidence":1,.*"who":"Ada","at":"20' body; ok $? "is kept with its author"
doc=$(sed 's/^{"number":\([0-9]*\).*/\1/' body)
decide "$doc" '{"decisions":[{"verdict":"accept","source":[0,1],"target":[0,1]}],"hash":"1234"}'
is "$status" 404 "one about a document that has changed is refused"
decide "$doc" '{"decisions":[{"verdict":"perhaps","source":[0,1],"target":[0,1]}]}'; is "$status" 400 "a wrong verdict"
decide "$doc" '{"decisions":[{"verdict":"accept","source":[0,1],"target":[99999,1]}]}'; is "$status" 400 "segments that are not there"
decide "$doc" '{"decisions":'; is "$status" 400 "bad JSON"
decide "$doc" "$(printf '[%.0s' $(seq 5000))"; is "$status" 400 "deep JSON"
get api/v1/units -d '{"source":"<script>alert(1)</script>","target":"b","source_lang":"en","target_lang":"fr"}'
is "$status" 201 "a unit is added"
get api/v1/units -d '{"source":"<script>alert(1)</script>","target":"b","source_lang":"en","target_lang":"fr"}'
is "$status" 200 "an equal unit is not added again"
get api/v1/units -d '{"source":"","target":"b","source_lang":"en","target_lang":"fr"}'; is "$status" 400 "an empty one is refused"
get "api/v1/export?format=tsv"; is "$status" 200 "an export"
entente export -m m.entente --format tsv > want; cmp -s body want; ok $? "is that of the command"
get "api/v1/export?format=pdf"; is "$status" 400 "an unknown format"
get "api/v1/concord?q=water&lang=en&limit=500"; hits=$(grep -o '"total":[0-9]*' body | cut -d : -f 2)
get "api/v1/export?format=tsv&q=water&lang=en"
is "$(wc -l < body)" "$hits" "an export of a phrase has its units"
is "$(grep -civ water body)" 0 "an export of a phrase has no other unit"
get "api/v1/export?q=xyzzyplugh&format=tsv"; is "$(wc -c < body)" 0 "an export of a phrase that is not there has none"
get "api/v1/export?format=tsv&label=nobody"; is "$(wc -c < body)" 0 "an export of a label that is not there has none"
get "api/v1/export?document=$(printf 'x%.0s' $(seq 3000))"
is "$status" 413 "a filter that is too long is refused, not left out"
await() { # await JOB: until it has ended
	k=0
	while get "api/v1/jobs/$1"; do
		grep -q '"state":"\(waiting\|running\)"' body || break
		k=$((k + 1)); [ $k -lt 200 ] || break; sleep .05
	done
}
printf 'One.\tUne.\nTwo.\tDeux.\nbroken\n' > in.tsv
get "api/v1/import?name=in.tsv&from=en&to=fr" --data-binary @in.tsv -H 'Content-Type: text/plain'
is "$status" 202 "an import is accepted"
await 1; grep -q '"state":"done",.*"result":{"file":"in.tsv","format":"tsv","units":2,"stored":2,"duplicates":0,"refused":1,' body
ok $? "a finished import is reported"
get api/v1/imports; grep -q '"kind":"import","units":2,"date":"20[^"]*","format":"tsv"' body; ok $? "an import is listed"
import=$(grep -o '"import":[0-9]*,"kind":"import","units":2' body | sed 's/[^0-9]*\([0-9]*\),.*/\1/')
get "api/v1/imports/$import/undo" -X POST; is "$(cat body)" '{"units":2}' "an import is undone"
get api/v1/units/500; is "$status" 200 "a unit is read"
was=$(sed 's/.*"source":"\([^"]*\)".*/\1/' body)
get api/v1/units/500 -X PUT -d '{"source":"Corrected.","who":"Ada"}'
grep -q '^{"unit":500,"source":"Corrected."' body; ok $? "a unit is corrected"
get api/v1/units/500/changes
grep -q '"who":"Ada"' body; ok $? "the history of a unit shows its correction"
undo=$(grep -o '"change":[0-9]*' body | head -n 1 | sed 's/.*://')
get "api/v1/imports/$undo/undo" -X POST; is "$status" 200 "a correction is undone"
get api/v1/units/500; is "$(sed 's/.*"source":"\([^"]*\)".*/\1/' body)" "$was" "a unit is as it was after its correction is undone"
get api/v1/units/999999; is "$status" 404 "a unit that is not there"
get api/v1/units/501 -X DELETE; is "$(cat body)" '{"units":1}' "a unit is deleted"
get "api/v1/concord/renderings?q=eau%20potable"
grep -q '"renderings":\[{"text":"drinking water","count":[0-9]*,"years":{"2024"' body; ok $? "renderings are counted by year"
get "api/v1/concord?q=eau%20potable&rendering=drinking%20water&limit=1"
grep -q '"total":[1-9]' body; ok $? "the uses of a rendering are shown"
printf 'not units' > junk
get "api/v1/import?name=..%2F..%2Fjunk&from=en&to=fr" --data-binary @junk -H 'Content-Type: text/plain'
job=$(sed 's/^{"job":\([0-9]*\).*/\1/' body)
await "$job"; grep -q '"name":"junk","state":"failed".*"message":"junk: ' body; ok $? "a bad file is reported by its name"
get api/v1/batches -X POST; is "$status" 201 "a batch"
batch=$(sed 's/[^0-9]//g' body)
printf 'The session is open, and the report of the committee is before us.\n' > report.en.txt
printf 'La séance est ouverte, et le rapport du comité est devant nous.\n' > report.fr.txt
for side in en fr; do
	get "api/v1/batches/$batch/files?name=report.$side.txt" --data-binary "@report.$side.txt" -H 'Content-Type: text/plain'
done
is "$status" 201 "takes files"
get "api/v1/batches/$batch/start?from=en&to=fr" -X POST
is "$status" 202 "a batch starts"
await "$(sed 's/^{"job":\([0-9]*\).*/\1/' body)"
grep -q '"state":"done",.*"result":{"pairs":1,"added":1,.*"events":\[{"outcome":"added","source":".*report.en.txt"' body
ok $? "a batch reports its pairs"
get "api/v1/batches/$batch/files?name=en%2Fnote.txt" --data-binary 'A note.' -H 'Content-Type: text/plain'
is "$(cat body)" '{"name":"en/note.txt"}' "a file in its folder"
get "api/v1/batches/$batch/files?name=%2F..%2F..%2Fnote.txt" --data-binary 'A note.' -H 'Content-Type: text/plain'
is "$(cat body)" '{"name":"file/file/note.txt"}' "one that climbs stays below"
get "api/v1/batches/$batch/files?name=$(printf 'a%%2F%.0s' $(seq 30))" --data-binary 'A note.' -H 'Content-Type: text/plain'
is "$status" 500 "folders that are too deep"
get "api/v1/batches/..%2F$batch/start" -X POST; is "$status" 404 "a batch that climbs"
run 0 "the memory is sound after all this" entente check -m m.entente

# what is refused
get api/v1/units -d '{}' -H 'Origin: http://evil.example'; is "$status" 403 "a change by a page of another site"
get api/v1/units -d '{}' -H 'Sec-Fetch-Site: cross-site'; is "$status" 403 "the same without its name"
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
if command -v python3 > /dev/null 2>&1; then
	python3 - "$(echo "$url" | sed 's/.*:\([0-9]*\).*/\1/')" > two <<'END'
import socket, sys
s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
s.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nhost: evil.example\r\n\r\n")
print(s.recv(12).decode()[-3:])
END
	is "$(cat two)" 400 "two of them"
else
	ok 0 "two of them # SKIP python3 is not installed"
fi
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
	    print("closed after", "20" if 18 < time.time() - start < 55 else time.time() - start)
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
run 2 "an address that is not one" entente serve -m m.entente --listen nowhere
serve -m new.entente
get api/v1/stats; grep -q '^{"units":0,' body; ok $? "a missing memory is made"
get "api/v1/lookup?q=eau"; is "$(cat body)" '{"query":"eau","from":"","to":"","matches":[]}' "an empty one answers"
get "api/v1/concord?q=eau"; is "$(cat body)" '{"query":"eau","total":0,"hits":[]}' "in every way"
stop INT; is $code 0 "SIGINT ends it"
printf 'a-token-of-twenty-characters\n' > token
serve -m m.entente --token token
get api/v1/units -d '{}'; is "$status" 401 "a change without the token"
get api/v1/units -d '{}' -H 'Authorization: Bearer a-token-of-twenty-characterz'; is "$status" 401 "with a wrong one"
get api/v1/units -d '{"source":"a","target":"b","source_lang":"en","target_lang":"fr"}' -H 'Authorization: Bearer a-token-of-twenty-characters'
is "$status" 201 "with the right one"
get api/v1/stats; is "$status" 200 "reading needs none"
stop TERM
serve -m m.entente --read-only --host tm.example.org,other.example
get healthz -H 'Host: tm.example.org'; is "$status" 200 "the name of a proxy is known"
get api/v1/units -d '{}'; is "$status" 403 "a change of a read-only memory"
get healthz -H 'Host: other.example:443'; is "$status" 200 "and another"

# libmicrohttpd ends such requests itself, and does not report it to the server
for count in 400 500 600 5000; do
	get "api/v1/lookup?q=eau$(printf '&a=%d' $(seq $count))"
done
begun=$(date +%s)
stop TERM; is $code 0 "SIGTERM ends it after requests with hundreds of parameters"
ok $(( $(date +%s) - begun > 8 )) "within eight seconds"
done_testing
