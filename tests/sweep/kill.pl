#!/usr/bin/perl
# SPDX-License-Identifier: Apache-2.0
# kill.pl - every command that writes is killed, at each instant that matters and at others.
# usage: kill.pl [COMMAND...]
#
# With SIGKILL before the n-th call that changes a file, for every n, and at random
# instants (SWEEP_KILLS, 20 each).  The memory must be one from before or after, `check`
# must find no fault, and the same command must then do its work, or find it done.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Time::HiRes qw(time);
use Sweep;
$| = 1;

my @chosen = grep { $_->{writes} || $_->{copy} } commands(@ARGV);
my $jobs = $ENV{SWEEP_JOBS} // 2;
my $random = $ENV{SWEEP_KILLS} // 20;
my $top = work_folder();
my $inputs = "$top/in";
my $shim = "$build/sweep/fail_io.so";
make_inputs($top);
mkdir "$top/$_" for 0 .. $jobs - 1;

sub run_killed {
	my ($command, $worker, $n, $after) = @_;
	my $path = "$top/control.$worker";
	spew($path, pack 'Q5', $n, $n, 4, 0, 0);
	prepare($command, $inputs, "$top/$worker");
	my @result = run_command($command, $inputs, "$top/$worker", { preload => $shim, kill_after => $after, env => { SWEEP_CONTROL => $path } });
	return ($result[0], (unpack 'Q5', slurp($path))[3]);
}

# Whether the command starts from a damaged memory, so that one may be left.
sub damaged_before { return ($_[0]{memory} // '') eq 'spoilt' }

sub judge {
	my ($command, $whole, $worker) = @_;
	my $work = "$top/$worker";
	my $target = target($command);
	my $path = "$work/$target";
	my $states = $whole->{states};
	# the program first: what it does with what was left counts
	if (-e $path) {
		my ($code, $out, $err) = run_command({ words => ['check', '-m', $target] }, $inputs, $work, {});
		return "check after the kill: exit $code: $out$err" if $code ne '0' && $err !~ /there is no such memory/ &&
			!($command->{midway} && $err =~ /made by an older entente|has no index/) &&
			!(damaged_before($command) && $err =~ /is damaged/);
	}
	my $state = -z $path ? 'absent' : memory_state($path, $work);
	my $name = state_name($state, $states);
	# an upgrade makes tables, then the index: between, a reader says what to do
	return 'the memory is neither that from before nor after' unless $name || $state eq 'absent' || $command->{midway};
	$name //= 'before';
	my ($code, $out, $err) = run_command($command, $inputs, $work, {});
	if ($name ne 'after' || $states->{before} eq $states->{after}) {
		return "the next run after '$name': exit $code: $err" if $code ne $whole->{code};
		my $next = state_name(memory_state($path, $work), $states) // 'neither';
		return "the next run leaves '$next'" if $next ne 'after' && $states->{before} ne $states->{after};
	} elsif ($code !~ /^[01]$/) { # done already: some commands then have nothing to do
		return "the next run after '$name': exit $code: $err";
	}
	($code, $out, $err) = run_command({ words => ['check', '-m', $target] }, $inputs, $work, {});
	return $code ? "check after the next run: $out$err" : '';
}

my ($killed, $tried, $faults) = (0, 0, 0);
my $began = time;
for my $command (@chosen) {
	my $whole = whole_run($command, $inputs, "$top/0");
	my $start = time;
	my (undef, $count) = run_killed($command, 0, 0);
	my $lasted = time - $start;
	my @items = ((map { [$_] } 1 .. $count), map { [0, rand() * $lasted] } 1 .. $random);
	my @results = in_parallel($jobs, \@items, sub {
		my ($item, $worker) = @_;
		my ($code) = run_killed($command, $worker, @$item);
		return ($code eq '-9' ? 'K' : 'E') . judge($command, $whole, $worker);
	});
	my @bad = map { ($items[$_][0] ? "call $items[$_][0]: " : 'at random: ') . substr $results[$_], 1 } grep { length($results[$_] // 'none') > 1 } 0 .. $#items;
	my $died = grep { ($_ // '') =~ /^K/ } @results;
	$killed += $died;
	$tried += @items;
	$faults += @bad;
	printf "%-18s %4d runs, %4d killed, %d faults\n", $command->{name}, scalar @items, $died, scalar @bad;
	print "    $_\n" for map { substr($_, 0, 300) =~ s/\\n/ /gr } @bad[0 .. ($#bad < 5 ? $#bad : 5)];
}
printf "check-kill: %d runs of %d commands, %d killed: %d faults, %d s\n", $tried, scalar @chosen, $killed, $faults, time - $began;
exit($faults ? 1 : 0);
