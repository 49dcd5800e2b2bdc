#!/usr/bin/perl
# SPDX-License-Identifier: Apache-2.0
# race.pl - importers, batches, readers, corrections, backups and a server use one memory
# at the same time, under ThreadSanitizer.
# usage: race.pl [ROUNDS]     $BUILD is a build with -fsanitize=thread
#
# Each process must do its work, or report that the memory is locked, and nothing else
# may be in the way of another.  At the end the memory is without fault and has every
# unit of whoever said that it stored them, and none of who did not.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use IO::Socket::INET;
use Sweep;
$| = 1;

my $rounds = $ARGV[0] // 8;
my $top = work_folder();
my $work = "$top/0";
mkdir $work;
$ENV{SWEEP_CLOCK} = 'as it is'; # nothing is preloaded before the sanitizer
# SQLite unlocks by its last jump, so that the unlock seems to be ours, without a lock
$ENV{TSAN_OPTIONS} = "report_mutex_bugs=0 log_path=$top/report history_size=4 halt_on_error=0 exitcode=66 suppressions=$root/scripts/tsan-exceptions.txt";
make_inputs($top);
system 'cp', "$top/in/good.entente", "$work/m.entente";

sub start {
	my ($name, @words) = @_;
	my $pid = fork // die;
	return $pid if $pid;
	chdir $work;
	open STDIN, '<', '/dev/null';
	open STDOUT, '>', "$name.out";
	open STDERR, '>', "$name.err";
	exec $entente, @words;
}

# Adds units over HTTP; prints the numbers of those that the server says it stored.
sub add_units {
	my ($port, $round, $to) = @_;
	my $pid = fork // die;
	return $pid if $pid;
	open my $said, '>', $to;
	for my $k (1 .. 5) {
		my $body = "{\"source\":\"Request $round $k is made.\",\"target\":\"La demande $round $k est faite.\",\"source_lang\":\"en\",\"target_lang\":\"fr\"}";
		for my $text ("POST /api/v1/units HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: " . length($body) . "\r\n\r\n$body",
			"GET /api/v1/lookup?q=Request+$round&from=en&to=fr HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
			"GET /api/v1/concord?q=request HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n") {
			my $socket = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $port, Timeout => 10) or next;
			print $socket $text;
			$socket->flush;
			my $answer = do { local $/; <$socket> } // '';
			print $said "$round $k\n" if $text =~ /^POST/ && $answer =~ m{^HTTP/1.1 20};
		}
	}
	close $said;
	POSIX::_exit(0);
}

my $server = start('server', qw(serve -m m.entente --quiet --listen 127.0.0.1:0));
my $port;
for (1 .. 600) {
	($port) = (slurp("$work/server.out") // '') =~ m{http://[^:]*:(\d+)} and last;
	select undef, undef, undef, .1;
}
die "the server does not start: " . slurp("$work/server.err") unless $port;

my ($started, $locked, @faults, @stored, @not_stored) = (0, 0);
my $began = time;
for my $round (1 .. $rounds) {
	my %running;
	for my $k (1, 2) {
		spew("$work/i$k.tsv", join '', map { "Import $round $k has line $_.\tL’import $round $k a la ligne $_.\tx\n" } 1 .. 40);
		$running{start("import$k", qw(import -m m.entente --from en --to fr), "i$k.tsv")} = ["import$k", "Import $round $k has line", 40];
	}
	for my $k (1, 2) {
		mkdir "$work/d$k.$round";
		spew("$work/d$k.$round/a.en.txt", "Batch $round $k is here.\n\nIt has two sentences in all.\n");
		spew("$work/d$k.$round/a.fr.txt", "Le lot $round $k est ici.\n\nIl a deux phrases en tout.\n");
		$running{start("batch$k", qw(batch -m m.entente --no-learning --jobs 2), "d$k.$round")} = ["batch$k", "Batch $round $k is here", 1];
	}
	my @readers = ([qw(lookup -m m.entente --from en --to fr), "Import $round 1 has line 3."], [qw(concord -m m.entente line)], [qw(export -m m.entente --format tsv)],
		[qw(backup -m m.entente), "b.$round.entente"], [qw(edit -m m.entente 3 --target), "Ouvert $round."], [qw(stats -m m.entente --json)],
		[qw(reuse -m m.entente --from en --to fr ../in/page.en.html)]);
	for my $k (0 .. $#readers) { $running{start("reader$k", @{$readers[$k]})} = ["reader$k"] }
	my $adder = add_units($port, $round, "$work/added.$round");
	while (%running) {
		my $pid = waitpid -1, 0;
		last if $pid <= 0;
		my $job = delete $running{$pid} or next;
		my ($name, $text, $n) = @$job;
		my $code = $? >> 8;
		my $err = slurp("$work/$name.err");
		$started++;
		if ($? == 0) { push @stored, [$text, $n] if $text }
		elsif ($code == 1 && $err =~ /locked|in use|busy/) { $locked++; push @not_stored, $text if $text }
		else { push @faults, "$name: status $?: $err" }
	}
	waitpid $adder, 0;
}
kill 'TERM', $server;
waitpid $server, 0;
push @faults, "the server: status $?: " . slurp("$work/server.err") if $?;
my $texts = `sqlite3 '$work/m.entente' 'SELECT s.text FROM unit u JOIN text s ON s.id = u.source'`;
for (@stored) {
	my ($text, $n) = @$_;
	my $is = () = $texts =~ /^\Q$text\E/mg;
	push @faults, "'$text': $is units of $n" if $is != $n;
}
for my $text (@not_stored) { push @faults, "'$text': stored, but reported as locked" if $texts =~ /^\Q$text\E/m }
my $added = 0;
for my $line (map { split /\n/, slurp("$work/added.$_") // '' } 1 .. $rounds) {
	$added++;
	push @faults, "Request $line: not stored" unless $texts =~ /^Request \Q$line\E is made/m;
}
for my $file ("$work/m.entente", glob "$work/b.*.entente") {
	my $check = `$entente check -m '$file' 2>&1`;
	push @faults, "$file: $check" if $?;
}
my @reports = glob "$top/report.*";
push @faults, map { join ' ', (slurp($_) =~ /^(SUMMARY.*)$/mg)[0 .. 0] } @reports;
print "    ", substr($_, 0, 400), "\n" for @faults;
printf "check-race: %d processes and %d units by a server in %d rounds: %d found the memory locked, %d reports of the sanitizer, %d faults, %d s\n",
	$started, $added, $rounds, $locked, scalar @reports, scalar @faults, time - $began;
exit(@faults ? 1 : 0);
