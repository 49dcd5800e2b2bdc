#!/usr/bin/perl
# SPDX-License-Identifier: Apache-2.0
# io.pl - calls that change files fail, the disk is full, or the power fails.
# usage: io.pl [COMMAND...]
#
# Each command that writes runs with the n-th call that changes a file disturbed, for
# every n: EIO, ENOSPC once or from then on, half of a write.  Then with each of a
# number of limits on the size of files, which reaches output through stdio too.  It must
# end with 1, a message and the memory as it was, or as if nothing had happened.
#
# Power loss: the calls of an undisturbed run are recorded.  After each of them the disk
# may have what was synced, and any part of what was not: files are made of all synced
# writes and a random half of the others, in blocks of 512 bytes; names are those of
# synced folders and a random number of the changes after that.  The memory that is
# opened from this must be one from before or after.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use File::Basename qw(dirname basename);
use Sweep;
$| = 1;

my @chosen = grep { $_->{writes} || $_->{copy} || $_->{out} } commands(@ARGV);
my $jobs = $ENV{SWEEP_JOBS} // 2;
my $samples = $ENV{SWEEP_SAMPLES} // 3;
my $top = work_folder();
my $inputs = "$top/in";
my $shim = "$build/sweep/fail_io.so";
my %modes = (EIO => 1, full => 2, short => 3);
make_inputs($top);
mkdir "$top/$_" for 0 .. $jobs - 1;

sub run_disturbed {
	my ($command, $worker, $from, $to, $mode) = @_;
	my $path = "$top/control.$worker";
	spew($path, pack 'Q5', $from, $to, $mode, 0, 0);
	prepare($command, $inputs, "$top/$worker");
	my @result = run_command($command, $inputs, "$top/$worker", { preload => $shim, env => { SWEEP_CONTROL => $path } });
	my @control = unpack 'Q5', slurp($path);
	return (@result, { count => $control[3], disturbed => $control[4] });
}

# What is wrong with a run, or ''.
sub judge {
	my ($command, $whole, $worker, $code, $out, $err) = @_;
	my $work = "$top/$worker";
	my $state = state_name(memory_state("$work/" . target($command), $work), $whole->{states}) // 'neither';
	if ($state eq 'neither' && $command->{midway}) { # an upgrade makes tables, then the index
		run_command($command, $inputs, $work, {});
		$state = 'midway' if memory_state("$work/" . target($command), $work) eq $whole->{states}{after};
	}
	my $idle = $whole->{states}{before} eq $whole->{states}{after};
	my $fault = sub { return "$_[0]; memory $state" };
	return $fault->('does not end') if $code eq 'time';
	return $fault->('signal ' . -$code) if $code < 0;
	if ($code == $whole->{code} && $command->{answers} && $out ne $whole->{out}) {
		my ($last) = $out =~ /([^\n]*)\n\z/; # it says whether the unit was stored
		my $stored = ($last // '') =~ /"isError":false/;
		return $fault->("answers '$last'") if $state ne ($stored ? 'after' : 'before');
		return '';
	}
	if ($code == $whole->{code} && (!$code || $err eq $whole->{err})) {
		my $files = outputs($command, $work);
		return $fault->("exit $code with another file") if grep { ($files->{$_} // '') ne ($whole->{files}{$_} // '') } keys %$files;
		return $fault->("exit $code with another state") if $state ne 'after' && !$idle;
		return $fault->("exit $code with another output") if $out ne $whole->{out};
		return '';
	}
	return $fault->("exit $code") if $code != 1;
	return $fault->('exit 1 without a message') if $err !~ /^entente: /m;
	return $fault->("'damaged' for an error of the disk: $err") if $err =~ /damaged|malformed/ && $err !~ /I\/O/;
	# a first fill ends with the sync of the folder, after its journal is gone: what is
	# stored may not survive a loss of power, and is reported so
	my $may_be_done = $idle || $command->{steps} || !$command->{memory};
	return $fault->("exit 1: $err") if $state eq 'neither' || ($state eq 'after' && !$may_be_done);
	my $files = outputs($command, $work);
	my ($left) = grep { defined $files->{$_} && !$command->{may_leave} } keys %$files;
	return $fault->("exit 1, but leaves $left") if $left;
	return '';
}

# ---- power loss -------------------------------------------------------------------------

sub read_log {
	my ($log, $work) = @_;
	my ($text, @calls, $at) = (slurp($log) // '', ());
	pos($text) = 0;
	while ($text =~ /\G([^\n]*)\n/gc) {
		my ($what, $path, $other, $offset, $n) = split /\t/, $1;
		my $from = pos $text;
		push @calls, { what => $what, path => basename($path), other => basename($other // ''), at => $offset,
			data => substr($text, $from, $n), folder => $path !~ m{/[^/]*\.[^/]*$} };
		pos($text) = $from + $n;
	}
	return @calls;
}

# Writes what the disk may have after the first $k calls into $work.
sub replay {
	my ($calls, $k, $work, $start) = @_;
	my (%now, %disk, @names); # names now; names on the disk; changes of names not synced
	for my $name (keys %$start) {
		$now{$name} = $disk{$name} = { done => $start->{$name}, waiting => [] };
	}
	for my $call (@$calls[0 .. $k - 1]) {
		my $what = $call->{what};
		if ($what eq 'create') { $now{$call->{path}} = { done => '', waiting => [] }; push @names, ['add', $call->{path}, $now{$call->{path}}] }
		elsif ($what eq 'write' || $what eq 'size') { push @{$now{$call->{path}}{waiting}}, $call if $now{$call->{path}} }
		elsif ($what eq 'unlink') { delete $now{$call->{path}}; push @names, ['drop', $call->{path}] }
		elsif ($what eq 'rename' || $what eq 'link') {
			my $file = $now{$call->{path}} or next;
			$now{$call->{other}} = $file;
			push @names, ['add', $call->{other}, $file];
			if ($what eq 'rename') { delete $now{$call->{path}}; push @names, ['drop', $call->{path}] }
		} elsif ($what eq 'sync') {
			if (my $file = $now{$call->{path}}) {
				apply($file, $_) for @{$file->{waiting}};
				$file->{waiting} = [];
			} else { # the folder
				change_name(\%disk, $_) for @names;
				@names = ();
			}
		}
	}
	change_name(\%disk, $_) for @names[0 .. int(rand(@names + 1)) - 1];
	for my $name (keys %disk) {
		my $file = { done => $disk{$name}{done} };
		for my $call (@{$disk{$name}{waiting}}) {
			if ($call->{what} eq 'size') { apply($file, $call) if rand() < .5; next }
			for (my $at = 0; $at < length $call->{data}; $at += 512) {
				apply($file, { %$call, at => $call->{at} + $at, data => substr($call->{data}, $at, 512) }) if rand() < .5;
			}
		}
		spew("$work/$name", $file->{done});
	}
}

sub apply {
	my ($file, $call) = @_;
	if ($call->{what} eq 'size') {
		$file->{done} = substr $file->{done}, 0, $call->{at};
		$file->{done} .= "\0" x ($call->{at} - length $file->{done});
		return;
	}
	$file->{done} .= "\0" x ($call->{at} - length $file->{done}) if $call->{at} > length $file->{done};
	substr($file->{done}, $call->{at}, length $call->{data}) = $call->{data};
}

sub change_name {
	my ($disk, $change) = @_;
	my ($what, $name, $file) = @$change;
	if ($what eq 'add') { $disk->{$name} = $file } else { delete $disk->{$name} }
}

sub lose_power {
	my ($command, $whole, $calls, $k, $worker) = @_;
	my $work = "$top/$worker";
	my $target = target($command);
	my $as = $command->{as} // 'm.entente';
	my %start = $command->{memory} ? ($as => slurp("$inputs/$command->{memory}.entente")) : ();
	srand($k * 7919);
	for (1 .. $samples) {
		prepare({}, $inputs, $work);
		replay($calls, $k, $work, \%start);
		my $size = -s "$work/$target";
		my $state = $size || !-e "$work/$target" ? memory_state("$work/$target", $work) : 'absent';
		my $name = state_name($state, $whole->{states});
		next if $name || $state eq 'absent';
		if ($command->{midway} && $state !~ /^damaged/) {
			run_command($command, $inputs, $work, {});
			next if memory_state("$work/$target", $work) eq $whole->{states}{after};
		}
		return "after call $k ($calls->[$k - 1]{what} $calls->[$k - 1]{path}): " . substr($state, 0, 150);
	}
	return '';
}

# ---- all commands -----------------------------------------------------------------------

my ($tried, $lost, $faults) = (0, 0, 0);
my $began = time;
for my $command (@chosen) {
	my $whole = whole_run($command, $inputs, "$top/0");
	my (undef, undef, undef, $counts) = run_disturbed($command, 0, 0, 0, 0);
	my @items;
	for my $n (1 .. $counts->{count}) {
		push @items, ["EIO at $n", $n, $n, $modes{EIO}], ["ENOSPC at $n", $n, $n, $modes{full}],
			["a full disk from $n", $n, 1 << 40, $modes{full}], ["half of write $n", $n, $n, $modes{short}];
	}
	push @items, map { ["files of $_ bytes at most", undef, $_] } 60, 100, 511, 512, 1000, 4096, 5000, 20000, 40000, 70000, 120000, 190000, 250000, 400000;
	my @results = in_parallel($jobs, \@items, sub {
		my ($item, $worker) = @_;
		my ($name, $from, $to, $mode) = @$item;
		my @run;
		if (defined $from) {
			@run = run_disturbed($command, $worker, $from, $to, $mode);
			@run = run_disturbed($command, $worker, $from, $to, $mode) if $run[0] eq 'time'; # the machine may be busy
		} else {
			prepare($command, $inputs, "$top/$worker");
			@run = run_command($command, $inputs, "$top/$worker", { prefix => ['prlimit', "--fsize=$to"] });
		}
		return judge($command, $whole, $worker, @run);
	});
	# the calls of a whole run
	my $log = "$top/log";
	unlink $log;
	prepare($command, $inputs, "$top/0");
	run_command($command, $inputs, "$top/0", { preload => $shim, env => { SWEEP_LOG => $log } });
	my @calls = grep { $_->{what} ne 'write' || $_->{path} !~ /^\.(out|err)$/ } read_log($log, "$top/0");
	my @instants = 1 .. @calls;
	my @losses = in_parallel($jobs, \@instants, sub { return lose_power($command, $whole, \@calls, @_) });
	my @bad = ((map { "$items[$_][0]: $results[$_]" } grep { $results[$_] // 'none' } 0 .. $#items), (map { "power lost $_" } grep { $_ } @losses));
	$tried += @items;
	$lost += @instants * $samples;
	$faults += @bad;
	printf "%-18s %5d disturbed runs, %5d losses of power, %d faults\n", $command->{name}, scalar @items, @instants * $samples, scalar @bad;
	print "    $_\n" for map { substr($_, 0, 300) =~ s/\\n/ /gr } @bad[0 .. ($#bad < 9 ? $#bad : 9)];
}
printf "check-io: %d disturbed runs and %d losses of power in %d commands: %d faults, %d s\n",
	$tried, $lost, scalar @chosen, $faults, time - $began;
exit($faults ? 1 : 0);
