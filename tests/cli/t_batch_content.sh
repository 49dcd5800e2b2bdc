#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Releases whose names say nothing and that state no language are paired by what
# is in them; no wrong pair is given as sure, also when counterparts lack.
. "$(dirname "$0")/../tap.sh"

releases=$root/../shared/data/releases/press_html
[ -d "$releases" ] || skip_all "no ../shared"

# scramble FOLDER KEEP: every KEEPth French release is left out (0: none)
scramble() {
	mkdir "$1"; k=0
	for en in "$releases"/*.en.html; do
		k=$((k + 1))
		for f in "$en" "${en%.en.html}.fr.html"; do
			case $f in *.fr.html) [ "$2" -gt 0 ] && [ $((k % $2)) -eq 0 ] && continue;; esac
			name=$(printf '%s' "$(basename "$f")" | cksum | cut -d ' ' -f 1).html
			sed "s/\(xml:\)*lang=\"[a-z-]*\"//g" "$f" > "$1/$name"
			printf '%s\t%s\n' "$1/$name" "$(basename "$f" .html)" >> "$1.key"
		done
	done
}

# judge KEY PAIRS: pairs that are right, wrong, and wrong above .9
judge() {
	awk -F '\t' 'NR == FNR { key[$1] = $2; next }
	{ a = key[$1]; b = key[$2]; sub(/\.en$/, "", a); sub(/\.fr$/, "", b)
	  if (a == b) right++; else { wrong++; if ($3 > .9) sure++ } }
	END { print right + 0, wrong + 0, sure + 0 }' "$1" "$2"
}

scramble all 0
grep -l 'lang="' all/* > stated; [ ! -s stated ]; ok $? "no release states its language"
run 0 "a dry run over scrambled names" entente batch --dry-run all
set -- $(judge all.key out)
[ "$1" -ge 98 ]; ok $? "at least 95 % of 103 are paired rightly ($1)"
[ "$3" -eq 0 ]; ok $? "no wrong pair is above .9 ($2 wrong)"
scramble some 3
run 0 "with a third of the counterparts taken away" entente batch --dry-run some
set -- $(judge some.key out)
[ "$1" -ge 66 ]; ok $? "at least 95 % of the 69 that are left are paired rightly ($1)"
[ "$3" -eq 0 ]; ok $? "no wrong pair is above .9 ($2 wrong)"

# blog KEEP: posts of a site in Markdown, without their names; of every KEEPth pair one
# side is left out
blog=$root/../shared/data/releases/blog
blog() {
	rm -rf posts posts.key; mkdir posts; k=0
	while IFS="$tab" read -r en fr; do
		k=$((k + 1))
		for f in "$en" "$fr"; do
			[ "$1" -gt 0 ] && [ $((k % $1)) -eq 0 ] && [ $((k / $1 % 2)) -eq 0 ] && [ "$f" = "$en" ] && continue
			[ "$1" -gt 0 ] && [ $((k % $1)) -eq 0 ] && [ $((k / $1 % 2)) -eq 1 ] && [ "$f" = "$fr" ] && continue
			name=posts/$(printf '%s' "$f" | cksum | cut -d ' ' -f 1).md
			cp "$blog/$f" "$name"
			printf '%s\t%s\n' "$name" "$k" >> posts.key
		done
	done < "$blog/pairs.tsv"
}
tab=$(printf '\t')
blog 0; run 0 "blog posts with scrambled names" entente batch --dry-run posts
set -- $(judge posts.key out)
[ "$1" -ge 79 ] && [ "$2" -eq 0 ]; ok $? "at least 97 % of 81 are paired, all rightly ($1, $2 wrong)"
blog 2; run 0 "with one side of half of them taken away" entente batch --dry-run posts
set -- $(judge posts.key out)
[ "$1" -ge 39 ] && [ "$3" -eq 0 ]; ok $? "at least 95 % of the 41 that are left are paired, no stranger above .9 ($1, $2 wrong)"
[ "$2" -le 1 ]; ok $? "at most one stranger is paired at all ($2)"
done_testing
