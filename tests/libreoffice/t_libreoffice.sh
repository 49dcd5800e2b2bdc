#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A client that nobody here wrote: Debian's LibreOffice, without a screen, sends a
# text to the checker of `entente serve` as it sends one to a LanguageTool server.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../tap.sh"
command -v soffice > which || skip_all "LibreOffice is not installed"
/usr/bin/python3 -c 'import uno' 2> which || skip_all "python3-uno is not installed"

printf '%s\t%s\n' 'The Fund shall support the affected communities until the end of the emergency.' \
	'Le Fonds soutient les populations touchées jusqu’à la fin de la situation d’urgence.' > a.tsv
run 0 "import" entente import -m m.entente --from en --to fr a.tsv
entente serve -m m.entente --read-only --listen 127.0.0.1:0 > ready 2> log & pid=$!
trap 'kill $pid $office 2> /dev/null; rm -rf "$dir"' EXIT
for k in $(seq 100); do [ -s ready ] && break; sleep .05; done
url=$(sed -n 's/.*\(http:[^ ]*\)\/.*/\1/p' ready)
mkdir -p profile/user
cat > profile/user/registrymodifications.xcu <<END
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Linguistic/GrammarChecking/LanguageTool"><prop oor:name="BaseURL" oor:op="fuse"><value>$url/v2</value></prop></item>
<item oor:path="/org.openoffice.Office.Linguistic/GrammarChecking/LanguageTool"><prop oor:name="IsEnabled" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
END
check() { # check TEXT: leaves ./found
	timeout 120 soffice -env:UserInstallation="file://$PWD/profile" --headless --norestore \
		--accept="pipe,name=entente$$;urp" > office 2>&1 & office=$!
	timeout 110 /usr/bin/python3 "$here/check.py" "entente$$" fr FR "$1" > found
	wait $office
}
check 'Elle rappelle : « Le Fonds soutient les communautés touchées jusqu’à la fin de la situation d’urgence. »'
is "$(cut -f 1,2 found)" "$(printf '18\t84')" "LibreOffice shows a quotation that differs from the text on record"
is "$(cut -f 5 found)" 'Le Fonds soutient les populations touchées jusqu’à la fin de la situation d’urgence.' "with the text on record as a suggestion"
check 'Elle rappelle : « Le Fonds soutient les populations touchées jusqu’à la fin de la situation d’urgence. »'
is "$(cat found)" "" "and nothing when it is the text on record"
grep -q '"path":"/v2/languages","status":200' log; ok $? "it asked for the languages"
grep -q '"path":"/v2/check","status":200' log; ok $? "and sent its text"
done_testing
