#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Main text of pages without landmarks: tests/main-text, whose pages mark it with
# data-main; score.pl prints recall and precision of words.
. "$(dirname "$0")/../tap.sh"
pages=$root/tests/main-text
perl "$pages/score.pl" "$BUILD/entente" "$pages"/*.html > scores 2> err
about "main text of pages"
ok $? "pages are scored"
# more RECALL PRECISION: whether the means are at least that
more() { awk -F '\t' -v r="$1" -v p="$2" '$1 == "mean" { good = $2 >= r && $3 >= p } END { exit !good }' scores; }
more .99 .95; ok $? "recall is at least .99 and precision .95: $(tail -n 1 scores)"
perl "$pages/score.pl" "$BUILD/entente" "$pages"/index-page.html "$pages"/teasers.html "$pages"/plain-body.html > scores
more 1 1; ok $? "pages that are all list, or all text, are read whole"
run 0 "a page of which more is left out than read" entente read "$pages/cookie-cards.html"
grep -q 'more than half of its text is not the main text' err; ok $? "is reported"
run 0 "a page of which menus are left out" entente read "$pages/div-menus.html"
is "$(cat err)" "" "is read without a warning"
run 0 "a page read with --all" entente read --all "$pages/cookie-cards.html"
grep -q 'We use cookies' out; ok $? "has all of its text"
is "$(cat err)" "" "and no warning"
done_testing
