# SPDX-License-Identifier: Apache-2.0
# Sweep.pm - what the sweeps of the memory share: commands with their inputs, a run of
# one of them, and the state of what it leaves.
#
# A command is run in a folder of its own, with a fixed date, so that two runs that were
# not disturbed leave the same rows.  The state of a memory is its logical dump: all rows
# of all tables as SQL.
package Sweep;
use strict;
use warnings;
use Cwd qw(abs_path);
use Digest::MD5 qw(md5);
use Exporter 'import';
use File::Basename qw(dirname);
use File::Copy qw(copy);
use File::Path qw(make_path remove_tree);
use File::Temp qw(tempdir);
use IO::Handle;
use POSIX qw(:sys_wait_h);

our @EXPORT = qw($root $build $entente @makes_empty commands make_inputs prepare run_command
	memory_state state_name outputs slurp spew in_parallel crash_place known_crash unexpected_files work_folder whole_run target);

our $root = abs_path(dirname(__FILE__) . '/../..');
our $build = abs_path($ENV{BUILD} // "$root/build");
our $entente = "$build/entente";
our $ask = "$build/sweep/ask"; # a request to the server, as a process
my $timeout = $ENV{SWEEP_TIMEOUT} // 60; # on a busy machine

sub slurp {
	my $path = shift;
	open(my $in, '<:raw', $path) or return undef;
	local $/;
	my $text = <$in>;
	return $text // '';
}

sub spew {
	my ($path, $text) = @_;
	open(my $out, '>:raw', $path) or die "$path: $!\n";
	print $out $text;
	close $out or die "$path: $!\n";
}

# A folder in memory where there is one: a sweep writes a small file a thousand times.
sub work_folder {
	return tempdir('entente-sweep-XXXXXX', DIR => -w '/dev/shm' ? '/dev/shm' : '/tmp', CLEANUP => 1);
}

# ---- inputs ---------------------------------------------------------------------------

my $html = '<html lang="%s"><head><title>%s</title></head><body><h1>%s</h1><p>%s <b>%s</b></p><ul><li>%s</li></ul></body></html>';
my %words = (
	en => ['Water', 'The Council met on 2 May 2024.', 'It adopted twelve measures.', 'Dr. Smith paid 1,200 euros.', 'No vote was held.'],
	fr => ['Eau', 'Le Conseil s’est réuni le 2 mai 2024.', 'Il a adopté douze mesures.', 'M. Smith a payé 1 200 euros.', 'Aucun vote n’a eu lieu.'],
);

sub page {
	my ($lang, @extra) = @_;
	my @w = @{$words{$lang}};
	return sprintf($html, $lang, $w[0], $w[0], "$w[1] @extra", $w[2], $w[3]);
}

sub tmx {
	my @pairs = @_;
	my $units = join '', map { "<tu tuid=\"$_->[0]\"><prop type=\"x\">p</prop><tuv xml:lang=\"en\"><seg>$_->[1]</seg></tuv><tuv xml:lang=\"fr\"><seg>$_->[2]</seg></tuv></tu>\n" } @pairs;
	return "<?xml version=\"1.0\"?>\n<tmx version=\"1.4\"><header srclang=\"en\" adminlang=\"en\" datatype=\"plaintext\" segtype=\"sentence\" creationtool=\"t\" creationtoolversion=\"1\" o-tmf=\"t\"/><body>\n$units</body></tmx>\n";
}

sub quiet {
	my ($folder, @command) = @_;
	my $pid = fork // die "fork: $!\n";
	if (!$pid) {
		chdir $folder or die;
		open STDIN, '<', '/dev/null';
		open STDOUT, '>', 'setup.out';
		open STDERR, '>&STDOUT';
		clean_environment();
		exec @command;
		die "@command: $!\n";
	}
	waitpid $pid, 0;
	die "@command: exit $?:\n" . slurp("$folder/setup.out") if $?;
	unlink "$folder/setup.out";
}

sub clean_environment {
	%ENV = (PATH => $ENV{PATH}, LC_ALL => 'C.UTF-8', USER => 'sweep', HOME => '/nowhere', MALLOC_CHECK_ => 3,
		map { $_ => $ENV{$_} } grep { exists $ENV{$_} && /^(SWEEP|ASAN|UBSAN|TSAN|LSAN)/ } keys %ENV);
	$ENV{LD_PRELOAD} = "$build/sweep/fixed_clock.so" unless $ENV{SWEEP_CLOCK};
}

# A copy of a memory in which the first page of a table has other bytes.
sub spoil {
	my ($from, $to, $table) = @_;
	my ($size, $page) = `sqlite3 '$from' "PRAGMA page_size; SELECT rootpage FROM sqlite_schema WHERE name='$table'"` =~ /(\d+)/g;
	my $bytes = slurp($from);
	substr($bytes, ($page - 1) * $size, $size) = 'x' x $size;
	spew($to, $bytes);
}

# Fills a folder with the inputs of all commands: $folder/in.
sub make_inputs {
	my $folder = shift;
	my $in = "$folder/in";
	make_path("$in/docs", "$in/newer");
	for my $lang (qw(en fr)) {
		spew("$in/page.$lang.html", page($lang));
		spew("$in/docs/page.$lang.html", page($lang));
		spew("$in/newer/page.$lang.html", page($lang, $words{$lang}[4]));
		spew("$in/page.$lang.xml", "<?xml version=\"1.0\"?><doc xml:lang=\"$lang\"><title>$words{$lang}[0]</title><p>$words{$lang}[1] &#233; $words{$lang}[2]</p></doc>");
		spew("$in/note.$lang.txt", join("\n\n", @{$words{$lang}}) . "\n");
		spew("$in/note.$lang.md", "# $words{$lang}[0]\n\n$words{$lang}[1]\n\n- *$words{$lang}[2]*\n");
	}
	spew("$in/units.tmx", tmx(['a', 'The port is open.', 'Le port est ouvert.'], ['b', 'The <bpt i="1">&lt;b></bpt>quay<ept i="1">&lt;/b></ept> is closed.', 'Le <bpt i="1">&lt;b></bpt>quai<ept i="1">&lt;/b></ept> est fermé.']));
	spew("$in/later.tmx", tmx(['a', 'The port is open.', 'Le port est ouvert à tous.'], ['c', 'The pier is new.', 'La jetée est neuve.']));
	spew("$in/units.tsv", "One.\tUn.\tx\nTwo boats.\tDeux bateaux.\tx\n");
	spew("$in/again.tsv", "Two ships.\tDeux navires.\ty\n");
	spew("$in/empty.tsv", '');
	copy("$root/tests/fuzz/corpus/units/$_", "$in/$_") for qw(one.xlf two.xlf a.tbx a.po table.docx two.zip opus.xml multiterm.xml quotes.csv);
	quiet($in, $entente, qw(import -m good.entente --from en --to fr units.tsv units.tmx));
	quiet($in, $entente, qw(batch -m good.entente --no-learning --jobs 1 docs));
	quiet($in, $entente, qw(edit -m good.entente 2 --target), 'Deux petits bateaux.');
	quiet($in, $entente, qw(delete -m good.entente --unit 1));
	quiet($in, $entente, qw(import -m good.entente --from en --to fr again.tsv));
	quiet($in, $entente, qw(import -m other.entente --from en --to fr later.tmx));
	quiet($in, $entente, qw(batch -m other.entente --no-learning --jobs 1 newer));
	spoil("$in/good.entente", "$in/spoilt.entente", 'posting');
	my $golden = "$root/tests/golden/memory-4.entente.xz";
	quiet($in, 'sh', '-c', "xz -dc '$golden' > older.entente");
	quiet($in, $entente, qw(reuse -m good.entente --from en --to fr --format docx -o work.docx page.en.html));
	quiet($in, 'sh', '-c', "'$entente' review -m good.entente --below 1 --limit 1 | sed 's/^verdict:.*/verdict: reject/' > verdicts.txt");
	spew("$in/edits.jsonl", "{\"unit\":3,\"target\":\"Le port est très ouvert.\"}\n{\"unit\":4,\"source\":\"The quay is shut.\"}\n");
	spew("$in/mcp.jsonl", join("\n",
		'{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}',
		'{"jsonrpc":"2.0","method":"notifications/initialized"}',
		'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"lookup","arguments":{"text":"The port is open.","from":"en","to":"fr"}}}',
		'{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"concordance","arguments":{"phrase":"port"}}}',
		'{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"reuse","arguments":{"text":"The port is open. It is not.","from":"en","to":"fr"}}}',
		'{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"add","arguments":{"source":"A new unit.","target":"Une nouvelle unité.","from":"en","to":"fr"}}}',
		'') );
}

# ---- commands -------------------------------------------------------------------------

# name => [words of the command; @in is the folder of inputs], and:
#   memory: the input that becomes m.entente    stdin: the input that is read
#   out:    files that it writes                writes: whether it changes m.entente
#   as:     the name of its memory              copy:   the memory that it makes
#   program: what is run instead of entente; an answer may be lost after the change is stored
#   steps:  it has several transactions         midway: what leads to the state between
#   finds:  the exit code of a run that is not disturbed, if it is not 0
#   answers: it reports errors in its output    may_leave: its files may stay after an error
my @commands = (
	['read-html', [qw(read @in/page.en.html)]],
	['read-xml', [qw(read --json @in/page.en.xml)]],
	['read-text', [qw(read @in/note.fr.txt)]],
	['read-markdown', [qw(read @in/note.en.md)]],
	['read-docx', [qw(read @in/work.docx)]],
	['units-tmx', [qw(units @in/units.tmx)]],
	['units-xliff', [qw(units @in/two.xlf)]],
	['units-zip', [qw(units @in/two.zip)]],
	['units-docx', [qw(units @in/table.docx)]],
	['units-csv', [qw(units --from en --to fr @in/quotes.csv)]],
	['segment', [qw(segment @in/note.en.txt)]],
	['align-html', [qw(align @in/page.en.html @in/page.fr.html)]],
	['align-xml', [qw(align --format tmx @in/page.en.xml @in/page.fr.xml)]],
	['align-text', [qw(align --format jsonl @in/note.en.txt @in/note.fr.txt)]],
	['batch-new', [qw(batch -m m.entente --no-learning --jobs 1 @in/docs)], writes => 1],
	['batch-newer', [qw(batch -m m.entente --no-learning --jobs 1 @in/newer)], memory => 'good', writes => 1],
	['batch-threads', [qw(batch -m m.entente --no-learning --jobs 2 @in/newer)], memory => 'good', writes => 1],
	['import-new', [qw(import -m m.entente @in/units.tmx)], writes => 1],
	['import-tmx', [qw(import -m m.entente @in/later.tmx)], memory => 'good', writes => 1],
	['import-update', [qw(import -m m.entente --update @in/later.tmx)], memory => 'good', writes => 1],
	['import-xliff', [qw(import -m m.entente --report r.txt @in/one.xlf)], memory => 'good', writes => 1, out => ['r.txt'], may_leave => 1],
	['import-tbx', [qw(import -m m.entente @in/a.tbx)], memory => 'good', writes => 1],
	['import-docx', [qw(import -m m.entente --from en --to fr @in/table.docx)], memory => 'good', writes => 1],
	['units-po', [qw(units @in/a.po)]],
	['units-multiterm', [qw(units @in/multiterm.xml)]],
	['lookup', [qw(lookup -m m.entente --from en --to fr), 'The port is closed on 3 May 2024.', '--min-score', '40'], memory => 'good'],
	['lookup-markup', [qw(lookup -m m.entente --json --markup --from en --to fr), 'The <bpt i="1">b</bpt>quay<ept i="1">b</ept> is closed.'], memory => 'good'],
	['lookup-fragments', [qw(lookup -m m.entente --fragments --from en --to fr), 'Nobody says that it adopted twelve measures yesterday evening.'], memory => 'good'],
	['concord', [qw(concord -m m.entente port)], memory => 'good'],
	['concord-inflected', [qw(concord -m m.entente --json --lang en --inflected measure)], memory => 'good'],
	['concord-group', [qw(concord -m m.entente --group), 'm*'], memory => 'good'],
	['review', [qw(review -m m.entente --below 1)], memory => 'good'],
	['review-html', [qw(review -m m.entente --below 1 --format html)], memory => 'good'],
	['review-apply', [qw(review -m m.entente --apply @in/verdicts.txt)], memory => 'good', writes => 1],
	['review-realign', [qw(review -m m.entente --realign)], memory => 'good', writes => 1],
	['export', [qw(export -m m.entente)], memory => 'good'],
	['export-xliff', [qw(export -m m.entente --format xliff2 -o o.xlf)], memory => 'good', out => ['o.xlf']],
	['pretranslate', [qw(pretranslate -m m.entente -o o.xlf @in/one.xlf)], memory => 'good', out => ['o.xlf']],
	['merge-new', [qw(merge -m m.entente @in/other.entente)], writes => 1],
	['merge', [qw(merge -m m.entente @in/other.entente)], memory => 'good', writes => 1],
	['delete', [qw(delete -m m.entente --document *page*)], memory => 'good', writes => 1],
	['delete-purge', [qw(delete -m m.entente --unit 3 --purge)], memory => 'good', writes => 1, steps => 1],
	['delete-import', [qw(delete -m m.entente --import 2)], memory => 'good', writes => 1],
	['edit', [qw(edit -m m.entente 3 --target Ouvert.)], memory => 'good', writes => 1],
	['edit-stdin', [qw(edit -m m.entente --stdin)], memory => 'good', writes => 1, stdin => 'edits.jsonl'],
	['history', [qw(history -m m.entente --json)], memory => 'good'],
	['undo', [qw(history -m m.entente --undo 1)], memory => 'good', writes => 1],
	['clean', [qw(clean -m m.entente --apply)], memory => 'good', writes => 1],
	['dedupe', [qw(dedupe -m m.entente)], memory => 'good', writes => 1],
	['compact', [qw(compact -m m.entente)], memory => 'good', writes => 1, steps => 1],
	['upgrade', [qw(import -m m.entente --from en --to fr @in/units.tsv)], memory => 'older', writes => 1, steps => 1, midway => [qw(import -m m.entente --from en --to fr @in/empty.tsv)]],
	['backup', [qw(backup -m m.entente b.entente)], memory => 'good', copy => 'b.entente'],
	['restore', [qw(backup -m b.entente m.entente)], memory => 'good', as => 'b.entente', writes => 1],
	['stats', [qw(stats -m m.entente --json)], memory => 'good'],
	['check', [qw(check -m m.entente)], memory => 'good'],
	['check-repair', [qw(check -m m.entente --repair)], memory => 'good', writes => 1],
	['check-repair-pages', [qw(check -m m.entente --repair)], memory => 'spoilt', writes => 1, finds => 1],
	['check-quality', [qw(check -m m.entente --quality)], memory => 'good'],
	['check-pair', [qw(check -m m.entente --pair @in/units.tmx)], memory => 'good'],
	['reuse', [qw(reuse -m m.entente --from en --to fr @in/page.en.html)], memory => 'good'],
	['reuse-docx', [qw(reuse -m m.entente --from en --to fr --format docx -o o.docx @in/note.en.txt)], memory => 'good', out => ['o.docx']],
	['reuse-html', [qw(reuse -m m.entente --from en --to fr --format html @in/note.en.txt)], memory => 'good'],
	['mcp', [qw(mcp -m m.entente)], memory => 'good', stdin => 'mcp.jsonl', answers => 1],
	['serve-lookup', ['GET /api/v1/lookup?q=The+port+is+closed&from=en&to=fr&min_score=40'], memory => 'good', program => $ask],
	['serve-export', ['GET /api/v1/export?format=tmx'], memory => 'good', program => $ask],
	['serve-reuse', ['POST /api/v1/reuse?name=note.txt&format=json&from=en&to=fr @../in/note.en.txt'], memory => 'good', program => $ask],
	['serve-add', ['POST /api/v1/units {"source":"A new unit.","target":"Une nouvelle unité.","source_lang":"en","target_lang":"fr"}'], memory => 'good', program => $ask, writes => 1, steps => 1],
	['serve-edit', ['PUT /api/v1/units/3 {"target":"Ouvert.","who":"me"}'], memory => 'good', program => $ask, writes => 1, steps => 1],
	['serve-delete', ['DELETE /api/v1/units/3'], memory => 'good', program => $ask, writes => 1, steps => 1],
	['serve-undo', ['POST /api/v1/imports/1/undo'], memory => 'good', program => $ask, writes => 1, steps => 1],
	['mcp-write', [qw(mcp -m m.entente --write)], memory => 'good', stdin => 'mcp.jsonl', writes => 1, answers => 1],
);

# The commands that this program has and that the words given (or all) choose.
sub commands {
	my @wanted = @_;
	my %has = map { $_ => 1 } split ' ', `$entente help --names`;
	my @all = map { my ($name, $words, %more) = @$_; { name => $name, words => $words, %more } } @commands;
	@all = grep { $_->{program} || $has{$_->{words}[0]} } @all;
	return @all unless @wanted;
	my @chosen;
	for my $glob (@wanted) {
		(my $regex = quotemeta $glob) =~ s/\\\*/.*/g;
		my @these = grep { $_->{name} =~ /^$regex$/ } @all;
		die "there is no command '$glob'\n" unless @these;
		push @chosen, @these;
	}
	return @chosen;
}

# What makes a memory without units: nobody asks this server for anything.
our @makes_empty = qw(mcp -m m.entente --write);

# Puts the memory of a command into its folder, and removes what an earlier run left.
sub prepare {
	my ($command, $inputs, $work) = @_;
	opendir(my $dir, $work) or die "$work: $!\n";
	unlink map { "$work/$_" } grep { !/^\.\.?$/ } readdir $dir;
	my $as = $command->{as} // 'm.entente';
	copy("$inputs/$command->{memory}.entente", "$work/$as") or die "copy: $!\n" if $command->{memory};
}

# Runs a command: (exit code or -signal, or 'time', standard output, standard error).
# %$more: preload => libraries, env => {...}, prefix => [...], kill_after => seconds,
# seconds => how long it may take.
sub run_command {
	my ($command, $inputs, $work, $more) = @_;
	my @words = map { my $w = $_; $w =~ s/^\@in\b/$inputs/; $w } @{$command->{words}};
	my $stdin = $command->{stdin} ? "$inputs/$command->{stdin}" : '/dev/null';
	my $pid = fork // die "fork: $!\n";
	if (!$pid) {
		chdir $work or die "$work: $!\n";
		clean_environment();
		$ENV{LD_PRELOAD} = join ':', grep { $_ } $more->{preload}, $ENV{LD_PRELOAD};
		$ENV{$_} = $more->{env}{$_} for keys %{$more->{env} // {}};
		open STDIN, '<', $stdin or die "$stdin: $!\n";
		open STDOUT, '>', '.out';
		open STDERR, '>', '.err';
		exec @{$more->{prefix} // []}, $more->{program} // $command->{program} // $entente, @words;
		die "$entente: $!\n";
	}
	if (defined $more->{kill_after}) {
		select undef, undef, undef, $more->{kill_after};
		kill 'KILL', $pid;
	}
	my $late = 0;
	local $SIG{ALRM} = sub { # first so that a crash is reported
		kill $late++ ? 'KILL' : 'ABRT', $pid;
		alarm 2;
	};
	alarm($more->{seconds} // $timeout);
	1 while waitpid($pid, 0) < 0 && $!{EINTR};
	alarm 0;
	my $status = $?;
	my $code = $late ? 'time' : $status & 127 ? -($status & 127) : $status >> 8;
	return ($code, slurp("$work/.out"), slurp("$work/.err"));
}

# ---- states ---------------------------------------------------------------------------

# The rows of a memory as text; 'absent' for none, 'damaged: REASON' for what SQLite
# cannot read.  Reading applies a journal, as the next run would; without one, equal files
# have the same state, so that most runs that change nothing need no dump.
my %state_of_bytes;
sub memory_state {
	my ($path, $work) = @_;
	return 'absent' unless -e $path;
	return dumped_state($path, $work) if grep { -e "$path-$_" } qw(wal journal shm);
	my $key = md5(slurp($path)) . ($work // '');
	$state_of_bytes{$key} //= dumped_state($path, $work);
	return $state_of_bytes{$key};
}

sub dumped_state {
	my ($path, $work) = @_;
	my $dump = `sqlite3 '$path' 'PRAGMA integrity_check; PRAGMA user_version; PRAGMA application_id' .dump 2>&1`;
	return "damaged: " . substr($dump, 0, 200) if $? || $dump !~ /^ok\n/;
	# a mark of version 6: it is being filled; the next writer takes it away
	$dump =~ s/^(ok\n)(\d+)/$1 . ($2 & 0xffff)/e;
	# where the memory is, which a batch stores before the first pair
	$dump =~ s/^INSERT INTO setting VALUES\('root.*\n//mg;
	$dump =~ s/\Q$work\E/WORK/g if $work;
	return $dump;
}

# The name of a state in %$states (name => state), or undef.
sub state_name {
	my ($state, $states) = @_;
	for my $name ('before', sort keys %$states) {
		return $name if defined $states->{$name} && $states->{$name} eq $state;
	}
	return undef;
}

# The files that a command wrote, with their contents.
sub outputs {
	my ($command, $work) = @_;
	return { map { $_ => slurp("$work/$_") } @{$command->{out} // []} };
}

# The memory that a command writes.
sub target { return $_[0]->{copy} // 'm.entente' }

# A run that is not disturbed: code, out, err, files, bytes of the memory before, and the
# states that the memory may have: before, after, empty (made, nothing in it), midway.
sub whole_run {
	my ($command, $inputs, $work) = @_;
	my $path = "$work/" . target($command);
	my %whole;
	my $state = sub {
		my ($name, @words) = @_;
		prepare($command, $inputs, $work);
		run_command({ words => \@words }, $inputs, $work, {}) if @words;
		$whole{states}{$name} = memory_state($path, $work);
		die "$command->{name}: no memory '$name'\n" if @words && $whole{states}{$name} eq 'absent';
	};
	$state->('before');
	$whole{bytes} = slurp($path);
	$state->('empty', @makes_empty) unless $command->{memory};
	$state->('midway', @{$command->{midway}}) if $command->{midway};
	prepare($command, $inputs, $work);
	@whole{qw(code out err)} = run_command($command, $inputs, $work, {});
	$whole{files} = outputs($command, $work);
	$whole{states}{after} = memory_state($path, $work);
	return \%whole;
}

# Files in the folder that nobody asked for.
sub unexpected_files {
	my ($command, $work) = @_;
	my %expected = map { $_ => 1 } '.', '..', '.out', '.err', @{$command->{out} // []};
	opendir(my $dir, $work) or die;
	return grep { !$expected{$_} && !/^[mb]\.entente$/ } sort readdir $dir;
}

# ---- crashes ----------------------------------------------------------------------------

my @known = map { [split ' ', $_, 3] } grep { !/^\s*(#|$)/ } split /\n/, slurp(dirname(__FILE__) . '/oom.known');

# A crash that is known: its line in the list.
sub known_crash {
	my $place = crash_place(shift);
	for my $k (@known) {
		my ($library, $function) = @$k;
		return $k if $place =~ /^\Q$library\E:/ && $place =~ /\b\Q$function\E\b/;
	}
	return undef;
}

# Where a crash was: functions, the innermost first.
sub crash_place {
	my @frames;
	for (grep { /\[0x/ } split /\n/, shift) {
		my ($file, $function, $offset) = m{([^/]+)\(([^)+]*)(\+0x[0-9a-f]+)?\)} or next;
		next if $file =~ /^(libc\.so|fail_alloc)/;
		($function) = `addr2line -f -e '$entente' $offset` =~ /(.*)/ if $file eq 'entente' && $function eq '' && $offset;
		push @frames, $file eq 'entente' ? $function : "$file:" . ($function || $offset // '');
	}
	return join ' < ', @frames;
}

# ---- work -----------------------------------------------------------------------------

# Calls $do->($item, $worker) for each item in $jobs processes; returns what it returned,
# in the order of the items.  Results are lines.  $seen->($result) is called with each as
# it comes; without it, a line says every half minute how many have come.
sub in_parallel {
	my ($jobs, $items, $do, $seen) = @_;
	my (%workers, @results);
	$workers{$_->[0]} = $_ for map { start_worker($_, $jobs, $items, $do) } 0 .. $jobs - 1;
	my ($come, $printed) = (0, time);
	while (%workers) {
		my $ready = '';
		vec($ready, fileno $_->[0], 1) = 1 for values %workers;
		select $ready, undef, undef, undef;
		for my $worker (grep { vec $ready, fileno $_->[0], 1 } values %workers) {
			my ($read, $pid) = @$worker;
			if (sysread $read, $worker->[2], 65536, length $worker->[2]) {
				while ($worker->[2] =~ s/^(\d+)\t(.*)\n//) {
					$results[$1] = $2;
					$come++;
					$seen->($results[$1]) if $seen;
				}
				next;
			}
			delete $workers{$read};
			waitpid $pid, 0;
			die "a worker of the sweep died\n" if $?;
		}
		next if $seen || time - $printed < 30;
		$printed = time;
		printf "    %d of %d\n", $come, scalar @$items;
	}
	return @results;
}

# A process that works on every $jobs-th item: [the pipe of its results, its id, what was
# read of a line].
sub start_worker {
	my ($worker, $jobs, $items, $do) = @_;
	pipe(my $read, my $write) or die "pipe: $!\n";
	my $pid = fork // die "fork: $!\n";
	return [$read, $pid, ''] if $pid;
	close $read;
	$write->autoflush(1);
	for (my $k = $worker; $k < @$items; $k += $jobs) {
		my $line = $do->($items->[$k], $worker) // '';
		$line =~ s/\n/\\n/g;
		print $write "$k\t$line\n";
	}
	close $write;
	POSIX::_exit(0);
}

1;
