#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every example of the README and of the documentation is run, each page in a folder of
# its own.  An example is a command after "$ " in a block ```console, with lines after
# "> " that continue it.  "..." stands for what may differ; figures of confidence and
# counts of units are not compared, because the aligner improves.
# UPDATE=1 writes what came out into the page, except for examples with "...".
. "$(dirname "$0")/../tap.sh"

cat > run.pl <<'END'
use strict; use warnings; use open qw(:std :utf8);
my ($file, $page, $n, $update) = @ARGV;
open(my $in, '<:utf8', $file) or die "$file: $!";
my @lines = <$in>;
close $in;
my ($bad, @out) = (0);
sub plain {
	my $s = shift;
	$s =~ s/confidence("?:?) ?[01]\.\d+/confidence$1 C/g;
	$s =~ s/[\d,]+ units?, [\d,]+ of them doubtful/U units/g;
	$s =~ s/\b[\d,]+ units?: ([\d,]+) stored, ([\d,]+) (there before|already there)/"U units: ".($1 eq "0" ? 0 : "U")." stored, ".($2 eq "0" ? 0 : "U")." there"/ge;
	return $s;
}
while (@lines) {
	my $line = shift @lines;
	push @out, $line;
	next unless $line =~ /^```console$/;
	while (@lines && $lines[0] =~ /^\$ (.*)$/) {
		my $command = $1;
		push @out, shift @lines;
		while (@lines && $lines[0] =~ /^> (.*)$/) {
			$command .= "\n$1";
			push @out, shift @lines;
		}
		my $want = '';
		$want .= shift @lines while @lines && $lines[0] !~ /^(\$ |```$)/;
		open(my $pipe, '-|', 'sh', '-c', "exec 2> err\n$command") or die;
		binmode $pipe, ':utf8';
		my $got = join '', <$pipe>;
		close $pipe;
		my $pattern = quotemeta plain($want);
		$pattern =~ s/^\\\.\\\.\\\.\\?\n/(?:.*\n)*?/mg;
		$pattern =~ s/\\\.\\\.\\\./.*?/g;
		my $same = plain($got) =~ /\A$pattern\z/;
		push @out, $update && $want !~ /\.\.\./ ? $got : $want;
		$n++;
		(my $name = "$page: $command") =~ s/\n.*//s;
		print $same ? "ok $n - $name\n" : "not ok $n - $name\n";
		next if $same;
		$bad++;
		my @err = -s 'err' ? ('stderr:', do { open(my $e, '<:utf8', 'err'); map { chomp; $_ } <$e> }) : ();
		print map { "# $_\n" } 'want:', split(/\n/, $want), 'got:', split(/\n/, $got), @err;
		print STDERR "# failed: t_readme.sh: $name\n";
	}
}
if ($update) { open(my $to, '>:utf8', $file) or die; print $to @out; }
open(my $count, '>', '../count') or die;
print $count $n;
exit($bad ? 1 : 0);
END
echo 0 > count
for page in README.md $(cd "$root" && grep -l '^```console$' doc/*.md); do
	case $page in *tour.md) command -v sqlite3 > /dev/null || continue ;; esac
	mkdir run; ln -s "$root/corpora" run/corpora
	# a page that makes no memory has that of the communiqués, also as TMX
	grep -q 'entente batch' "$root/$page" || (cd run && entente batch corpora/communiques > made 2>&1 && entente export -o communiques.tmx; rm made)
	(cd run && exec perl ../run.pl "$root/$page" "$page" "$(cat ../count)" "${UPDATE:-}") || failed=1
	rm -rf run
done
n=$(cat count)
[ "$n" -gt 0 ] || failed=1
done_testing
