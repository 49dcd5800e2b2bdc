#!/usr/bin/perl
# SPDX-License-Identifier: Apache-2.0
# model.pl - random months over a tree of releases, compared with a model after each day.
# usage: model.pl [--seeds FIRST-LAST] [--days N] [--verbose] [--keep]
#
# Each day a few things happen to releases in up to three languages: new, late, corrected,
# reverted, renamed, moved, moved and corrected in one step, with another extension,
# re-issued as a revision, withdrawn, copied, touched, another text put in the place of the
# French by mistake and put right again, a sentence rejected; the folder is typed in
# different ways, a batch is killed, a batch watches the folder while files are written in
# two halves, the memory is merged with itself and with that of a colleague, who runs
# batches and decides too, the memory is aligned again.  The model is what a person would
# expect: the figure that each release answers with, in each language, and whether its
# rejected sentence is offered.  It asks the program through the command line only.
# Prints a line a seed; a seed that fails names the first day that is wrong, with all that
# happened until then, and the exit code is 1.
use strict;
use IO::Handle;
use warnings;
use Cwd qw(getcwd abs_path);
use File::Path qw(make_path remove_tree);
use File::Temp qw(tempdir);

my ($first, $last, $days, $verbose, $keep) = (1, 5, 10, 0, 0);
while (@ARGV) {
	my $option = shift;
	if ($option eq '--seeds') { ($first, $last) = split /-/, shift; $last //= $first }
	elsif ($option eq '--days') { $days = shift }
	elsif ($option eq '--verbose') { $verbose = 1 }
	elsif ($option eq '--keep') { $keep = 1 } # the folder of a seed that fails stays
	else { die "model.pl: unknown option '$option'\n" }
}
my $entente = $ENV{BUILD} ? "$ENV{BUILD}/entente" : 'entente';

# A generator of its own: the same months everywhere.
my $state;
sub draw { my $n = shift; $state = ($state * 1103515245 + 12345) % 2147483648; return int($state / 65536) % $n }
sub pick { return $_[draw(scalar @_)] }

my %text = (
	en => "Ferry reopens\n\nLindholm, 2 May %2\$d\n\nThe ferry between Lindholm and Aarsund reopens after five months.\n\nIt will carry %1\$d passengers a day, the director of the harbour office said.\n\nTickets are sold at the old pier and on board.\n\nThe works were paid for by the two towns and by the Sound Fund.\n",
	fr => "Le traversier reprend du service\n\nLindholm, le 2 mai %2\$d\n\nLe traversier entre Lindholm et Aarsund reprend du service après cinq mois.\n\nIl transportera %1\$d passagers par jour, a déclaré le directeur du bureau du port.\n\nLes billets sont vendus à l’ancien quai et à bord.\n\nLes travaux ont été financés par les deux villes et par le Fonds du détroit.\n",
	es => "El transbordador vuelve al servicio\n\nLindholm, 2 de mayo de %2\$d\n\nEl transbordador entre Lindholm y Aarsund vuelve al servicio después de cinco meses.\n\nTransportará %1\$d pasajeros al día, dijo el director de la oficina del puerto.\n\nLos billetes se venden en el antiguo muelle y a bordo.\n\nLas obras fueron pagadas por las dos ciudades y por el Fondo del Estrecho.\n",
);

# A text that translates none of the others.
my $other = "Recette de la tarte aux pommes\n\nÉplucher les pommes et les couper en quartiers.\n\nÉtaler la pâte dans un moule beurré.\n\nSaupoudrer de sucre et de cannelle, puis cuire une demi-heure.\n\nLaisser tiédir avant de servir avec une boule de glace.\n\nOn peut remplacer les pommes par des poires.\n";
my $slowly = 0;

# ---- the tree -----------------------------------------------------------------------
# A release: stem (with its folder), figure, languages there, extension of the French,
# revision (its figure), rejected (languages), before (figures it had).
# year (of its date, which copies share), wrong (its French is another text).
# %gone: years and languages of releases with a rejected sentence that
# are not there any more; what is new with that year takes the decision over.
my (@releases, $counter, @log, %gone, %moved);

sub path {
	my ($r, $lang, $rev) = @_;
	my $extension = $lang eq 'fr' ? $r->{extension} : 'txt';
	return "$r->{stem}" . ($rev ? '_rev' : '') . ".$lang.$extension";
}
sub write_file {
	my ($path, $lang, $figure, $year, $wrong) = @_;
	(my $folder = $path) =~ s{/[^/]*$}{};
	make_path($folder);
	my $text = $wrong ? $other : sprintf($text{$lang}, $figure, $year);
	open(my $out, '>', $path) or die "$path: $!\n";
	if ($slowly) { # in two halves, as a slow copy
		print $out substr($text, 0, length($text) / 2);
		$out->flush;
		select(undef, undef, undef, .4);
		print $out substr($text, length($text) / 2);
	} else {
		print $out $text;
	}
	close $out;
}
sub write_release {
	my $r = shift;
	for my $lang (@{$r->{langs}}) {
		my $wrong = $r->{wrong} && $lang eq 'fr';
		write_file(path($r, $lang, 0), $lang, $r->{figure}, $r->{year}, $wrong);
		write_file(path($r, $lang, 1), $lang, $r->{revision}, $r->{year}, $wrong)
			if $r->{revision};
	}
}
sub remove_release {
	my $r = shift;
	for my $lang (@{$r->{langs}}) { unlink path($r, $lang, 0); unlink path($r, $lang, 1) }
}
sub move_release {
	my ($r, $change) = @_;
	my @old = map { my $l = $_; map { path($r, $l, $_) } 0, 1 } @{$r->{langs}};
	$change->($r);
	my @new = map { my $l = $_; map { path($r, $l, $_) } 0, 1 } @{$r->{langs}};
	for my $k (0 .. $#old) {
		next unless -e $old[$k] && $old[$k] ne $new[$k];
		(my $folder = $new[$k]) =~ s{/[^/]*$}{};
		make_path($folder);
		rename $old[$k], $new[$k] or die "$old[$k]: $!\n";
	}
}

# What was rejected of a release of its date that is gone is rejected of it too.
sub inherit {
	my ($r, @langs) = @_;
	$r->{rejected}{$_} ||= $gone{$r->{year}}{$_} for grep { $gone{$r->{year}}{$_} } @langs;
}

# ---- what happens --------------------------------------------------------------------
my %events = (
	new => sub {
		my $r = { stem => 'in/r' . ++$counter, figure => 100 + $counter, extension => 'txt',
			  year => 1900 + $counter, rejected => {}, langs => pick(['en', 'fr'], ['en', 'fr', 'es'], ['en'], ['en', 'es']) };
		push @releases, $r;
		write_release($r);
		return "new $r->{stem} @{$r->{langs}}";
	},
	late => sub {
		my $r = shift;
		my %has = map { $_ => 1 } @{$r->{langs}};
		my @missing = grep { !$has{$_} } 'fr', 'es';
		return unless @missing;
		my $lang = pick(@missing);
		push @{$r->{langs}}, $lang;
		inherit($r, $lang);
		write_release($r);
		return "late $r->{stem} $lang";
	},
	correct => sub {
		my $r = shift;
		push @{$r->{before}}, $r->{figure};
		$r->{figure} = 1000 + ++$counter;
		write_release($r);
		return "correct $r->{stem} $r->{figure}";
	},
	revert => sub {
		my $r = shift;
		return unless @{$r->{before} // []};
		my $old = $r->{figure};
		$r->{figure} = pop @{$r->{before}};
		write_release($r);
		return "revert $r->{stem} $r->{figure}";
	},
	rename => sub {
		my $r = shift;
		my $old = $r->{stem};
		move_release($r, sub { $r->{stem} =~ s{[^/]*$}{'n' . ++$counter}e });
		return "rename $old $r->{stem}";
	},
	move => sub {
		my $r = shift;
		my $old = $r->{stem};
		my $folder = pick('in', 'in/2024', 'in/2024/may');
		(my $base = $old) =~ s{.*/}{};
		return if "$folder/$base" eq $old;
		move_release($r, sub { $r->{stem} = "$folder/$base" });
		return "move $old $r->{stem}";
	},
	extension => sub {
		my $r = shift;
		# with another name and another text at once it is another counterpart
		return if $r->{wrong} || !grep { $_ eq 'fr' } @{$r->{langs}};
		move_release($r, sub { $r->{extension} = $r->{extension} eq 'txt' ? 'text' : 'txt' });
		return "extension $r->{stem} $r->{extension}";
	},
	revise => sub {
		my $r = shift;
		return if $r->{revision} || $r->{wrong};
		inherit($r, @{$r->{langs}});
		$r->{revision} = 2000 + ++$counter;
		write_release($r);
		return "revise $r->{stem} $r->{revision}";
	},
	unrevise => sub {
		my $r = shift;
		return unless $r->{revision};
		unlink path($r, $_, 1) for @{$r->{langs}};
		delete $r->{revision};
		return "withdraw the revision of $r->{stem}";
	},
	# Moved and corrected in one step.
	transfer => sub {
		my $r = shift;
		# of a release that moved and its copy it is not known which is which
		return if $r->{revision} || $r->{wrong} || 1 < grep { $_->{year} == $r->{year} } @releases;
		$moved{$r->{year}} = 1;
		my $old = $r->{stem};
		remove_release($r);
		$r->{stem} = pick('in', 'in/2024') . '/t' . ++$counter;
		push @{$r->{before}}, $r->{figure};
		$r->{figure} = 3000 + ++$counter;
		inherit($r, @{$r->{langs}});
		write_release($r);
		return "move and correct $old $r->{stem} $r->{figure}";
	},
	wrong => sub {
		my $r = shift;
		return if $r->{revision} || $r->{extension} ne 'txt' || !grep { $_ eq 'fr' } @{$r->{langs}};
		$r->{wrong} = !$r->{wrong};
		write_release($r);
		return ($r->{wrong} ? 'wrong' : 'right') . " French in $r->{stem}";
	},
	withdraw => sub {
		my $r = shift;
		$gone{$r->{year}}{$_} = 1 for keys %{$r->{rejected}};
		remove_release($r);
		@releases = grep { $_ != $r } @releases;
		return "withdraw $r->{stem}";
	},
	copy => sub {
		my $r = shift;
		return if $moved{$r->{year}};
		my $c = { %$r, stem => 'in/c' . ++$counter, langs => [@{$r->{langs}}], rejected => {}, before => [] };
		inherit($c, @{$c->{langs}});
		delete $c->{revision};
		push @releases, $c;
		write_release($c);
		return "copy $r->{stem} $c->{stem}";
	},
	touch => sub {
		my $r = shift;
		utime undef, undef, path($r, $_, 0) for @{$r->{langs}};
		return "touch $r->{stem}";
	},
	reject => sub { return reject($_[0], 'm.entente') },
);

sub reject {
	my ($r, $memory) = @_;
	my @langs = grep { $_ ne 'en' } @{$r->{langs}};
	return unless @langs;
	my $lang = pick(@langs);
	return if $r->{rejected}{$lang} || $r->{fresh} || ($r->{wrong} && $lang eq 'fr');
	my $document = path($r, 'en', $r->{revision});
	my ($pair) = grep { /^\@ \Q$document\E\t.*\ten\t$lang$/ }
		run("review -m $memory --below 1 --limit 0 --document '$document'");
	return unless $pair;
	open(my $out, '>', 'edit') or die;
	print $out "${pair}r 3 = 3\n";
	close $out;
	run("review -m $memory --apply edit");
	$r->{rejected}{$lang} = 1;
	return "reject the third sentence of $document in $lang";
}

sub run {
	my @lines = `$entente $_[0] 2>> err.log`;
	return @lines;
}

# A batch watches while one more thing happens, slowly.  What it stored, or why not.
sub watch {
	my %busy = map { $_ => 1 } @_;
	my $pid = fork // die;
	if (!$pid) {
		open(STDOUT, '>', '/dev/null'); open(STDERR, '>>', 'err.log');
		exec($entente, 'batch', '-m', 'm.entente', '--prune', '--watch', 'in') or die;
	}
	select(undef, undef, undef, .5);
	my @free = grep { !$busy{$_->{figure}} } @releases;
	$slowly = 1;
	my $what = @free && draw(2) ? $events{correct}->(my $r = pick(@free)) : $events{new}->();
	$slowly = 0;
	my ($wrong, $waited) = ('', 0);
	do {
		select(undef, undef, undef, .5);
		my ($want, $got) = (expected('fr'), observed('fr'));
		$wrong = $want eq $got ? '' : "watching: expected\n$want\ngot\n$got";
	} while ($wrong && ++$waited < 20);
	kill 'TERM', $pid;
	waitpid($pid, 0);
	push @log, "watch: $what";
	return $wrong;
}

sub batches {
	my $kill = draw(8) == 0;
	my $where = pick('in', 'in', './in', getcwd() . '/in', 'in//');
	system("timeout -s KILL 0.0" . (2 + draw(7)) . " $entente batch -m m.entente --prune $where > /dev/null 2>&1") if $kill;
	push @log, 'batch ' . ($kill ? 'killed, then ' : '') . $where;
	run("batch -m m.entente --prune $where");
	run("batch -m m.entente --prune --unsure --to es $where");
	if (draw(6) == 0) {
		push @log, 'merge with a copy of itself';
		system('cp m.entente other.entente');
		run('merge -m m.entente other.entente');
	}
	if (draw(6) == 0 && @releases) { # both decide, apart
		system('cp m.entente theirs.entente');
		my @said = map { reject(pick(@releases), $_) // () } 'theirs.entente', 'm.entente';
		push @log, 'merge with a colleague: ' . join('; ', @said);
		run('merge -m m.entente theirs.entente');
	}
	my %years = map { $_->{year} => 1 } @releases;
	# it saw the tree on other days: of equal documents it cannot know which moved
	if (draw(6) == 0 && keys %years == @releases) {
		push @log, 'merge with a memory that runs seldom';
		run("batch -m seldom.entente --prune $where");
		run("batch -m seldom.entente --prune --unsure --to es $where");
		run(draw(2) ? 'merge -m m.entente seldom.entente'
			    : 'merge -m seldom.entente m.entente; cp seldom.entente m.entente');
	}
	if (draw(6) == 0) {
		push @log, 'align again';
		run('review -m m.entente --realign');
	}
}

# ---- what is compared --------------------------------------------------------------------
sub expected {
	my $lang = shift;
	my @lines;
	for my $r (@releases) {
		next unless grep { $_ eq $lang } @{$r->{langs}};
		next if $lang eq 'fr' && $r->{wrong};
		my $figure = $r->{revision} // $r->{figure};
		my $offered = $r->{rejected}{$lang} ? 'without' : 'with';
		push @lines, path($r, 'en', $r->{revision}) . " $figure $offered";
	}
	return join("\n", sort @lines);
}
sub observed {
	my $lang = shift;
	my (%figure, %third);
	for (run("export -m m.entente --from en --to $lang --format tsv")) {
		my @f = split /\t/;
		push @{$figure{$f[3]}}, $1 if $f[0] =~ /^It will carry (\d+)/;
		$third{$f[3]} = 1 if $f[0] =~ /^The ferry/;
		$figure{$f[3]} //= [];
	}
	return join("\n", sort map { "$_ @{$figure{$_}} " . ($third{$_} ? 'with' : 'without') } keys %figure);
}
sub compare {
	for my $lang ('fr', 'es') {
		my ($want, $got) = (expected($lang), observed($lang));
		return "en-$lang: expected\n$want\ngot\n$got" if $want ne $got;
	}
	my @again = run('batch -m m.entente --prune in');
	return "a batch in which nothing happened says: @again"
		if @again && $again[-1] !~ /nothing new|^0 pairs: 0 added/;
	return '';
}

sub month {
	my $seed = shift;
	($state, $counter) = ($seed * 7919 + 17, 0);
	@releases = @log = %gone = %moved = ();
	mkdir 'in';
	for my $day (1 .. $days) {
		my %busy; # one thing a day to each release
		for (1 .. 1 + draw(3)) {
			my @free = grep { !$busy{$_} } @releases;
			my $name = @free ? pick('new', 'late', sort keys %events) : 'new';
			my $r = $name eq 'new' ? undef : pick(@free);
			my $what = $events{$name}->($r);
			push @log, "day $day: $what" if $what;
			# it is not known which of two equal documents was renamed
			if ($r) { $busy{$_} = 1 for grep { $_->{figure} == $r->{figure} } @releases }
			$busy{$r} = 1 if $r;
			$busy{$releases[-1]} = 1 if $name eq 'new' || $name eq 'copy';
		}
		$_->{fresh} = $busy{$_} for @releases;
		my $wrong = draw(15) ? '' : watch(map { $_->{figure} } grep { $busy{$_} } @releases);
		batches() unless $wrong;
		$wrong ||= compare();
		return "day $day: $wrong\n" . join("\n", @log) if $wrong;
	}
	my @check = run('check -m m.entente');
	return $? ? "check: @check" : '';
}

my $failed = 0;
my $start = getcwd();
$entente = abs_path($entente) if $entente =~ m{/};
for my $seed ($first .. $last) {
	my $folder = tempdir(CLEANUP => !$keep);
	chdir $folder or die;
	my $wrong = month($seed);
	chdir $start or die;
	print $wrong ? "seed $seed: FAILED\n$wrong\n" : "seed $seed: $days days\n";
	$failed ||= $wrong;
	print join("\n", @log), "\n" if $verbose;
	if ($wrong && $keep) { print "kept in $folder\n" } else { remove_tree($folder) }
	$| = 1;
}
exit($failed ? 1 : 0);
