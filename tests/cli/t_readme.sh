#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every example of the README is run.  "..." stands for what may differ; figures of
# confidence and counts of units are not compared, for the aligner improves.
# UPDATE=1 writes what came out into the README, but for examples with "...".
. "$(dirname "$0")/../tap.sh"

ln -s "$root/corpora" corpora
cat > run.pl <<'END'
use strict; use warnings; use open qw(:std :utf8);
my ($file, $update) = @ARGV;
open(my $in, '<:utf8', $file) or die "$file: $!";
my @lines = <$in>;
close $in;
my ($n, $bad, @out) = (0, 0);
sub plain {
	my $s = shift;
	$s =~ s/confidence [01]\.\d+/confidence C/g;
	$s =~ s/[\d,]+ units, [\d,]+ of them doubtful/U units/g;
	$s =~ s/\b[\d,]+ units: ([\d,]+) stored, ([\d,]+) there/"U units: ".($1 eq "0" ? 0 : "U")." stored, ".($2 eq "0" ? 0 : "U")." there"/ge;
	return $s;
}
while (@lines) {
	my $line = shift @lines;
	push @out, $line;
	next unless $line =~ /^```console$/;
	while (@lines && $lines[0] =~ /^\$ (.*)$/) {
		my $command = $1;
		push @out, shift @lines;
		my $want = '';
		$want .= shift @lines while @lines && $lines[0] !~ /^(\$ |```$)/;
		open(my $pipe, '-|', 'sh', '-c', "exec 2> err; $command") or die;
		binmode $pipe, ':utf8';
		my $got = join '', <$pipe>;
		close $pipe;
		my $pattern = quotemeta plain($want);
		$pattern =~ s/^\\\.\\\.\\\.\\?\n/(?:.*\n)*?/mg;
		$pattern =~ s/\\\.\\\.\\\./.*?/g;
		my $same = plain($got) =~ /\A$pattern\z/;
		push @out, $update && $want !~ /\.\.\./ ? $got : $want;
		$n++;
		print $same ? "ok $n - $command\n" : "not ok $n - $command\n";
		next if $same;
		$bad++;
		print map { "# $_\n" } 'want:', split(/\n/, $want), 'got:', split(/\n/, $got);
	}
}
print "1..$n\n";
if ($update) { open(my $to, '>:utf8', $file) or die; print $to @out; }
exit($bad || !$n);
END
perl run.pl "$root/README.md" "${UPDATE:-}"
