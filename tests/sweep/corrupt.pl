#!/usr/bin/perl
# SPDX-License-Identifier: Apache-2.0
# corrupt.pl - makes the inputs of corrupt.c, divides its runs among processes, and says
# after each part how far it is.
# usage: corrupt.pl PROGRAM RUNS [SEED]
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Sweep;
$| = 1;

my ($program, $runs, $seed) = @ARGV;
$seed //= 1;
my $jobs = $ENV{SWEEP_JOBS} // 2;
my $part = 250; # runs
my $top = work_folder();
make_inputs($top);
for my $worker (0 .. $jobs - 1) {
	mkdir "$top/$worker";
	symlink "$top/in", "$top/$worker/in";
}
my @parts = map { [$_ * $part, $part < $runs - $_ * $part ? $part : $runs - $_ * $part] } 0 .. ($runs - 1) / $part;
my ($tried, $damaged, $refused, $faults) = (0, 0, 0, 0);
my $began = time;
in_parallel($jobs, \@parts, sub {
	my ($this, $worker) = @_;
	my ($first, $n) = @$this;
	return `'$program' '$top/$worker' $n @{[$seed + $first]} 2>&1`;
}, sub {
	my $report = shift =~ s/\\n/\n/gr;
	my @counts = $report =~ /^check-corrupt: (\d+) runs of \d+ commands over (\d+) damaged memories: (\d+) refused, (\d+) faults/m;
	$faults++ unless @counts; # it ended before its last line
	$tried += $counts[0] // 0;
	$damaged += $counts[1] // 0;
	$refused += $counts[2] // 0;
	$faults += $counts[3] // 0;
	print $report =~ s/^check-corrupt:.*\n//mr;
	printf "%6d of %d runs: %d refused, %d faults, %d s\n", $tried, $runs, $refused, $faults, time - $began;
});
printf "check-corrupt: %d runs over %d damaged memories: %d refused, %d faults, %d s\n", $tried, $damaged, $refused, $faults, time - $began;
exit($faults ? 1 : 0);
