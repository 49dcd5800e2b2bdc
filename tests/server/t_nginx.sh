#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# doc/nginx.conf with Debian's nginx: TLS, a prefix, changes from its own origin only.
. "$(dirname "$0")/../tap.sh"
PATH=$PATH:/usr/sbin
for tool in nginx openssl curl; do
	command -v $tool > /dev/null 2>&1 || { echo "1..0 # SKIP $tool is not installed"; exit 0; }
done
entente batch -m m.entente "$root/corpora/communiques" > /dev/null 2>&1
printf 'a-token-of-twenty-characters\n' > token
entente serve -m m.entente --listen 127.0.0.1:0 --quiet --host tm.example.org --token token > ready 2> log & pid=$!
trap 'kill $pid $(cat nginx.pid 2> /dev/null) 2> /dev/null; sleep .2; rm -rf "$dir"' EXIT
k=0; while ! [ -s ready ] && [ $k -lt 100 ]; do sleep .05; k=$((k + 1)); done
port=$(sed -n 's/.*http:[^:]*:\([0-9]*\).*/\1/p' ready)
tls=$((20000 + $$ % 20000))
openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=tm.example.org -keyout key.pem \
	-out cert.pem > /dev/null 2>&1
{
	printf 'daemon on; pid %s/nginx.pid; error_log %s/error.log;\n' "$dir" "$dir"
	[ "$(id -u)" != 0 ] || echo 'user root;'
	echo 'events {} http { access_log off;'
	for kind in client_body proxy fastcgi uwsgi scgi; do echo "${kind}_temp_path $dir/$kind;"; done
	sed "s#/etc/ssl/certs/.*pem#$dir/cert.pem#; s#/etc/ssl/private/.*key#$dir/key.pem#
		s#listen 443#listen 127.0.0.1:$tls#; s#127.0.0.1:8080#127.0.0.1:$port#" "$root/doc/nginx.conf"
	echo '}'
} > nginx.conf
run 0 "nginx takes the file of the documentation" nginx -p "$dir" -c "$dir/nginx.conf"
get() { # get PATH CURL-OPTION...
	path=$1; shift
	status=$(curl -s -k -o body -D head -w '%{http_code}' --resolve "tm.example.org:$tls:127.0.0.1" \
		"$@" "https://tm.example.org:$tls/memory/$path")
}
get healthz; is "$status $(cat body)" '200 {"status":"ok"}' "a call below the prefix"
get ""; grep -q 'src="web/main.js"' body; ok $? "the page has relative addresses"
get web/main.js; is "$status" 200 "the files of the page are served"
get "api/v1/concord?q=eau%20potable&limit=1"; is "$status" 200 "the API"
get metrics; is "$status" 403 "metrics are not for everybody"
unit='{"source":"a","target":"b","source_lang":"en","target_lang":"fr"}'
get api/v1/units -d "$unit" -H 'Authorization: Bearer a-token-of-twenty-characters' -H "Origin: https://tm.example.org"
is "$status" 201 "a change by the page itself"
get api/v1/units -d "$unit" -H 'Authorization: Bearer a-token-of-twenty-characters' -H 'Origin: https://evil.example'
is "$status" 403 "one by a page of another site"
get api/v1/units -d "$unit"; is "$status" 401 "one without the token"
get "api/v1/export?format=tmx"; entente export -m m.entente > want; cmp -s body want; ok $? "an export comes whole"
done_testing
