#!/usr/bin/perl
# SPDX-License-Identifier: Apache-2.0
# oom.pl - the n-th allocation fails, for every n, in each command.
# usage: oom.pl [--every N] [--stacks N] [--from N] [--at N] [COMMAND...]
#
# A run in which one allocation fails must end in one of two ways:
#   exit 0, with the output, the files and the memory of an undisturbed run
#           (a library managed without it), or
#   exit 1, with one message, and the memory as it was.
# Of a command with more than --every allocations (2000), the first of each stack of
# --stacks frames (12) is tried.  --from leaves out the allocations before N, which an
# earlier run tried.
# --at fails one allocation and shows what the command printed and how the memory differs.
# Crashes inside libraries that are known are in oom.known, one a line:
#   LIBRARY FUNCTION REASON, where the innermost frame is in LIBRARY, below FUNCTION.
# They must not change a memory either.  A run is ended after 10 seconds, and tried a
# second time, for $SWEEP_TIMEOUT seconds (60), before it counts as one that does not end;
# one that waits where the list says is not tried again.
use strict;
use warnings;
use FindBin;
$| = 1;
use lib $FindBin::Bin;
use Sweep;

my ($stacks, $every, $first, $at) = (12, 2000, 1, 0);
while (@ARGV && $ARGV[0] =~ /^--/) {
	my $option = shift;
	if ($option eq '--stacks') { $stacks = shift }
	elsif ($option eq '--every') { $every = shift }
	elsif ($option eq '--from') { $first = shift }
	elsif ($option eq '--at') { $at = shift }
	else { die "oom.pl: unknown option '$option'\n" }
}
my @chosen = commands(@ARGV);
my $jobs = $ENV{SWEEP_JOBS} // 2;
my $top = work_folder();
my $inputs = "$top/in";
my $shim = "$build/sweep/fail_alloc.so";
my %control = (header => 40, size => 40 + 8 * (1 << 20));
make_inputs($top);
for my $worker (0 .. $jobs - 1) {
	mkdir "$top/$worker";
	open my $out, '>', "$top/control.$worker" or die;
	truncate $out, $control{size};
}

sub run_failing {
	my ($command, $worker, $from, $to, $record, $seconds) = @_;
	my $path = "$top/control.$worker";
	open my $file, '+<:raw', $path or die "$path: $!\n";
	print $file pack 'Q5', $from, $to, $record, 0, 0;
	close $file;
	prepare($command, $inputs, "$top/$worker");
	my @result = run_command($command, $inputs, "$top/$worker", { preload => $shim, env => { SWEEP_CONTROL => $path }, seconds => $seconds });
	open $file, '<:raw', $path or die;
	read $file, my $head, $control{header};
	my @head = unpack 'Q5', $head;
	my @stacks;
	if ($record) {
		read $file, my $all, 8 * $head[3];
		@stacks = unpack 'Q*', $all;
	}
	return (@result, { count => $head[3], failed => $head[4], stacks => \@stacks });
}

# What is wrong with one run, or ''.
sub judge {
	my ($command, $whole, $worker, $code, $out, $err, $counts) = @_;
	my $work = "$top/$worker";
	my $path = "$work/" . target($command);
	my @left = unexpected_files($command, $work);
	my $same = ($whole->{bytes} // '') eq (slurp($path) // '') && !grep { /-(wal|journal)$/ } @left;
	my $idle = $whole->{states}{before} eq $whole->{states}{after};
	my $state = $same ? 'before' : state_name(memory_state($path, $work), $whole->{states}) // 'neither';
	if ($state eq 'neither' && $command->{midway}) { # an upgrade makes tables, then the index
		run_command($command, $inputs, $work, {});
		$state = 'midway' if memory_state($path, $work) eq $whole->{states}{after};
	}
	my $fault = sub { return "$_[0]; memory $state" };
	if ($code eq 'time' || $code < 0) {
		my $known = known_crash($err);
		return "known: @$known" if $known && $state ne 'neither';
		return $fault->(($code eq 'time' ? 'does not end: ' : 'signal ' . -$code . ': ') . crash_place($err));
	}
	if ($code == $whole->{code} && (!$code || $err eq $whole->{err})) {
		return '' unless $counts->{failed};
		if ($command->{answers} && $out =~ /out of memory/) {
			# the last answer says whether the unit was stored
			my ($last) = $out =~ /([^\n]*)\n\z/;
			my $stored = $last =~ /"isError":false/;
			return $fault->("answers '$last'") if $state ne ($stored && $command->{writes} ? 'after' : 'before');
			return '';
		}
		return $fault->("exit $code with another output") if $out ne $whole->{out};
		my $files = outputs($command, $work);
		return $fault->("exit $code with another file") if grep { ($files->{$_} // '') ne ($whole->{files}{$_} // '') } keys %$files;
		return $fault->("exit $code with another state") if ($command->{writes} || $command->{copy}) && $state ne 'after' && !$idle;
		return $fault->("exit $code with other messages: $err") if $err ne $whole->{err};
	} elsif ($code == 1) {
		my %usual = map { $_ => 1 } split /\n/, $whole->{err};
		my @lines = grep { !$usual{$_} && $_ ne 'xmlGetGlobalState: out of memory' } split /\n/, $err; # libxml2's own
		return $fault->("exit 1 without a message") unless @lines;
		return $fault->("exit 1 with more than one message: @lines") if @lines > 1 && !$command->{answers};
		return $fault->("exit 1 with another message: @lines") unless "@lines" =~ /memory|unexpected error|cannot start a thread|body is not complete/;
		return $fault->("exit 1") if $state ne 'before' && !($command->{steps} && $state ne 'neither') && !(!$command->{memory} && $state eq 'empty');
		my $files = outputs($command, $work);
		my ($left) = grep { defined $files->{$_} && !$command->{may_leave} } keys %$files;
		return $fault->("exit 1, but leaves $left") if $left;
	} else {
		return $fault->("exit $code");
	}
	@left = grep { !/-(wal|shm|journal)$/ } @left; # the next process that opens it applies them
	return $fault->("leaves @left") if @left;
	return '';
}

# One failing allocation, for a person.
sub show {
	my ($command, $whole) = @_;
	my ($code, $out, $err, $counts) = run_failing($command, 0, $at, $at, 1);
	my $state = memory_state("$top/0/" . target($command), "$top/0");
	print "$command->{name}: exit $code\n$out", (grep { !/^\S+\(.*\[0x/ } map { "$_\n" } split /\n/, $err),
		"allocation $at: ", crash_place($err), "\n", judge($command, $whole, 0, $code, $out, $err, $counts), "\n";
	for my $name (state_name($state, $whole->{states}) ? () : ('before', 'after')) {
		spew("$top/$name", $whole->{states}{$name});
		spew("$top/now", $state);
		print "--- from the memory $name:\n", map { substr($_, 0, 300) . "\n" } split /\n/, `diff '$top/$name' '$top/now' | head -n 40`;
	}
}

my ($tried, $faults, $known, %known_seen) = (0, 0, 0);
my $empty = do { # a memory without units
	my $make = { name => 'empty', words => \@makes_empty };
	prepare($make, $inputs, "$top/0");
	run_command($make, $inputs, "$top/0", {});
	my $state = memory_state("$top/0/m.entente");
	$state =~ /^ok/ or die "oom.pl: no memory without units: $state\n";
	$state;
};
my $began = time;
for my $command (@chosen) {
	my $target = target($command);
	prepare($command, $inputs, "$top/0");
	my %whole = (bytes => slurp("$top/0/$target"), states => { before => memory_state("$top/0/$target", "$top/0"), empty => $empty });
	if ($command->{midway}) {
		my %midway = (%$command, words => $command->{midway});
		prepare(\%midway, $inputs, "$top/0");
		run_command(\%midway, $inputs, "$top/0", {});
		$whole{states}{midway} = memory_state("$top/0/$target", "$top/0");
		prepare($command, $inputs, "$top/0");
	}
	my ($code, $out, $err, $counts) = run_failing($command, 0, 0, 0, $stacks);
	$whole{states}{after} = memory_state("$top/0/$target", "$top/0");
	@whole{qw(code out err files)} = ($code, $out, $err, outputs($command, "$top/0"));
	die "$command->{name}: exit $code without any failure: $err\n" if $code ne ($command->{finds} // 0);
	if ($at) {
		show($command, \%whole);
		next;
	}
	my %seen;
	my @numbers = $counts->{count} > $every ? grep { !$seen{$counts->{stacks}[$_ - 1]}++ } 1 .. $counts->{count} : (1 .. $counts->{count});
	@numbers = grep { $_ >= $first } @numbers;
	my @results = in_parallel($jobs, \@numbers, sub {
		my ($n, $worker) = @_;
		my @run = run_failing($command, $worker, $n, $n, 0, 10);
		@run = run_failing($command, $worker, $n, $n, 0) if $run[0] eq 'time' && !known_crash($run[2]); # the machine may be busy
		return judge($command, \%whole, $worker, @run);
	});
	my %groups;
	for my $k (0 .. $#results) {
		my $result = $results[$k] // 'no result';
		next if $result eq '';
		if ($result =~ /^known: /) { $known++; next }
		$faults++;
		push @{$groups{$result}}, $numbers[$k];
	}
	$tried += @numbers;
	printf "%-18s %6d allocations, %6d tried, %d faults\n", $command->{name}, $counts->{count}, scalar @numbers, scalar map { @$_ } values %groups;
	printf "    %d times, first at %d: %s\n", scalar @{$groups{$_}}, $groups{$_}[0], substr($_, 0, 600) for sort { $groups{$a}[0] <=> $groups{$b}[0] } keys %groups;
}
printf "check-oom: %d failing allocations in %d commands: %d faults, %d known crashes in libraries, %d s\n",
	$tried, scalar @chosen, $faults, $known, time - $began;
exit($faults ? 1 : 0);
