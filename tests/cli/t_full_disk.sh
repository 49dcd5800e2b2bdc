#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every command that writes, on a disk of two megabytes with more and less space: it does its
# work, or names file and reason and leaves the memory as it was, and does its work when
# there is space again.
if [ -z "${DISK_HERE-}" ]; then # in a mount namespace of its own, where mounts end with it
	if unshare -rm mount -t tmpfs tmpfs /mnt 2> /dev/null; then
		DISK_HERE=1 exec unshare -rm sh "$0"
	fi
	. "$(dirname "$0")/../tap.sh"
	skip_all "no mount namespaces"
fi
. "$(dirname "$0")/../tap.sh"

mkdir disk docs newer
mount -t tmpfs -o size=2m tmpfs disk || skip_all "no tmpfs"
trap 'umount "$dir/disk"; rm -rf "$dir"' EXIT
awk 'BEGIN { for (k = 0; k < 400; k++) printf "Sentence %d of a text.\tPhrase %d  du texte.\td\n", k, k % 380 }' > a.tsv
awk 'BEGIN { for (k = 0; k < 400; k++) printf "Another sentence %d is here.\tUne autre phrase %d est là.\te\n", k, k }' > b.tsv
sed 's/du texte/du beau texte/' a.tsv > a2.tsv
page() { # LANG WORD: a release
	awk -v w="$2" 'BEGIN { for (k = 0; k < 60; k++) printf "%s %d of 2024 and %d.\n\n", w, k, k * k }'
}
page en 'The Council took decision' > docs/note.en.txt
page fr 'Le Conseil a pris la décision' > docs/note.fr.txt
page en 'The Commission took decision' > newer/paper.en.txt
page fr 'La Commission a pris la décision' > newer/paper.fr.txt
entente import -m good.entente --from en --to fr a.tsv > out 2>&1
entente batch -m good.entente --no-learning docs > out 2>&1
entente edit -m good.entente 3 --target 'Une autre.' > out 2>&1
entente import -m other.entente --from en --to fr b.tsv > out 2>&1
entente review -m good.entente --below 1 --limit 3 | sed 's/^verdict:.*/verdict: reject/' > verdicts.txt
awk 'BEGIN { for (k = 10; k < 300; k++) printf "{\"unit\":%d,\"target\":\"Corrected %d.\"}\n", k, k }' > edits.jsonl
size=$(wc -c < good.entente)
[ "$size" -lt 1000000 ]; ok $? "the memory fits on the disk: $size bytes"

state() { # FILE: what it has, as text
	entente export -m "$1" --format jsonl && entente history -m "$1" --json && entente stats -m "$1" --imports
}
state good.entente > before

# leave KB: fills the disk but for that
leave() {
	rm -f disk/ballast
	free=$(df --output=avail -k disk | tail -n 1)
	[ "$free" -le "$1" ] || head -c $(((free - $1) * 1024)) /dev/zero > disk/ballast
}

# fills NAME FILE COMMAND...: FILE is what it writes
fills() {
	name=$1 file=$2; shift 2
	worked=0 refused=0
	for space in 0 40 128 400; do
		rm -rf disk/*
		cp good.entente disk/m.entente
		leave $space
		entente "$@" > out 2> err < "${input:-/dev/null}"
		code=$?
		if [ $code = 0 ]; then
			worked=$((worked + 1))
		else
			refused=$((refused + 1))
			[ $code = 1 ] && grep -v ': added' err > left
			[ $code = 1 ] && [ "$(wc -l < left)" = 1 ] && grep -q "^entente: $1: $file: .*\(the disk is full\|No space left on device\)" left
			ok $? "$name with $space KB: $(tail -n 1 err)"
			! grep -q ': added' err || grep -q '; the last pair that was reported is not stored' err; ok $? "what was reported is taken back"
			state disk/m.entente > after 2> err && cmp -s before after; ok $? "the memory is as before, and can be read: $(head -n 1 err)"
			rm -f disk/ballast
			entente "$@" > out 2> err < "${input:-/dev/null}"; ok $? "with space again it does its work: $(head -n 1 err)"
		fi
		entente check -m disk/m.entente > out 2>&1; ok $? "the memory is sound: $(head -n 1 out)"
	done
	[ $refused -gt 0 ]; ok $? "$name: $worked done, $refused refused"
}
m=disk/m.entente
fills import $m import -m $m --from en --to fr b.tsv
fills 'import --update' $m import -m $m --update --from en --to fr a2.tsv
fills batch $m batch -m $m --no-learning newer
fills merge $m merge -m $m other.entente
fills edit $m edit -m $m 5 --target 'Une phrase.'
input=edits.jsonl
fills 'edit --stdin' $m edit -m $m --stdin
input=
fills delete $m delete -m $m --import 1
for space in 0 40 128 256 400; do # removing and rewriting the file are two steps
	rm -rf disk/*
	cp good.entente $m
	leave $space
	entente delete -m $m --import 1 --purge > out 2> err
	case $?$(cat err) in
	"1entente: delete: $m: removed, but 'entente compact' must still take the bytes out of the file: "*) done_to='no unit of it is left' ;;
	"1entente: delete: $m: the disk is full" | "1entente: delete: $m: "*"No space left on device") done_to='all units are left' ;;
	0*) done_to=all ;;
	*) done_to='' ;;
	esac
	[ "$done_to" ]; ok $? "delete --purge with $space KB: $(cat err)"
	case $done_to in
	'all units are left') state $m > after && cmp -s before after; ok $? "$done_to" ;;
	*) is "$(entente export -m $m --format tsv | grep -c '^Sentence')" 0 "$done_to" ;;
	esac
	rm -f disk/ballast
	[ "$done_to" = all ] || entente compact -m $m > out 2> err; ok $? "compact has space now: $(cat err)"
	[ "$done_to" = 'all units are left' ] || ! grep -q 'Sentence 77 ' $m; ok $? "no byte of the removed texts is in the file"
done
fills 'clean' $m clean -m $m --apply
fills 'dedupe' $m dedupe -m $m
fills 'compact' $m compact -m $m
fills 'undo' $m history -m $m --undo 1
fills 'review --apply' $m review -m $m --apply verdicts.txt
fills 'review --realign' $m review -m $m --realign
fills 'check --repair' $m check -m $m --repair
fills 'backup' disk/b.entente backup -m $m disk/b.entente
fills 'a new memory' disk/new.entente import -m disk/new.entente --from en --to fr b.tsv
fills 'a merge into a new memory' disk/new.entente merge -m disk/new.entente other.entente
fills 'an export' disk/x.tmx export -m $m -o disk/x.tmx

about "an editor, and the disk is full"
if has_terminal; then
	mkdir typed
	rm -rf disk/*
	cp good.entente disk/m.entente
	printf '#!/bin/sh\nsed -i "s/Phrase/Belle phrase/" "$1"\ncat /dev/zero > disk/ballast 2> /dev/null\ntrue\n' > ed
	chmod +x ed
	TMPDIR=$dir/typed VISUAL='' EDITOR=$dir/ed script -qec "entente edit -m $m 8" /dev/null < /dev/null | tr -d '\r' > out
	grep -q "^entente: edit: $m: .*\(the disk is full\|No space left on device\)" out; ok $? "the reason is given: $(head -n 1 out)"
	file=$(sed -n "s/^entente: edit: what you typed is kept in '\(.*\)'\$/\1/p" out)
	[ -n "$file" ] && grep -q 'Belle phrase' "$file"; ok $? "what was typed is kept in a file that is named"
	rm -f disk/ballast
	state $m > after 2> err && cmp -s before after; ok $? "the memory is as before"
else
	skip "no terminal: script or /dev/pts is missing" "the reason is given"
fi
done_testing
