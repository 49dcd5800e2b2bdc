#!/usr/bin/perl
# SPDX-License-Identifier: Apache-2.0
# make_pdf.pl - make a small PDF for a test.
# usage: make_pdf.pl [--tagged] [--encrypted] < LINES > FILE
# LINES: "x y size text" sets text at a place, a line "page" begins the next page; with
# --tagged, lines "@P", "@H1", "@LI" ... begin an element of the structure tree, to which
# the texts after them belong, and "@" alone ends it.
use strict;
use warnings;
my %opt = map { $_ => 1 } @ARGV;
my (@objects, @pages, @elements, $mcid);
my ($content, $element) = ('', undef);
sub end_page {
	push @pages, $content;
	$content = '';
	$mcid = 0;
}
$mcid = 0;
while (my $line = <STDIN>) {
	chomp $line;
	next if $line eq '';
	if ($line eq 'page') { end_page() }
	elsif ($line =~ /^@(\w*)$/) {
		$element = $1 eq '' ? undef : { type => $1, marks => [] };
		push @elements, $element if $element;
	} else {
		my ($x, $y, $size, $text) = split / /, $line, 4;
		$text =~ s/([\\()])/\\$1/g;
		my $show = "BT /F1 $size Tf 1 0 0 1 $x $y Tm ($text) Tj ET\n";
		if ($opt{'--tagged'}) {
			if ($element) {
				push @{ $element->{marks} }, [ scalar @pages, $mcid ];
				$show = "/$element->{type} <</MCID $mcid>> BDC\n${show}EMC\n";
				$mcid++;
			} else {
				$show = "/Artifact BMC\n${show}EMC\n";
			}
		}
		$content .= $show;
	}
}
end_page();
# objects: 1 catalog, 2 pages, 3 font, then a page and its content each, then the tree
my $first = 4;
my $tree = $first + 2 * @pages;
my $kids = join ' ', map { ($first + 2 * $_) . ' 0 R' } 0 .. $#pages;
my $marked = $opt{'--tagged'} ? "/MarkInfo <</Marked true>> /StructTreeRoot $tree 0 R" : '';
push @objects, "<</Type /Catalog /Pages 2 0 R $marked>>";
push @objects, "<</Type /Pages /Kids [$kids] /Count " . @pages . ">>";
push @objects, '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>';
for my $k (0 .. $#pages) {
	push @objects, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /StructParents $k /Resources <</Font <</F1 3 0 R>>>> /Contents " . ($first + 2 * $k + 1) . ' 0 R>>';
	push @objects, '<</Length ' . length($pages[$k]) . ">>\nstream\n$pages[$k]\nendstream";
}
if ($opt{'--tagged'}) {
	my $at = $tree + 2;
	push @objects, "<</Type /StructTreeRoot /K " . ($tree + 1) . " 0 R>>";
	push @objects, "<</Type /StructElem /S /Document /P $tree 0 R /K [" . join(' ', map { ($at + $_) . ' 0 R' } 0 .. $#elements) . ']>>';
	for my $e (@elements) {
		my $marks = join ' ', map { "<</Type /MCR /Pg " . ($first + 2 * $_->[0]) . " 0 R /MCID $_->[1]>>" } @{ $e->{marks} };
		push @objects, "<</Type /StructElem /S /$e->{type} /P " . ($tree + 1) . " 0 R /K [$marks]>>";
	}
}
my $out = "%PDF-1.7\n";
my @offsets;
for my $k (0 .. $#objects) {
	push @offsets, length $out;
	$out .= ($k + 1) . " 0 obj\n$objects[$k]\nendobj\n";
}
my $xref = length $out;
my $n = @objects + 1;
$out .= "xref\n0 $n\n0000000000 65535 f \n" . join('', map { sprintf "%010d 00000 n \n", $_ } @offsets);
my $lock = $opt{'--encrypted'} ? '/ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>] /Encrypt <</Filter /Standard /V 1 /R 2 /P -4 /O <' . ('41' x 32) . '> /U <' . ('42' x 32) . '>>>' : '';
print $out, "trailer\n<</Size $n /Root 1 0 R $lock>>\nstartxref\n$xref\n%%EOF\n";
