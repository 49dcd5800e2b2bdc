#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What `make install` puts in place is enough to build the example of the library.
. "$(dirname "$0")/../tap.sh"

case $BUILD in
*-san | *-coverage) skip_all "a library with sanitizers or counters is not installed" ;;
esac
run 0 "install" make -s -C "$root" BUILD="$BUILD" PREFIX="$dir/usr" install
PKG_CONFIG_PATH=$dir/usr/lib/pkgconfig; export PKG_CONFIG_PATH
c=$root/corpora/communiques/2024-07-18-condolences
answers() { # answers PROGRAM
	run 0 "the example with $1" "./$1" "$c.en.txt" "$c.fr.txt" "$1.entente" \
		"Floods in the Nerava basin: message of condolences"
	grep -q '^100 %.Inondations dans le bassin de la Nerava' out; ok $? "finds the translation"
}
run 0 "the example is built with the shared library" ${CC:-cc} -o shared "$root/doc/example.c" \
	$(pkg-config --cflags --libs entente)
LD_LIBRARY_PATH=$dir/usr/lib; export LD_LIBRARY_PATH
answers shared
unset LD_LIBRARY_PATH
run 0 "the example is built with the static library" ${CC:-cc} -o static "$root/doc/example.c" \
	$(pkg-config --cflags entente) usr/lib/libentente.a -lstemmer -lm -lpthread \
	$(pkg-config --libs $(pkg-config --print-requires-private entente))
answers static
for page in '' $("$BUILD/entente" help --names | sed 's/^/-/'); do
	grep -q '^\.SH NAME' "usr/share/man/man1/entente$page.1" || echo "en: entente$page"
	grep -q '^\.SH NOM' "usr/share/man/fr/man1/entente$page.1" || echo "fr: entente$page"
done > missing 2>&1
is "$(cat missing)" "" "each command has a man page in English and one in French"
about "the shared library"
is "$(objdump -p usr/lib/libentente.so | sed -n 's/ *SONAME *//p')" libentente.so.0 "has a soname"
nm -D --defined-only usr/lib/libentente.so | sed 's/.* //; s/@.*//' | sort -u > exported
is "$(grep -v '^ent_\|^ENTENTE_0$' exported)" "" "exports no other names"
grep -qx ent_memory_lookup exported && ! grep -qx ent_store_open exported; ok $? "exports public functions only"
about "the installed program"
is "$(usr/bin/entente version)" "$(entente version)" "the program is the one built"
touch usr/bin/locale # as in /usr/bin
is "$(LC_ALL=C.UTF-8 LANGUAGE=fr usr/bin/entente help | sed -n 3p)" "Examiner" "has its translations"
done_testing
