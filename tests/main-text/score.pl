#!/usr/bin/perl
# SPDX-License-Identifier: Apache-2.0
# score.pl - how much of the main text of pages is read, and how much else.
# usage: score.pl ENTENTE PAGE...    prints page, recall, precision; then the means
# What is in an element with the attribute data-main is the main text.  Words are
# compared as a multiset, weighted by their letters.
use strict;
use warnings;
use utf8;
binmode STDOUT, ':utf8';
my ($entente, @pages) = @ARGV;
my %void = map { $_ => 1 } qw(br hr img input link meta wbr);

sub words {
	my %n;
	my $s = shift;
	$s =~ s/&gt;/>/g;
	$s =~ s/&lt;/</g;
	$s =~ s/&amp;/&/g;
	$n{$_}++ for $s =~ /[\p{L}\p{N}]+/g;
	return \%n;
}

# The text in elements with data-main; each tag separates words.
sub gold {
	my ($text, $depth, $from) = ('', 0, 0);
	my $page = shift;
	$page =~ s/.*?<body/<body/s;
	while ($page =~ /<(\/?)(\w+)([^>]*)>|([^<]+)/g) {
		if (defined $4) { $text .= $4 if $from; next }
		$text .= ' ';
		next if $void{$2};
		$depth += $1 ? -1 : 1;
		$from = $depth if !$1 && !$from && $3 =~ /data-main/;
		$from = 0 if $from && $depth < $from;
	}
	return words($text);
}

sub letters { my ($s, $n) = (0, @_); $s += length($_) * $n->{$_} for keys %$n; return $s }

my ($recalls, $precisions) = (0, 0);
for my $page (@pages) {
	open(my $in, '<:utf8', $page) or die "$page: $!\n";
	my $want = gold(join '', <$in>);
	open(my $out, '-|:utf8', $entente, 'read', $page) or die "$entente: $!\n";
	my $have = words(join '', map { (split /\t/, $_, 3)[2] // '' } <$out>);
	my %both = map { $_ => $want->{$_} < ($have->{$_} // 0) ? $want->{$_} : $have->{$_} // 0 } keys %$want;
	my $both = letters(\%both);
	my $recall = $both / (letters($want) || 1);
	my $precision = $both / (letters($have) || 1);
	printf "%s\t%.3f\t%.3f\n", $page =~ s/.*\///r, $recall, $precision;
	$recalls += $recall;
	$precisions += $precision;
}
printf "mean\t%.3f\t%.3f\n", $recalls / @pages, $precisions / @pages;
