/* SPDX-License-Identifier: Apache-2.0 */
/* pattern.c - read a regular expression for what it can begin and end with.
 *
 * A rule file has hundreds of exceptions, and nearly each place where a sentence may
 * end needs all of them.  The first and last characters of a pattern, found once, rule
 * most of them out without running a regular expression (Aho, Sethi, Ullman,
 * "Compilers", 1986, section 3.9: firstpos and lastpos).  The grammar is that of ICU's
 * regular expressions; whatever is not known here counts as matching any character, so
 * that a filter made of these facts never loses a match.
 */
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include "base/ascii.h"
#include "segment/pattern.h"

enum { MOST_DEPTH = 64, NO_LIMIT_DIGITS = 4 };

struct parser {
	const UChar *p;
	int32_t n, at, depth;
	bool failed, ignore_case;
};

static struct facts parse_alternatives(struct parser *ps);

static void add_char(struct charset *set, UChar32 c)
{
	if (c > 0xFF)
		set->other = true;
	else if (c >= 0)
		set->bits[c >> 5] |= 1u << (c & 31);
}

static void add_set(struct charset *set, const struct charset *more)
{
	for (int k = 0; k < 8; k++)
		set->bits[k] |= more->bits[k];
	set->other |= more->other;
}

static struct charset any_char(void)
{
	struct charset set;
	memset(&set, 0xFF, sizeof(set));
	set.other = true;
	return set;
}

static bool is_any(const struct charset *set)
{
	const struct charset any = any_char();
	return set->other && !memcmp(set->bits, any.bits, sizeof(any.bits));
}

static struct facts of_set(struct charset set)
{
	return (struct facts){ set, set, set, set, false, 2 };
}

static struct facts nothing(void)
{
	return (struct facts){ .empty = true };
}

static struct facts anything(void)
{
	struct charset any = any_char();
	return (struct facts){ any, any, any, any, true, UINT32_MAX };
}

static UChar32 peek(const struct parser *ps)
{
	return ps->at < ps->n ? ps->p[ps->at] : -1;
}

static UChar32 next(struct parser *ps)
{
	UChar32 c;
	if (ps->at >= ps->n) {
		ps->failed = true;
		return -1;
	}
	U16_NEXT(ps->p, ps->at, ps->n, c);
	return c;
}

/* The characters below 256 of some general categories (Unicode Standard, section 4.5),
 * negated or not, and all other characters. */
static struct charset of_categories(uint32_t mask, bool negated)
{
	struct charset set = { .other = true };
	for (UChar32 c = 0; c < 256; c++)
		if (((U_GET_GC_MASK(c) & mask) != 0) != negated)
			add_char(&set, c);
	return set;
}

/* After \p: general categories by their names; any other property counts as any
 * character. */
static struct charset of_property(struct parser *ps, int32_t start)
{
	enum { LONGEST = 32 };
	char name[LONGEST];
	int n = 0;
	bool negated = ps->p[start + 1] == 'P';
	if (peek(ps) != '{') {
		ps->failed = true;
		return any_char();
	}
	next(ps);
	for (UChar32 c; !ps->failed && (c = next(ps)) != '}';)
		if (n >= 0 && n + 1 < LONGEST && c > 0 && c < 0x80)
			name[n++] = (char)c;
		else
			n = -1;
	if (ps->failed || n < 1)
		return any_char();
	name[n] = '\0';
	int32_t mask = u_getPropertyValueEnum(UCHAR_GENERAL_CATEGORY_MASK, name);
	return mask == UCHAR_INVALID_CODE ? any_char()
					  : of_categories((uint32_t)mask, negated);
}

static struct charset of_class_letter(UChar32 c)
{
	struct charset set;
	switch (c | 32) {
	case 's':
		set = of_categories(U_GC_Z_MASK, false);
		for (UChar32 k = '\t'; k <= '\r'; k++)
			add_char(&set, k);
		add_char(&set, 0x85);
		break;
	case 'd': set = of_categories(U_GC_ND_MASK, false); break;
	case 'w': /* letters of all kinds, marks, digits, connectors, and numbers that
		   * are Alphabetic */
		set = of_categories(U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK |
					    U_GC_NL_MASK | U_GC_PC_MASK,
				    false);
		break;
	default: return any_char(); /* \h \v */
	}
	if (c < 'a')
		for (int k = 0; k < 8; k++)
			set.bits[k] = ~set.bits[k];
	return set;
}

static UChar32 hex_value(struct parser *ps, int digits)
{
	UChar32 value = 0;
	bool braces = peek(ps) == '{';
	if (braces)
		next(ps);
	for (int k = 0; braces ? peek(ps) != '}' : k < digits; k++) {
		const UChar32 c = next(ps);
		const int digit = c > 0 && c <= 'f' ? ent_hex_digit((char)c) : -1;
		if (digit < 0 || value > 0x10FFFF) {
			ps->failed = true;
			return 0;
		}
		value = value * 16 + digit;
	}
	if (braces)
		next(ps);
	return value;
}

/* After a backslash: the characters that it means. false for an escape without width or
 * an unknown one. */
static bool escape(struct parser *ps, struct charset *out)
{
	int32_t start = ps->at - 1;
	UChar32 c = next(ps);
	*out = (struct charset){ .other = false };
	switch (c) {
	case 's':
	case 'S':
	case 'd':
	case 'D':
	case 'w':
	case 'W':
	case 'h':
	case 'H':
	case 'v':
	case 'V': *out = of_class_letter(c); return true;
	case 'p':
	case 'P': *out = of_property(ps, start); return true;
	case 't': add_char(out, '\t'); return true;
	case 'n': add_char(out, '\n'); return true;
	case 'r': add_char(out, '\r'); return true;
	case 'f': add_char(out, '\f'); return true;
	case 'a': add_char(out, '\a'); return true;
	case 'e': add_char(out, 0x1B); return true;
	case 'x': add_char(out, hex_value(ps, 2)); return true;
	case 'u': add_char(out, hex_value(ps, 4)); return true;
	case 'U': add_char(out, hex_value(ps, 8)); return true;
	default: break;
	}
	if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
		return false;
	add_char(out, c);
	return true;
}

static struct charset parse_class(struct parser *ps)
{
	struct charset set = { .other = false };
	bool negated = peek(ps) == '^', all = false;
	if (negated)
		next(ps);
	for (bool first = true; !ps->failed; first = false) {
		struct charset one = { .other = false };
		UChar32 c = next(ps);
		if (c == ']' && !first)
			break;
		if (c == '[') {
			if (ps->depth++ > MOST_DEPTH)
				ps->failed = true;
			else
				one = parse_class(ps);
			ps->depth--;
		} else if (c == '\\') {
			if (!escape(ps, &one))
				all = true;
		} else {
			all |= c == '&' || (c == '-' && peek(ps) == '-') ||
			       (c == ':' && first && peek(ps) != ']');
			add_char(&one, c);
		}
		if (peek(ps) == '-' && ps->at + 1 < ps->n && ps->p[ps->at + 1] != ']') {
			/* a range: exact for plain characters only */
			next(ps);
			UChar32 to = next(ps);
			if (c == '\\' || to == '\\' || to == '[' || c == '[')
				all = true;
			struct charset end;
			if (to == '\\')
				escape(ps, &end);
			else if (to == '[') /* a set subtracted from a set */
				ps->failed = true;
			for (UChar32 k = c; k <= to && k < 0x101; k++)
				add_char(&one, k);
			one.other |= to > 0xFF;
		}
		/* an unknown set has no complement */
		all |= negated && is_any(&one);
		add_set(&set, &one);
	}
	if (all)
		return any_char();
	for (int k = 0; k < 8 && negated; k++)
		set.bits[k] = ~set.bits[k];
	set.other |= negated;
	return set;
}

static struct facts parse_group(struct parser *ps)
{
	bool look = false;
	if (peek(ps) == '?') {
		next(ps);
		UChar32 c = next(ps);
		if (c == '<' && peek(ps) != '=' && peek(ps) != '!')
			ps->failed = true; /* a named group: not in rule files */
		if (c == '<')
			next(ps);
		look = c == '=' || c == '!' || c == '<';
		while (!look && c != ':' && c != '>' && c != ')' && !ps->failed) {
			ps->ignore_case |= c == 'i';
			ps->failed |= c == 'x' || c == '#';
			c = next(ps);
		}
		if (c == ')')
			return nothing();
	}
	struct facts inner = parse_alternatives(ps);
	if (next(ps) != ')')
		ps->failed = true;
	return look ? nothing() : inner;
}

static struct facts parse_atom(struct parser *ps)
{
	struct charset set = { .other = false };
	UChar32 c = next(ps);
	switch (c) {
	case '(': return parse_group(ps);
	case '[': return of_set(parse_class(ps));
	case '.': return of_set(any_char());
	case '^':
	case '$': return nothing();
	case '\\':
		if (peek(ps) >= 0 && ps->p[ps->at] < 0x80 &&
		    strchr("bBAzZG", ps->p[ps->at])) {
			next(ps);
			return nothing();
		}
		if (!escape(ps, &set))
			ps->failed = true;
		return of_set(set);
	default: add_char(&set, c); return of_set(set);
	}
}

static uint32_t times(uint32_t a, uint32_t b)
{
	if (!a || !b)
		return 0;
	return a == UINT32_MAX || b == UINT32_MAX || a > UINT32_MAX / b ? UINT32_MAX
									: a * b;
}

/* {m}, {m,} or {m,n} after its opening brace. */
static void parse_counts(struct parser *ps, uint32_t *least, uint32_t *most)
{
	uint32_t count[2] = { 0, 0 };
	int part = 0, digits = 0;
	for (UChar32 c; !ps->failed && (c = next(ps)) != '}';) {
		if (c == ',' && part == 0) {
			part = 1;
			digits = 0;
		} else if (c >= '0' && c <= '9' && digits < NO_LIMIT_DIGITS) {
			count[part] = count[part] * 10 + (uint32_t)(c - '0');
			digits++;
		} else {
			ps->failed = true;
		}
	}
	*least = count[0];
	*most = part == 0 ? count[0] : digits ? count[1] : UINT32_MAX;
}

static struct facts parse_item(struct parser *ps)
{
	struct facts f = parse_atom(ps);
	uint32_t least = 1, most = 1;
	switch (peek(ps)) {
	case '?': least = 0; break;
	case '*':
		least = 0;
		most = UINT32_MAX;
		break;
	case '+': most = UINT32_MAX; break;
	case '{': break;
	default: return f;
	}
	if (next(ps) == '{')
		parse_counts(ps, &least, &most);
	if (peek(ps) == '?' || peek(ps) == '+') /* lazy, possessive */
		next(ps);
	f.empty |= least == 0;
	f.max = times(f.max, most);
	return f;
}

static int size_of(const struct charset *set)
{
	int size = set->other ? 256 : 0;
	for (int k = 0; k < 8; k++)
		size += __builtin_popcount(set->bits[k]);
	return size;
}

static struct facts parse_sequence(struct parser *ps)
{
	struct facts all = nothing();
	while (!ps->failed && ps->at < ps->n && peek(ps) != '|' && peek(ps) != ')') {
		struct facts f = parse_item(ps);
		if (all.empty)
			add_set(&all.first, &f.first);
		if (f.empty)
			add_set(&all.last, &f.last);
		else
			all.last = f.last;
		add_set(&all.all, &f.all);
		/* the rarest of what each match must have */
		if (!f.empty && (all.empty || size_of(&f.need) < size_of(&all.need)))
			all.need = f.need;
		all.empty &= f.empty;
		all.max = all.max > UINT32_MAX - f.max ? UINT32_MAX : all.max + f.max;
	}
	return all;
}

static struct facts parse_alternatives(struct parser *ps)
{
	if (ps->depth++ > MOST_DEPTH) {
		ps->failed = true;
		return anything();
	}
	struct facts all = parse_sequence(ps);
	while (!ps->failed && peek(ps) == '|') {
		next(ps);
		struct facts f = parse_sequence(ps);
		add_set(&all.first, &f.first);
		add_set(&all.last, &f.last);
		add_set(&all.all, &f.all);
		add_set(&all.need, &f.need);
		all.empty |= f.empty;
		all.max = f.max > all.max ? f.max : all.max;
	}
	ps->depth--;
	return all;
}

static void close_case(struct charset *set)
{
	for (UChar32 c = 'A'; c <= 'Z'; c++)
		if (ent_charset_has(set, c) || ent_charset_has(set, c | 32)) {
			add_char(set, c);
			add_char(set, c | 32);
		}
	/* pairs of Latin-1 have the same distance; the Kelvin sign folds to k */
	set->bits[6] |= set->bits[7];
	set->bits[7] |= set->bits[6];
	set->other = true;
}

void ent_pattern_facts(struct facts *out, const UChar *pattern, int32_t n)
{
	struct parser ps = { .p = pattern, .n = n };
	struct facts f = parse_alternatives(&ps);
	if (ps.failed || ps.at < n)
		f = anything();
	if (ps.ignore_case) {
		close_case(&f.first);
		close_case(&f.last);
		close_case(&f.all);
		close_case(&f.need);
	}
	*out = f;
}

void ent_pattern_from_java(ent_buf *out, ent_str pattern)
{
	static const char *const with[][3] = {
		{ "s", "\\u0009-\\u000D\\u0020", "" },
		{ "d", "0-9", "" },
		{ "w", "a-zA-Z_0-9", "" },
	};
	int in_class = 0;
	for (size_t k = 0; k < pattern.n; k++) {
		char c = pattern.p[k], e = k + 1 < pattern.n ? pattern.p[k + 1] : 0;
		if (c == '\\' && e) {
			const char *set = NULL;
			for (int w = 0; w < 3; w++)
				if ((e | 32) == with[w][0][0])
					set = with[w][1];
			if (set && e >= 'a' && in_class)
				ent_buf_addf(out, "%s", set);
			else if (set)
				ent_buf_addf(out, "[%s%s]", e < 'a' ? "^" : "", set);
			else
				ent_buf_add(out, ent_str_slice(pattern, k, k + 2));
			k++;
			continue;
		}
		in_class += c == '[' ? 1 : c == ']' && in_class ? -1 : 0;
		ent_buf_add_char(out, c);
	}
}

/* At "(?" in rest: copies it with its flags, but without those of Java.  Returns how
 * many bytes were read, 0 when no flags are there. */
static size_t copy_flags(ent_buf *out, ent_str rest)
{
	size_t end = 2;
	if (!ent_str_starts(rest, ENT_STR("(?")))
		return 0;
	while (end < rest.n && strchr("imsxwud-", rest.p[end]))
		end++;
	if (end == 2 || end >= rest.n || (rest.p[end] != ')' && rest.p[end] != ':'))
		return 0;
	ent_buf_add(out, ENT_STR("(?"));
	for (size_t k = 2; k < end; k++)
		if (rest.p[k] != 'u' && rest.p[k] != 'd')
			ent_buf_add_char(out, rest.p[k]);
	ent_buf_add_char(out, rest.p[end]);
	return end + 1;
}

void ent_pattern_repair(ent_buf *out, ent_str pattern)
{
	int depth = 0, lookbehind = 0, in_class = 0;
	for (size_t k = 0; k < pattern.n;) {
		char c = pattern.p[k];
		ent_str rest = ent_str_slice(pattern, k, pattern.n);
		size_t flags = in_class ? 0 : copy_flags(out, rest);
		if (flags) {
			depth += rest.p[flags - 1] == ':';
			k += flags;
			continue;
		}
		if (c == '\\' && rest.n > 1) {
			ent_buf_add(out, ent_str_slice(rest, 0, 2));
			k += 2;
			continue;
		}
		k++;
		in_class += c == '[' ? 1 : c == ']' && in_class ? -1 : 0;
		depth += !in_class && c == '(' ? 1 : !in_class && c == ')' ? -1 : 0;
		if (!lookbehind && !in_class &&
		    (ent_str_starts(rest, ENT_STR("(?<=")) ||
		     ent_str_starts(rest, ENT_STR("(?<!"))))
			lookbehind = depth;
		if (lookbehind && depth < lookbehind)
			lookbehind = 0;
		if (lookbehind && !in_class && (c == '*' || c == '+'))
			ent_buf_addf(out, "{%c,100}", c == '*' ? '0' : '1');
		else
			ent_buf_add_char(out, c);
	}
}
