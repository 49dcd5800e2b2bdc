#!/usr/bin/perl
# SPDX-License-Identifier: Apache-2.0
# corrupt.pl - makes the inputs of corrupt.c and divides its runs among processes.
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
my $top = work_folder();
make_inputs($top);
my $share = int(($runs + $jobs - 1) / $jobs);
my $began = time;
my @results = in_parallel($jobs, [0 .. $jobs - 1], sub {
	my $k = shift;
	mkdir "$top/$k";
	symlink "$top/in", "$top/$k/in";
	my $report = `'$program' '$top/$k' $share @{[$seed + $k * $share]} 2>&1`;
	return ($? ? 'F' : 'S') . $report;
});
my ($tried, $damaged, $refused, $faults) = (0, 0, 0, 0);
for my $result (map { s/\\n/\n/gr } @results) {
	my ($state, $report) = $result =~ /^(.)(.*)$/s;
	$faults++ unless $report =~ /^check-corrupt: (\d+) runs of (\d+) commands over (\d+) damaged memories: (\d+) refused, (\d+) faults/m;
	$tried += $1 // 0;
	$damaged += $3 // 0;
	$refused += $4 // 0;
	$faults += $5 // 0;
	print $report =~ s/^check-corrupt:.*\n//mr;
}
printf "check-corrupt: %d runs over %d damaged memories: %d refused, %d faults, %d s\n", $tried, $damaged, $refused, $faults, time - $began;
exit($faults ? 1 : 0);
