# SPDX-License-Identifier: Apache-2.0
# check.py - lets a running LibreOffice check a text with its LanguageTool client.
# usage: check.py PIPE LANGUAGE COUNTRY TEXT
# Prints a line for each finding: offset, length, rule, comment, suggestions.
import sys
import time

import uno
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import Locale


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    sys.exit("check.py: LibreOffice does not answer")


def main():
    pipe, language, country, text = sys.argv[1:]
    office = connect(pipe)
    services = office.ServiceManager
    checker = services.createInstanceWithContext(
        "org.openoffice.lingu.LanguageToolGrammarChecker", office)
    locale = Locale(language, country, "")
    if not checker.hasLocale(locale):
        print("no language")
    for found in checker.doProofreading("text", text, locale, 0, len(text), ()).aErrors:
        print(found.nErrorStart, found.nErrorLength, found.aRuleIdentifier,
              found.aFullComment, *found.aSuggestions, sep="\t")
    services.createInstanceWithContext("com.sun.star.frame.Desktop", office).terminate()


main()
