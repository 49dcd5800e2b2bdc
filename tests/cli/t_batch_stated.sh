#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Pairs by what front matter states, and by names of many kinds.
. "$(dirname "$0")/../tap.sh"

# page FOLDER NAME LANGUAGE FRONT: a page of a site generator in Markdown and in HTML
page() {
	mkdir -p "$1.md" "$1.html"
	case $3 in
	en) set -- "$@" 'The water fund' 'The fund opens three sites.' 'It is paid by the towns.' ;;
	fr) set -- "$@" 'Le fonds pour l’eau' 'Le fonds ouvre trois sites.' 'Il est payé par les villes.' ;;
	esac
	case $4 in *' = '*) rule=+++ ;; *) rule=--- ;; esac
	printf '%s\n%b\n%s\n\n# %s\n\n%s\n\n%s\n' "$rule" "$4" "$rule" "$5" "$6" "$7" > "$1.md/$2.md"
	printf '%s\n%b\n%s\n<html><body><h1>%s</h1><p>%s</p><p>%s</p></body></html>\n' "$rule" "$4" "$rule" "$5" "$6" "$7" > "$1.html/$2.html"
}
both() { page "$1" aa en "$2"; page "$1" bb fr "$3"; } # KIND FRONT_EN FRONT_FR
both key 'title: x # a comment\ntranslationKey: water' 'title: y\ntranslationKey: "water"'
both ref 'lang: en\nref: water' "lang: fr\nref: 'water'"
both toml 'translationKey = "w1"' 'translationKey = "w1"'
both canonical 'canonical: https://example.org/en/pr/12' 'canonical: https://example.org/fr/pr/12'
both shared 'permalink: /water/\ntranslation_key: w' 'permalink: /eau/\ntranslation_key: w'
# found_as REASON CONFIDENCE KIND...: each kind is paired, in Markdown and in HTML
found_as() {
	reason=$1 confidence=$2; shift 2
	for kind in "$@"; do
		for as in md html; do
			is "$(entente batch --dry-run $kind.$as 2> /dev/null)" "$kind.$as/aa.$as	$kind.$as/bb.$as	$confidence	$reason" "front matter pairs two pages ($reason: $kind, $as)"
		done
	done
}
found_as identifier 0.95 key ref toml canonical shared
both map 'lang: en\ntranslations:\n  fr: /fr/bb/\n  de: /de/cc/' 'lang: fr'
both list 'lang: en\nalternate:\n  - hreflang: fr\n    href: https://example.org/blog/bb\n  - hreflang: de\n    href: https://example.org/blog/cc' 'lang: fr'
both flow 'lang: en\nalternates: [{hreflang: de, href: /blog/cc}, {hreflang: fr, href: /blog/bb}]' 'lang: fr'
both suffix 'lang: en\nhreflang-fr: /blog/bb' 'lang: fr'
both back 'lang: en' 'lang: fr\ntranslations: { en: "/blog/aa" }'
found_as link 0.98 map list flow suffix back
# what is said of a language holds also where the text says nothing
mkdir said; printf -- '---\nlang: en\nref: n\n---\nOK 12\n' > said/1.md; printf -- '---\nlang: fr\nref: n\n---\nOK 12\n' > said/2.md
is "$(entente batch --dry-run said 2> /dev/null | cut -f 4)" identifier "the language in front matter counts"
# two releases with one key in a language are not a pair by it
page many.x aa en 'ref: same'; page many.x ab en 'ref: same'; page many.x bb fr 'ref: same'
is "$(entente batch --dry-run many.x.md 2> /dev/null | grep -c identifier)" 0 "an identifier that three files have tells nothing"

# ---- names --------------------------------------------------------------------------------
n=$n; k=0
named() { # EN FR
	k=$((k + 1)); d=names$k
	mkdir -p "$(dirname "$d/$1")" "$(dirname "$d/$2")"
	printf 'The water fund\n\nThe fund opens three sites.\n' > "$d/$1"; printf 'Le fonds pour l’eau\n\nLe fonds ouvre trois sites.\n' > "$d/$2"
	is "$(entente batch --dry-run $d 2> /dev/null)" "$d/$1	$d/$2	1.00	name" "names: $1 and $2"
}
named 'report (EN).txt' 'report (FR).txt'
named 'report [en].txt' 'report [fr].txt'
named 'Annual report EN 2024.txt' 'Annual report FR 2024.txt'
named 'Annual report - English.txt' 'Annual report - French.txt'
named 'rapport anglais.txt' 'rapport français.txt'
named 'rapport_anglais.txt' 'rapport_francais.txt'
named 'notice English version.txt' 'notice French version.txt'
named 'notice (version anglaise).txt' 'notice (version française).txt'
named 'notice_version-anglaise.txt' 'notice_version-francaise.txt'
named 'a_eng.txt' 'a_fra.txt'
named 'a-ENG.txt' 'a-FRE.txt'
named 'index.html?lang=en' 'index.html?lang=fr'
named 'page.php?id=7&lang=en' 'page.php?id=7&lang=fr'
named 'EN/2024/PR-018E.txt' 'FR/2024/PR-018F.txt'
named 'english/2024/notice_e.txt' 'french/2024/notice_f.txt'
named 'anglais/note.txt' 'français/note.txt'
named 'a.en-CA.txt' 'a.fr-CA.txt'
named 'a_en_GB.txt' 'a_fr_FR.txt'
named 'en.txt' 'fr.txt'
named 'Report.EN.v2.txt' 'Report.FR.v2.txt'
named '2024-03 Press release [ENG] final.txt' '2024-03 Press release [FRA] final.txt'
done_testing
