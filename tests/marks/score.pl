#!/usr/bin/perl
# SPDX-License-Identifier: Apache-2.0
# score.pl - how well a concordance marks counterparts, against hits marked by hand.
#
#	score.pl [-v] ENTENTE MEMORY GOLD...
#
# Precision: marked words that are of the counterpart by hand, or that are allowed, or
# that are function words between such.  Recall: content words of the counterpart by hand
# that are marked; where it has function words only, these.  Prints one line of figures,
# and with -v each hit that is not right.  A hit whose unit is not in the memory as it was
# when it was judged is counted apart.
use strict;
use warnings;
use utf8;
use JSON::PP;
use Compress::Zlib qw(crc32);
use Encode qw(encode decode);
use FindBin;
binmode STDOUT, ':utf8';
my $verbose = @ARGV && $ARGV[0] eq '-v' ? shift @ARGV : 0;
my ($entente, $memory, @gold) = @ARGV;

# Words that a phrase with others is not marked by alone.
my %light = map { $_ => 1 } split ' ', join ' ', do {
	open my $in, '<:utf8', "$FindBin::Bin/../../src/text/function_words.c" or die "function_words.c: $!\n";
	map { /"([\p{L}]+)"/g } <$in>;
};

sub run {
	open my $in, '-|', @_ or die "$_[0]: $!\n";
	my @lines = <$in>;
	close $in;
	return map { decode_json($_) } @lines;
}

# The words of a text, as [start, end] in characters.
sub words {
	my ($text) = @_;
	my @found;
	push @found, [$-[0], $+[0]] while $text =~ /[\p{L}\p{M}\p{N}]+/g;
	return @found;
}

sub between {
	my ($text, $from, $to) = @_;
	my @words = words($text);
	return grep { $words[$_][0] < $to && $words[$_][1] > $from } 0 .. $#words;
}

# "3,5-7"
sub numbers { return map { /^(\d+)-(\d+)$/ ? $1 .. $2 : /^\d+$/ ? $_ : () } split /,/, $_[0] }

# Pieces of a text to the words that are needed and allowed.
sub pieces {
	my ($text, $answer) = @_;
	my (%need, %may);
	for my $piece (split /\|/, $answer) {
		next if $piece eq '~';
		my $set = $piece =~ s/^\?// ? \%may : \%need;
		my $nth = $piece =~ s/#(\d+)$// ? $1 : 1;
		my $pattern = join q{['’]}, map { quotemeta } split /['’]/, $piece, -1;
		my $at = 0;
		pos($text) = 0;
		while ($text =~ /(?<![\p{L}\p{N}])$pattern(?![\p{L}\p{N}])/g) {
			next if ++$at != $nth;
			$set->{$_} = 1 for between($text, $-[0], $+[0]);
			last;
		}
		return if $at < $nth;
	}
	return (\%need, \%may);
}

my %units;
for my $u (run($entente, 'export', '-m', $memory, '--format', 'jsonl', '--min-confidence', '0')) {
	push @{ $units{"$u->{document} $u->{place}"} }, $u if defined $u->{place};
}
my %n = map { $_ => 0 } qw(hits moved marked right wanted found unmarked);
for my $file (@gold) {
	open my $in, '<:utf8', $file or die "$file: $!\n";
	while (my $line = <$in>) {
		chomp $line;
		judge(split /\t/, $line, -1) if $line !~ /^#/;
	}
}
printf "%d hits: precision %.3f, recall %.3f; %d without a mark, %d not as they were judged\n",
	$n{hits}, $n{right} / ($n{marked} || 1), $n{found} / ($n{wanted} || 1), $n{unmarked}, $n{moved};
print "# $n{right} of $n{marked} marked words, $n{found} of $n{wanted} wanted\n" if $verbose;

# The unit, its texts with that of the language first, and what is right of it.
sub find_unit {
	my ($lang, $units, @rest) = @_;
	for my $u (@$units) {
		my ($source, $target) = @$u{qw(source target)};
		($source, $target) = ($target, $source) if $u->{source_language} !~ /^$lang/;
		if (@rest == 2) {
			next if index($source, $rest[0]) < 0;
			my @right = pieces($target, $rest[1]) or next;
			return ($source, $target, $rest[0], @right);
		}
		my ($crc, $span, $needed, $allowed) = @rest;
		next if sprintf('%08x', crc32(encode('UTF-8', "$source\t$target"))) ne $crc;
		my @in = numbers($span);
		my @words = words($source);
		return ($source, $target,
			substr($source, $words[$in[0]][0], $words[$in[-1]][1] - $words[$in[0]][0]),
			{ map { $_ => 1 } numbers($needed) }, { map { $_ => 1 } numbers($allowed) });
	}
	return;
}

sub judge {
	my ($lang, $document, $place, @rest) = @_;
	my ($source, $target, $phrase, $need, $may) =
		find_unit($lang, $units{"$document $place"} // [], @rest) or return $n{moved}++;
	my ($hit) = grep { ($_->{document} eq $document || ($_->{target_document} // '') eq $document)
			&& $_->{place} eq $place && $_->{source} eq $source }
		run($entente, 'concord', '-m', $memory, '--lang', $lang, '--limit', '0', '--json', encode('UTF-8', $phrase));
	compare($phrase, $source, $target, $need, $may, $hit);
}

sub compare {
	my ($phrase, $source, $target, $need, $may, $hit) = @_;
	my @words = words($target);
	my $bytes = encode('UTF-8', $target);
	my %marked;
	for my $span (@{ $hit->{counterparts} // [] }) {
		my ($from, $to) = map { length decode('UTF-8', substr $bytes, 0, $_) } @$span;
		$marked{$_} = 1 for between($target, $from, $to);
	}
	my @right = sort { $a <=> $b } keys %$need, keys %$may;
	my $is_light = sub { $light{ lc substr $target, $words[$_[0]][0], $words[$_[0]][1] - $words[$_[0]][0] } };
	my @content = grep { !$is_light->($_) } keys %$need;
	my @wanted = @content ? @content : keys %$need;
	my $right = grep { $need->{$_} || $may->{$_}
			|| (@right && $_ > $right[0] && $_ < $right[-1] && $is_light->($_)) } keys %marked;
	my $found = grep { $marked{$_} } @wanted;
	$n{hits}++;
	$n{unmarked}++ if !%marked && @wanted;
	$n{marked} += keys %marked;
	$n{right} += $right;
	$n{wanted} += @wanted;
	$n{found} += $found;
	return if !$verbose || ($right == keys %marked && $found == @wanted);
	my $show = sub { join ' ', map { substr $target, $words[$_][0], $words[$_][1] - $words[$_][0] } sort { $a <=> $b } @_ };
	printf "# %s = [%s], right [%s]%s\n", $phrase, $show->(keys %marked), $show->(keys %$need),
		$hit ? '' : ' (no hit)';
}
