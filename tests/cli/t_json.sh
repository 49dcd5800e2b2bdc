#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every member of the JSON that commands print is in doc/json.md.
. "$(dirname "$0")/../tap.sh"

ln -s "$root/corpora" corpora
release=corpora/communiques/2024-07-18-condolences
# members FILE: the names of all members in it
members() { grep -oE '[{,]"[a-z_]+":' "$1" | tr -d '{,":' | sort -u; }
described() {
	lost=0
	for m in $(members out); do
		grep -q "[\`\"]$m[\`\"]" "$root/doc/json.md" || { echo "# not in doc/json.md: $m"; lost=$((lost + 1)); }
	done
	[ "$lost" = 0 ]
	ok $? "$1: its members are described"
	[ -n "$(members out)" ]; ok $? "$1: there are some"
}
show() { what=$1; shift; "$@" > out 2> err; described "$what"; }

show batch entente batch --json -m m.entente corpora/communiques
show lookup entente lookup -m m.entente --from en --to fr --min-score 50 --json \
	"The initial funding amounts to 3.1 million euros, 40% of which will be provided by the TSH."
show "a look-up of fragments" entente lookup -m m.entente --from en --to fr --json --fragments "Nobody said drinking water supply is anything"
show "a look-up of variants" entente lookup -m m.entente --variants used --from en --to fr --min-score 40 --json "The Commission is not an agency."
show "a look-up with codes" entente lookup -m m.entente --markup --from en --to fr --json --min-score 30 'The <g id="1">Commission</g> will report.'
show concord entente concord -m m.entente --json --limit 1 Commission
show "concord --group" entente concord -m m.entente --json --group Commission
show "concord --count year" entente concord -m m.entente --json --count year Commission
show "concord --count document" entente concord -m m.entente --json --count document Commission
show "check --quality" entente check -m m.entente --quality --json
show stats entente stats -m m.entente --json
show "stats --imports" entente stats -m m.entente --imports --json
show clean entente clean -m m.entente --dry-run --json
show read entente read --json "$release.en.txt"
show segment entente segment --json "$release.en.txt"
show export entente export -m m.entente --format jsonl
show align entente align --format jsonl "$release.en.txt" "$release.fr.txt"
entente export -m m.entente -o x.tmx
show import entente import -m n.entente --json x.tmx
show units entente units --json x.tmx
entente edit -m n.entente 1 --target "Another text." > /dev/null
show "history of an edit" entente history -m n.entente --json
show review entente review -m m.entente --below 1 --format json --limit 1
printf 'en\tfr\nThere are 5 kg.\tIl y a 5 km.\n' > pair.tsv
show "check --pair" entente check --pair --json pair.tsv
show "segment --units" entente segment --units pair.tsv
show reuse entente reuse -m m.entente --format json "$release.en.txt"
show merge entente merge -m n.entente --json m.entente
show dedupe entente dedupe -m n.entente --json
show compact entente compact -m n.entente --json
show backup entente backup -m n.entente --json copy.entente
show "delete --dry-run" entente delete -m n.entente --json --dry-run --all
show delete entente delete -m n.entente --json --all
run 1 "findings are limited" entente check -m m.entente --quality --limit 1 --json
is "$(wc -l < out | tr -d ' ')" 1 "to the first ones"
grep -q '^1 of [0-9]* findings; --limit 0 shows all$' err; ok $? "and counted"
done_testing
