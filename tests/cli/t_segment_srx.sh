#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# entente segment --srx: cascade, order of rules, dialects, errors, hostile rules.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../tap.sh"

srx() { # srx CASCADE RULES-OF-EN RULES-OF-ALL > a file
	cat <<END
<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0">
<header segmentsubflows="yes" cascade="$1"><formathandle type="end" include="yes"/></header>
<body><languagerules>
<languagerule languagerulename="English">
$2
</languagerule>
<languagerule languagerulename="All">
$3
</languagerule>
</languagerules>
<maprules><languagemap languagepattern="EN([-_].*)?" languagerulename="English"/>
<languagemap languagepattern=".*" languagerulename="All"/></maprules></body></srx>
END
}
rule() { # rule yes|no BEFORE AFTER
	printf '<rule break="%s"><beforebreak>%s</beforebreak><afterbreak>%s</afterbreak></rule>' \
		"$1" "$2" "$3"
}
cut_by() { # cut_by LANG TEXT [OPTION...]: by the file r.srx, bars between segments
	lang=$1 text=$2; shift 2
	printf '%s\n' "$text" | entente segment --lines --lang "$lang" --srx r.srx "$@" |
		sed 's/	/ | /g'
}
stop=$(rule yes '[.?!]+' '\s')
mr=$(rule no '\bMr\.' '\s')

srx yes "$mr" "$stop" > r.srx
about "SRX with cascade"
is "$(cut_by en 'Mr. X left. He ran.')" "Mr. X left. | He ran." "cascade adds rules up"
is "$(cut_by fr 'Mr. X left. He ran.')" "Mr. | X left. | He ran." "by language"
is "$(cut_by en_gb 'Mr. X. Y')" "Mr. X. | Y" "a region, in any case and with _"
srx no "$mr" "$stop" > r.srx
is "$(cut_by en 'Mr. X left. He ran.')" "Mr. X left. He ran." "without, the first map alone"
srx no "$stop$mr" '' > r.srx
is "$(cut_by en 'Mr. X. Y')" "Mr. | X. | Y" "the first rule that matches decides"
srx no "$(rule yes '' 'Z')<rule><beforebreak>q</beforebreak></rule>" '' > r.srx
is "$(cut_by en 'abZcqd')" "ab | Zcq | d" "empty patterns fit anything; break is yes by default"
srx no "$(rule no '^\s*[0-9]+\.' '\s')$stop" '' > r.srx
is "$(cut_by en '1. One. 2. Two')" "1. One. | 2. | Two" "^ is the beginning of the text only"
srx no "$(rule no '(?&lt;=No\s*)1\.' '\s')$(rule no '(?iu)dr\.' '\s')$stop" '' > r.srx
is "$(cut_by en 'No  1. Dr. X. Y')" "No  1. Dr. X. | Y" \
	"unbounded look-behind and Java's flags are taken"
nbsp=$(printf '\302\240')
srx no "$stop" '' > r.srx
is "$(cut_by en "A.${nbsp}B. C")" "A. | B. | C" "\\s is every white space"
is "$(cut_by en "A.${nbsp}B. C" --java)" "A.${nbsp}B. | C" "but with --java"
srx no "$(rule yes '[\s.]' '\W')" '' > r.srx
is "$(cut_by fr 'x' 2>/dev/null)" "x" "a language without rules of its own has those of all"

check() { # check WHAT ERROR: r.srx is refused so
	run 1 "$1" sh -c 'echo "aaaa" | entente segment --lines --lang en --srx r.srx'
	is "$(cat err)" "entente: segment: $2" "says where"
}
srx no "$(rule yes '(a' 'b')" '' > r.srx
check "a wrong pattern" "r.srx:6: bad pattern: U_REGEX_MISMATCHED_PAREN"
srx no "$(rule yes 'a)(b' '')" '' > r.srx
check "a pattern that is whole only inside another" \
	"r.srx:6: bad pattern: U_REGEX_MISMATCHED_PAREN"
echo '<srx><body><languagerules><languagerule languagerulename="x">' > r.srx
check "XML that breaks off" "r.srx:1: is not well-formed XML"
echo '<tmx/>' > r.srx
check "another format" "r.srx: is not an SRX file"
srx no '' '' | sed 's/languagerulename="English"\/>/languagerulename="Nosuch"\/>/' > r.srx
check "a map to nowhere" "r.srx:12: no rules named 'Nosuch'"
srx no '' '' | sed 's/<languagemap[^>]*>//' > r.srx
check "no map" "r.srx: has no rules for language 'en'"
{ echo '<!DOCTYPE srx [<!ENTITY a "b">]>'; srx no "$(rule yes '&a;' '')" '' | sed 1d; } > r.srx
check "an entity" "r.srx:6: entity 'a' is not allowed"

srx no "$(rule no '(\w+\w+)+!x' '')$(rule yes '(a|aa)+b?\.' '\s')" '' > r.srx
yes a | tr -d '\n' | head -c 100000 > in; echo '. b' >> in
run 0 "harmless text under a hostile rule" timeout 200 \
	entente segment --lines --lang en --srx r.srx r.srx
# A rule whose match would not end in a reasonable time, or that is slow at each place of a
# long text, stops the run and is named.
yes a | tr -d '\n' | head -c 50000 > in; echo '! c' >> in
for hostile in '(a|aa)+(?=b)' '(a+)+(?=b)' 'a*(?=b)' '(\w\s?)*(?=b)' '(?&lt;=a{0,400}b)a'; do
	srx no "$(rule yes "$hostile" '')$stop" '' > r.srx
	run 1 "before: $hostile" timeout 200 entente segment --lines --lang en --srx r.srx in
	is "$(cat err)" "entente: segment: r.srx:6: the rule takes too long" "is named"
done
srx no "$(rule no 'a' '(a|aa)*b')$(rule yes 'a' '')" '' > r.srx
run 1 "after: (a|aa)*b" timeout 200 entente segment --lines --lang en --srx r.srx in
is "$(cat err)" "entente: segment: r.srx:6: the rule takes too long" "is named"
done_testing
