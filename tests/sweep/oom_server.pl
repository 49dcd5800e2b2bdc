#!/usr/bin/perl
# SPDX-License-Identifier: Apache-2.0
# oom_server.pl - the n-th allocation of a request fails, for every n, in a server.
# usage: oom_server.pl [--stacks N] [ROUTE...]
#
# Of a request with more than 200 allocations, the first of each stack of --stacks frames
# (12) is tried.
# One server answers all: a request in which an allocation failed is answered as ever, is
# answered with an error of the server (5xx), or loses its connection; the request after
# it is answered as ever.  A unit is stored if the answer says so.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use IO::Socket::INET;
use Sweep;
$| = 1;

my $stacks = 12;
while (@ARGV && $ARGV[0] =~ /^--/) {
	my $option = shift;
	if ($option eq '--stacks') { $stacks = shift }
	else { die "oom_server.pl: unknown option '$option'\n" }
}
my $top = work_folder();
my $control = "$top/control";
my $work = "$top/0";
make_inputs($top);
mkdir $work;
open my $made, '>', $control or die;
truncate $made, 40 + 8 * (1 << 20);
close $made;
my $page = slurp("$top/in/page.en.html");

# name, method, path, body (%d is the number of the try), content type, whether it stores.
my @routes = (
	['stats', 'GET', '/api/v1/stats'],
	['lookup', 'GET', '/api/v1/lookup?q=The+port+is+closed&from=en&to=fr&min_score=40'],
	['fragments', 'GET', '/api/v1/lookup?q=Nobody+adopted+twelve+measures&from=en&to=fr&fragments=1'],
	['concord', 'GET', '/api/v1/concord?q=port'],
	['counts', 'GET', '/api/v1/concord/counts?q=port&by=year'],
	['renderings', 'GET', '/api/v1/concord/renderings?q=port'],
	['documents', 'GET', '/api/v1/documents'],
	['document', 'GET', '/api/v1/documents/1'],
	['review', 'GET', '/api/v1/review?below=1'],
	['unit', 'GET', '/api/v1/units/3'],
	['changes', 'GET', '/api/v1/units/2/changes'],
	['export', 'GET', '/api/v1/export?format=tmx'],
	['reuse', 'POST', '/api/v1/reuse?name=page.html&format=json&from=en&to=fr', $page, 'application/octet-stream'],
	['page', 'GET', '/'],
	['metrics', 'GET', '/metrics'],
	['mymemory', 'GET', '/mymemory/get?q=The+port+is+open.&langpair=en|fr'],
	['deepl', 'POST', '/deepl/v2/translate', '{"text":["The port is open."],"target_lang":"FR"}', 'application/json'],
	['edit-unit', 'PUT', '/api/v1/units/3', '{"target":"Le port est ouvert (%d).","who":"sweep"}', 'application/json', 'edit'],
	['add-unit', 'POST', '/api/v1/units', '{"source":"Number %d is new.","target":"Le numéro %d est neuf.","source_lang":"en","target_lang":"fr"}', 'application/json', 'add'],
);
@routes = grep { my $r = $_; grep { $r->[0] eq $_ } @ARGV } @routes if @ARGV;

my ($server, $port);

sub set_control {
	my ($from, $record) = @_;
	open my $file, '+<:raw', $control or die;
	syswrite $file, pack('Q5', $from, $from, $record, 0, 0);
}
sub get_control {
	open my $file, '<:raw', $control or die;
	sysread $file, my $head, 40;
	my @head = unpack 'Q5', $head;
	my @stacks;
	if ($head[2]) {
		sysread $file, my $all, 8 * $head[3];
		@stacks = unpack 'Q*', $all;
	}
	return ($head[3], $head[4], @stacks);
}

sub start_server {
	set_control(0, 0);
	unlink "$work/ready";
	$server = fork // die;
	if (!$server) {
		chdir $work;
		$ENV{SWEEP_CONTROL} = $control;
		$ENV{LD_PRELOAD} = "$build/sweep/fail_alloc.so:$build/sweep/fixed_clock.so";
		open STDIN, '<', '/dev/null';
		open STDOUT, '>', 'ready';
		open STDERR, '>', 'log';
		exec $entente, qw(serve -m m.entente --quiet --listen 127.0.0.1:0);
	}
	for (1 .. 200) {
		($port) = (slurp("$work/ready") // '') =~ m{http://[^:]*:(\d+)} and last;
		select undef, undef, undef, .05;
	}
	die "the server does not start: " . slurp("$work/log") unless $port;
}

# (status, body); status 0 when the connection was lost, -1 when there is no answer.
sub request {
	my ($route, $n) = @_;
	my ($name, $method, $path, $body, $type) = @$route;
	$body = defined $body ? $body =~ s/%d/$n/gr : '';
	my $socket = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $port, Timeout => 5) or return (0, '');
	my $text = "$method $path HTTP/1.1\r\nHost: 127.0.0.1:$port\r\nConnection: close\r\n";
	$text .= "Content-Type: $type\r\nContent-Length: " . length($body) . "\r\n" if $type;
	my $answer = '';
	local $SIG{PIPE} = 'IGNORE';
	my $ended = eval {
		local $SIG{ALRM} = sub { die "late\n" };
		alarm 10;
		print $socket "$text\r\n$body";
		$socket->flush;
		while (sysread $socket, my $part, 65536) { $answer .= $part }
		alarm 0;
		1;
	};
	alarm 0;
	return (-1, '') unless $ended;
	return (0, '') unless $answer =~ m{^HTTP/1.1 (\d+)};
	my $status = $1;
	return (0, '') if $answer =~ /^Transfer-Encoding: chunked/mi && $answer !~ /\r\n0\r\n\r\n$/;
	my $chunked = $answer =~ /^Transfer-Encoding: chunked/mi;
	$answer =~ s/^.*?\r\n\r\n//s;
	if ($chunked) {
		my ($rest, $whole) = ($answer, '');
		while ($rest =~ s/^([0-9A-Fa-f]+)\r\n//) {
			$whole .= substr $rest, 0, hex $1;
			$rest = substr $rest, hex($1) + 2;
		}
		$answer = $whole;
	}
	# what differs from one answer to the next: times, and counts of requests
	$answer =~ s/"(milliseconds|seconds|time|ms)":[\d.e-]+/"$1":0/g;
	$answer = '' if $name eq 'metrics';
	return ($status, $answer);
}

sub stored {
	my $sql = shift;
	my $out = `sqlite3 '$work/m.entente' "$sql"`;
	chomp $out;
	return $out;
}

my ($tried, $faults, $lost, $known, $try) = (0, 0, 0, 0, 0);
my $began = time;
for my $route (@routes) {
	my ($name, $stores) = ($route->[0], $route->[5] // '');
	unlink glob "$work/*";
	system 'cp', "$top/in/good.entente", "$work/m.entente";
	start_server();
	my @usual;
	@usual = request($route, ++$try) for 1 .. 3;
	die "$name: answers $usual[0]: $usual[1]\n" if $usual[0] != 200 && $usual[0] != 201;
	set_control(0, $stacks);
	request($route, ++$try);
	my ($count, undef, @stack) = get_control();
	my %seen;
	my @numbers = $count > 200 ? grep { !$seen{$stack[$_ - 1] // 0}++ } 1 .. $count : 1 .. $count;
	my %groups;
	for my $n (@numbers) {
		my @fault;
		set_control($n, $ENV{SWEEP_VERBOSE} ? 1 : 0);
		my ($status, $body) = request($route, ++$try);
		my (undef, $failed) = get_control();
		set_control(0, 0);
		my $crash = !$ENV{SWEEP_VERBOSE} && slurp("$work/log") =~ /fail_alloc\.so\(/;
		if ($crash) {
			waitpid $server, 0;
			my $log = slurp("$work/log");
			if (known_crash($log)) { $known++ }
			else { push @fault, 'the server died: ' . crash_place($log) }
			start_server();
		} elsif ($status == -1) {
			push @fault, 'no answer';
		} elsif (!$status) {
			$lost++;
		} elsif ($status < 300) {
			push @fault, "another answer: $body" if !$stores && $body ne $usual[1] && $body !~ /"responseStatus":5/;
		} elsif ($status < 500) {
			push @fault, "status $status: $body";
		} else {
			push @fault, "status $status with a body that is not an error" unless $name eq 'metrics' || $body =~ /"(error|message|detail|responseDetails)"|memory/;
		}
		if ($stores eq 'add' && $status > 0) {
			my $is = stored("SELECT count(*) FROM unit u JOIN text t ON t.id = u.source WHERE t.text = 'Number $try is new.'");
			push @fault, "status $status, but $is units were stored ($body)" if $status < 300 && !$is;
			print stored("SELECT text FROM text ORDER BY id DESC LIMIT 2"), " for $try\n" if $ENV{SWEEP_VERBOSE} && @fault;
		} elsif ($stores eq 'edit' && $status > 0) {
			my $is = stored("SELECT count(*) FROM unit u JOIN text t ON t.id = u.target WHERE t.text = 'Le port est ouvert ($try).'");
			push @fault, "status $status, but $is units were changed" if $status < 300 && !$is;
		}
		my @next = request($route, ++$try);
		push @fault, "the next request: status $next[0] $next[1]" if $next[0] != $usual[0] || (!$stores && $next[1] ne $usual[1]);
		print "$n: $fault[0] ", crash_place(slurp("$work/log") // ''), "\n" if $ENV{SWEEP_VERBOSE} && @fault;
		push @{$groups{substr $_, 0, 300}}, $n for @fault;
		$faults++ if @fault;
		$tried++;
	}
	kill 'TERM', $server;
	waitpid $server, 0;
	system "sqlite3 $work/m.entente \"SELECT * FROM text ORDER BY id DESC LIMIT 4\"" if $ENV{SWEEP_VERBOSE};
	my $check = `$entente check -m '$work/m.entente' 2>&1`;
	push @{$groups{"check: $check"}}, 0 and $faults++ if $?;
	printf "%-18s %6d allocations, %6d tried, %d faults\n", $name, $count, scalar @numbers, scalar map { @$_ } values %groups;
	printf "    %d times, first at %d: %s\n", scalar @{$groups{$_}}, $groups{$_}[0], $_ for sort keys %groups;
}
printf "check-oom, server: %d failing allocations in %d routes: %d faults, %d known crashes in libraries, %d lost connections, %d s\n",
	$tried, scalar @routes, $faults, $known, $lost, time - $began;
exit($faults ? 1 : 0);
