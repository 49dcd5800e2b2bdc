/* SPDX-License-Identifier: Apache-2.0 */
/* A simple selector selects what XPath selects. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "format/release/select.h"

#define LOWER                                                                          \
	"translate(local-name(),'ABCDEFGHIJKLMNOPQRSTUVWXYZ',"                         \
	"'abcdefghijklmnopqrstuvwxyz')"

static const char page[] =
	"<r xmlns:h='urn:h' xmlns:o='urn:o' class='one'><p class='one two'><h:p class=' two"
	" one'/><h:P class='ones'><h:q class='one'/></h:P></p><P/><o:p class='one'/>"
	"<h:Para/><list><item class=''/><h:item class='one two three'>text</h:item></list>"
	"</r>";

static xmlNode *found[64];
static int n_found;

static void take(void *data, xmlNode *node)
{
	(void)data;
	assert_true(n_found < 64);
	found[n_found++] = node;
}

static void simple_selectors_select_what_xpath_does(void **state)
{
	(void)state;
	static const char *const selectors[] = {
		"/descendant::p",
		"/descendant::h:p",
		"/descendant::h:*",
		"/descendant::*[self::p or self::h:p or self::o:*]",
		"/descendant::h:*[contains(concat(' ',@class,' '),' one ')]",
		"/descendant::h:*[contains(concat(' ',@class,' '),' three ') or "
		"contains(concat(' ',@class,' '),' ones ')]",
		"/descendant::*[contains(' p para ',concat(' '," LOWER ",' '))]",
		"/descendant::*[contains(' item ',concat(' '," LOWER ",' '))]",
	};
	xmlDoc *doc = xmlReadMemory(page, (int)strlen(page), NULL, NULL, 0);
	assert_non_null(doc);
	xmlXPathContext *xpath = xmlXPathNewContext(doc);
	xmlXPathRegisterNs(xpath, BAD_CAST "h", BAD_CAST "urn:h");
	xmlXPathRegisterNs(xpath, BAD_CAST "o", BAD_CAST "urn:o");
	for (size_t k = 0; k < sizeof(selectors) / sizeof(selectors[0]); k++) {
		n_found = 0;
		assert_true(ent_select_simple(doc, selectors[k],
					      xmlDocGetRootElement(doc), take, NULL));
		xmlXPathObject *all = xmlXPathEval(BAD_CAST selectors[k], xpath);
		assert_non_null(all);
		assert_int_equal(n_found, all->nodesetval->nodeNr);
		assert_true(n_found > 0);
		for (int n = 0; n < n_found; n++)
			assert_ptr_equal(found[n], all->nodesetval->nodeTab[n]);
		xmlXPathFreeObject(all);
	}
	xmlXPathFreeContext(xpath);
	xmlFreeDoc(doc);
}

static void others_are_left_to_xpath(void **state)
{
	(void)state;
	static const char *const selectors[] = {
		"//p",
		"/descendant::p/q",
		"/descendant::no:p",
		"/descendant::*[self::p and self::h:p]",
		"/descendant::*[@class]",
		"/descendant::*[contains(concat(' ',@class,' '),' one ')]",
		"/descendant::h:*[contains(concat(' ',@class,' '),' one')]",
		"/descendant::h:*[contains(concat(' ',@class,' '),' one ')][1]",
		"/descendant::*[contains(' p ',concat(' ',local-name(),' '))]",
		"/descendant::*[contains(' p ",
		"",
	};
	xmlDoc *doc = xmlReadMemory(page, (int)strlen(page), NULL, NULL, 0);
	assert_non_null(doc);
	n_found = 0;
	for (size_t k = 0; k < sizeof(selectors) / sizeof(selectors[0]); k++)
		assert_false(ent_select_simple(doc, selectors[k],
					       xmlDocGetRootElement(doc), take, NULL));
	assert_int_equal(n_found, 0);
	xmlFreeDoc(doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(simple_selectors_select_what_xpath_does),
		cmocka_unit_test(others_are_left_to_xpath),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
