/* SPDX-License-Identifier: Apache-2.0 */
/* wire_json.c - bodies that are an object or a form with the same names. */
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
		return true; /* no name of ours */
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

ent_status wire_json(json_t **out, struct http_request *request, ent_error *err)
{
	if (is_object(request->body)) {
		*out = json_loadb(request->body.p, request->body.n, 0, NULL);
		return *out ? ENT_OK
			    : http_error(err, ENT_EINVAL, "the body is not JSON");
	}
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

ent_str wire_text(const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);
	const char *text = json_string_value(value);
	return text ? (ent_str){ text, json_string_length(value) } : ENT_STR("");
}
