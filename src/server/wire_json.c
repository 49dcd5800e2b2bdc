/* SPDX-License-Identifier: Apache-2.0 */
/* wire_json.c - bodies that are an object or a form with the same names. */
#include <errno.h>

#include "server/wire_json.h"

static bool is_object(ent_str body)
{
	const ent_str text = ent_str_trim(body);
	return text.n && text.p[0] == '{';
}

static bool set_param(json_t *root, const struct http_field *param)
{
	const bool list = ent_str_ends(param->name, ENT_STR("[]"));
	char name[64];
	const size_t n = param->name.n - (list ? 2 : 0);
	if (n >= sizeof(name))
		return true; /* longer than every name that is read */
	memcpy(name, param->name.p, n);
	name[n] = '\0';
	json_t *value = json_stringn(param->value.p, param->value.n);
	json_t *before = json_object_get(root, name);
	if (json_is_array(before))
		return json_array_append_new(before, value) == 0;
	if (!before && !list)
		return json_object_set_new(root, name, value) == 0;
	json_t *array = json_array();
	bool ok = !before || json_array_append(array, before) == 0;
	ok = json_array_append_new(array, value) == 0 && ok;
	return json_object_set_new(root, name, array) == 0 && ok;
}

/* Without memory jansson 2.14 may report another error, or give a string that is cut:
 * errno is checked instead. */
ent_status wire_parse(json_t **out,
		      ent_str text,
		      size_t flags,
		      json_error_t *where,
		      ent_error *err)
{
	errno = 0;
	json_t *root = json_loadb(text.p ? text.p : "", text.n, flags, where);
	if (errno == ENOMEM) {
		json_decref(root);
		return http_error(err, ENT_ENOMEM, "out of memory");
	}
	if (!root)
		return http_error(err, ENT_EINVAL, "the body is not JSON");
	*out = root;
	return ENT_OK;
}

ent_status wire_object(json_t **out, const struct http_request *request, ent_error *err)
{
	json_t *root = NULL;
	ent_status status = wire_parse(&root, request->body, 0, NULL, err);
	if (status == ENT_EINVAL || (!status && !json_is_object(root))) {
		json_decref(root);
		return http_error(err, ENT_EINVAL, "the body is not a JSON object");
	}
	if (!status)
		*out = root;
	return status;
}

ent_status wire_json(json_t **out, struct http_request *request, ent_error *err)
{
	if (is_object(request->body))
		return wire_parse(out, request->body, 0, NULL, err);
	ent_status status = http_read_form(request, err);
	if (status)
		return status;
	json_t *root = json_object();
	bool ok = root != NULL;
	for (uint32_t k = 0; ok && k < request->n_params; k++)
		ok = set_param(root, &request->params[k]);
	if (!ok) {
		json_decref(root);
		return http_error(err, ENT_ENOMEM, "out of memory");
	}
	*out = root;
	return ENT_OK;
}

static ent_str text_of(const json_t *value)
{
	const char *text = json_string_value(value);
	return text ? (ent_str){ text, json_string_length(value) } : ENT_STR("");
}

ent_str wire_text(const json_t *object, const char *name)
{
	return text_of(json_object_get(object, name));
}

size_t wire_count(const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);
	return json_is_array(value) ? json_array_size(value) : 1;
}

ent_status wire_item(ent_str *out,
		     const json_t *object,
		     const char *name,
		     size_t k,
		     ent_error *err)
{
	const json_t *value = json_object_get(object, name);
	const json_t *item = json_is_array(value) ? json_array_get(value, k) : value;
	if (!json_is_string(item))
		return http_error(err, ENT_EINVAL, "member '%s' must be a text", name);
	*out = text_of(item);
	return ENT_OK;
}
