#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What `make install` puts in place is enough to build the example of the library.
. "$(dirname "$0")/../tap.sh"

case $BUILD in
*-san) skip_all "a library with sanitizers is not installed" ;;
esac
run 0 "install" make -s -C "$root" BUILD="$BUILD" PREFIX="$dir/usr" install
PKG_CONFIG_PATH=$dir/usr/lib/pkgconfig; export PKG_CONFIG_PATH
run 0 "the example builds" ${CC:-cc} -o example "$root/doc/example.c" $(pkg-config --cflags --libs entente)
c=$root/corpora/communiques/2024-07-18-condolences
run 0 "and runs" ./example "$c.en.txt" "$c.fr.txt" m.entente \
	"Floods in the Nerava basin: message of condolences"
grep -q '^100 %.Inondations dans le bassin de la Nerava' out; ok $? "with an answer"
is "$(usr/bin/entente version)" "$(entente version)" "the program is the one built"
done_testing
