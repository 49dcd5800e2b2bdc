#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Shards that are joined in any grouping make one memory, once or twice.
. "$(dirname "$0")/../tap.sh"

cp -r "$root/corpora/communiques" in
ls in/*.en.* | sed 's/\(.*\)\.en\.\(.*\)/\1.en.\2	\1.fr.\2/' > all
printf 'A loose unit.\tUne unité libre.\nAnother one.\tUne autre.\n' > loose.tsv
content() { entente export -m "$1" --format jsonl; }
join() { # OUT OTHER...
	out=$1; shift
	entente merge -m "$out" "$@" > out 2> err || { ok 1 "merge into $out"; cat err; }
}
for seed in 1 2 3; do
	# each pair goes into one of three shards, one in three into a second one too
	awk -v seed=$seed 'BEGIN { srand(seed) } {
		a = int(rand() * 3); b = rand() < .33 ? int(rand() * 3) : a
		print > ("shard" a); if (b != a) print > ("shard" b) }' all
	for s in 0 1 2; do
		sort -R --random-source="$root/LICENSE" "shard$s" > list
		entente batch -m s$s.entente list > out 2> err || ok 1 "shard $s"
	done
	entente import -m s1.entente --from en --to fr loose.tsv > out
	entente import -m s2.entente --from en --to fr loose.tsv > out
	join l.entente s0.entente s1.entente
	join l.entente s2.entente
	join r1.entente s1.entente s2.entente
	join r.entente s0.entente r1.entente
	content l.entente > left; content r.entente > right
	about "merging in any grouping"
	cmp left right; ok $? "seed $seed: (a b) c is a (b c), in order too"
	grep -c . left > n; [ "$(cat n)" -gt 300 ]; ok $? "seed $seed: and is not empty"
	for again in s0 s1 s2 r1 l; do join l.entente $again.entente; done
	content l.entente | cmp - left; ok $? "seed $seed: merging again changes nothing"
	run 0 "seed $seed: check" entente check -m l.entente
	run 0 "seed $seed: a batch over all" entente batch -m l.entente all
	grep -q "^$(wc -l < all) pairs: nothing new" out; ok $? "seed $seed: knows every pair"
	rm -f ./*.entente shard*
done

# decisions of two people, in two copies, are united and applied
mkdir d; cp in/2024-07-18-condolences.* d
entente batch -m one.entente d > out 2> err; cp one.entente two.entente
entente review -m one.entente --below 1 --limit 0 > places
grep '^@' places | head -n 1 > edit; cp edit edit2
printf 'a 1 = 1\n' >> edit; printf 'r 3 = 3\n' >> edit2
run 0 "one decides" entente review -m one.entente --who anna --apply edit
run 0 "another decides elsewhere" entente review -m two.entente --who jean --apply edit2
gone=$(entente export -m one.entente --format tsv | sed -n 3p | cut -f 1)
cp one.entente both.entente
join both.entente two.entente
entente review -m both.entente --decisions > all.json
about "decisions in two memories"
is "$(grep -c '"who":"\(anna\|jean\)"' all.json)" 2 "both decisions are there"
is "$(entente export -m both.entente --format tsv | cut -f 1 | grep -cFx "$gone")" 0 "and applied"
content both.entente > before; join both.entente two.entente; content both.entente | cmp - before; ok $? "once"
run 0 "check" entente check -m both.entente

# the shards of a job array
mkdir slurm; "$root/scripts/slurm/split" all 3 slurm; ok $? "a list is split"
cat slurm/shard-*.list | sort > there; sort all | cmp - there; ok $? "each pair into one shard"
head -n 9 all > some; mkdir less; "$root/scripts/slurm/split" some 3 less
[ -z "$(for s in 1 2 3; do comm -23 less/shard-$s.list slurm/shard-$s.list; done)" ]; ok $? "and it stays there when the list grows"

# two versions of one release: the later stays, whichever way they are joined
mkdir v; f=in/2024-07-18-condolences
cp $f.en.txt v/a.en.txt; cp $f.fr.txt v/a.fr.txt
entente batch -m old.entente v > out 2> err
sed 's/18 July 2024/19 July 2024/' $f.en.txt > v/a.en.txt
sed 's/18 juillet 2024/19 juillet 2024/' $f.fr.txt > v/a.fr.txt
cmp -s $f.en.txt v/a.en.txt; is $? 1 "a version of the next day"
entente batch -m new.entente v > out 2> err
join x.entente old.entente new.entente
join y.entente new.entente old.entente
about "two versions of a release"
is "$(content x.entente | grep -c '"date":"2024-07-18"')" 0 "the older one goes"
content x.entente > x; content y.entente > y; cmp x y; ok $? "whichever comes first"
run 0 "check" entente check -m x.entente
# ---- labels -----------------------------------------------------------------------------
printf 'en\tfr\nGood evening\tBonsoir\nShared\tEn commun\n' > acme.tsv
printf 'en\tfr\nGood night\tBonne nuit\nShared\tEn commun\n' > zeta.tsv
printf 'en\tfr\nPlain\tSimple\n' > plain.tsv
entente import -m left.entente --label acme acme.tsv > out
entente import -m right.entente --label zeta zeta.tsv > out
entente import -m right.entente plain.tsv > out
hit() { entente lookup -m "$1" --from en --to fr --json "$2" | grep -o '"\(file\|label\)":"[^"]*"' | tr '\n' ' '; }
is "$(hit right.entente 'Good night')" '"file":"zeta.tsv" "label":"zeta" ' "a hit has the file and the label of its import"
cp left.entente both.entente
entente merge -m both.entente right.entente > out
for k in 'Good evening=acme' 'Shared=acme' 'Good night=zeta'; do
	is "$(hit both.entente "${k%=*}")" "\"file\":\"${k#*=}.tsv\" \"label\":\"${k#*=}\" " "after a merge too: ${k%=*}"
done
is "$(hit both.entente Plain)" '"file":"plain.tsv" ' "and the file alone where there was no label"
is "$(entente export -m both.entente --label zeta --format tsv | cut -f 1)" "Good night" "units are chosen by a label that was merged"
is "$(entente stats -m both.entente --imports | sed 's/  [0-9T:-]*Z  */ /; s/  */ /g' | cut -d' ' -f 2-)" "1 2 units acme.tsv
2 2 units merge right.entente" "a merge is one entry of the list"
is "$(entente export -m both.entente --import 2 --format tsv | cut -f 1 | tr '\n' ' ')" "Good night Plain " "of all that it brought"
entente merge -m third.entente both.entente > out
is "$(hit third.entente 'Good night') $(hit third.entente Shared)" '"file":"zeta.tsv" "label":"zeta"  "file":"acme.tsv" "label":"acme" ' "a label survives a second merge"
entente export -m both.entente --format jsonl > before
entente merge -m both.entente right.entente > out
is "$(entente export -m both.entente --format jsonl | cmp - before && entente stats -m both.entente --imports | grep -c .)" 2 "merging again adds nothing to units and list"
run 0 "a merge is undone" entente delete -m both.entente --import 2
is "$(cat out)" "2 units removed" "as a whole"
is "$(entente stats -m both.entente --imports | grep -c .) $(entente export -m both.entente --label zeta --format tsv 2> err | grep -c .)" "1 0" "with its labels"
run 0 "check" entente check -m both.entente
done_testing
