#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# entente mcp: both revisions of the protocol, message by message.
. "$(dirname "$0")/../tap.sh"

printf 'en\tfr\tdocument\nThe meeting is open.\tLa séance est ouverte.\ta.txt\nhuman rights\tdroits de l’homme\ta.txt\n' > a.tsv
entente import -m m.entente a.tsv > /dev/null

ask() { # ask LINE...  (each a message; answers in out)
	printf '%s\n' "$@" | entente mcp -m m.entente > out 2> err
}
line() { sed -n "$1p" out; }
has() { # has TEXT NAME
	grep -qF -- "$1" out; r=$?; ok $r "$2"
	[ $r -eq 0 ] || sed 's/^/# /' out
}
meta='"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}'
hello='{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}'

# ---- 2026-07-28: no handshake
ask '{"jsonrpc":"2.0","id":1,"method":"server/discover","params":{'"$meta"'}}'
has '"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{"tools":{}}' "server/discover names revision and capabilities"
has '"_meta":{"io.modelcontextprotocol/serverInfo":{"name":"entente"' "server/discover names the server"
ask '{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{'"$meta"'}}'
has '"ttlMs":3600000,"cacheScope":"private"' "tools/list says how long it holds"
is "$(grep -o '"name":"[a-z]*"' out | tr -d '\n')" '"name":"lookup""name":"concordance""name":"terms""name":"document""name":"reuse"' "tools are listed in a fixed order"
ask '{"jsonrpc":"2.0","id":"q","method":"tools/call","params":{'"$meta"',"name":"lookup","arguments":{"text":"The meeting is open.","from":"en","to":"fr"}}}'
has '"id":"q","result":{"resultType":"complete","content":[{"type":"text","text":"100 The meeting is open.\n   = La séance est ouverte.' "lookup answers in words"
has '"structuredContent":{"query":"The meeting is open.","matches":[{"score":100' "lookup answers as an object"
has '"isError":false' "lookup is not an error"
ask '{"jsonrpc":"2.0","id":3,"method":"tools/list","params":{}}'
has '"error":{"code":-32602' "a request that names no revision is refused before a session"
ask '{"jsonrpc":"2.0","id":3,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}'
has '"error":{"code":-32602' "a request without the client's capabilities is refused"
ask '{"jsonrpc":"2.0","id":3,"method":"server/discover","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2031-01-01","io.modelcontextprotocol/clientCapabilities":{}}}}'
has '"error":{"code":-32022,' "an unknown revision has its own error"
has '"data":{"supported":["2026-07-28"],"requested":"2031-01-01"}' "the error of an unknown revision says which are supported"
ask '{"jsonrpc":"2.0","id":3,"method":"initialize","params":{'"$meta"'}}'
has '"error":{"code":-32601' "the new revision has no initialize"

# ---- the older revisions
ask "$hello" '{"jsonrpc":"2.0","method":"notifications/initialized"}' \
	'{"jsonrpc":"2.0","id":1,"method":"ping"}' '{"jsonrpc":"2.0","id":2,"method":"tools/list"}' \
	'{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"concordance","arguments":{"phrase":"human rights"}}}'
is "$(wc -l < out)" 4 "a notification gets no answer"
has '"protocolVersion":"2025-06-18"' "the client's revision is agreed on"
is "$(line 2)" '{"jsonrpc":"2.0","id":1,"result":{}}' "ping is answered"
has '"total":1' "concordance counts its hits"
has '"counterpart_words":[' "concordance gives the words that answer"
ask "$(printf '%s' "$hello" | sed 's/2025-06-18/1999-01-01/')"
has '"protocolVersion":"2025-11-25"' "an unknown revision is answered by the newest of its kind"

# ---- terms, document
ask "$hello" '{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"terms","arguments":{"text":"On human rights, and other things"}}}'
has 'droits de l’homme' "terms finds an entry inside a text"
ask "$hello" '{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"document","arguments":{"document":"a.txt","limit":1}}}'
has '"truncated":true' "document says when there is more"

ask "$hello" '{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"concordance","arguments":{"phrase":"human rights"}}}'
has '"renderings":[{"text":"droits de l’homme","count":1' "concordance counts renderings"
ask "$hello" '{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"reuse","arguments":{"text":"Well, the meeting is open. Something else is quite new.","from":"en","min_words":4}}}'
has '"words_in_passages":4,' "reuse counts the words that the memory has"
has '"passages":[{"text":"the meeting is open","words":4,"total":1,' "reuse gives the passage"

# ---- writing
add='{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"add","arguments":{"source":"New.","target":"Nouveau.","from":"en","to":"fr"}}}'
ask "$hello" "$add"
has '"error":{"code":-32602' "add is not offered without --write"
printf '%s\n' "$hello" "$add" "$add" | entente mcp -m m.entente --write > out
has '"added":true' "add stores a unit"
has '"added":false' "once"
entente lookup -m m.entente --from en --to fr New. > found
grep -q Nouveau. found; ok $? "which is found"

# ---- what clients get wrong
ask "$hello" '{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"lookup","arguments":{"text":7}}}'
has "argument 'text' must be a string" "a wrong argument is named"
has '"isError":true' "a wrong argument is an error of the tool"
ask "$hello" '{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"nothing"}}'
has '"error":{"code":-32602' "an unknown tool is refused"
ask '{'
has '"id":null,"error":{"code":-32700' "bad JSON is a parse error"
ask '[]' '{"jsonrpc":"1.0","id":1,"method":"ping"}'
is "$(grep -c '"code":-32600' out)" 2 "what is not a request is an invalid request"
ask "$(head -c 2000000 /dev/zero | tr '\0' ' ')" '{"jsonrpc":"2.0","id":1,"method":"ping"}'
has '"id":1,"result":{}' "a long line does no harm to the next"
printf '{"jsonrpc":"2.0","id":1,"method":"ping"}' | entente mcp -m m.entente > out
has '"result":{}' "a last line without an end is answered"
run 1 "a memory that does not exist is an error" entente mcp -m none.entente
run 2 "a bad limit is a usage error" entente mcp -m m.entente --max-bytes 1
done_testing
