/* SPDX-License-Identifier: Apache-2.0 */
/* data.c - find a data file that ships. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/data.h"
#include "base/fail.h"

/* Whether $ENTENTE_DATA holds the file; then it wins, and must be readable. */
static ent_status open_override(ent_data *out, const char *name, ent_error *err)
{
	const char *folder = getenv("ENTENTE_DATA");
	ent_buf path = ENT_BUF_INIT;
	ent_status status = ENT_ENOTFOUND;
	if (!folder || !*folder)
		return status;
	ent_buf_addf(&path, "%s/%s", folder, name);
	if (path.failed)
		status = ent_fail_memory(err);
	else if (!access(path.p, F_OK))
		status = ent_file_map(&out->map, path.p, err);
	if (!status)
		out->bytes = (ent_str){ out->map.base, out->map.size };
	ent_buf_release(&path);
	return status;
}

ent_status ent_data_open(ent_data *out, const char *name, ent_error *err)
{
	ent_data data = { { NULL, 0 }, { NULL, 0 } };
	ent_status status = open_override(&data, name, err);
	if (status == ENT_ENOTFOUND) {
		for (const struct ent_embedded *e = ent_embedded_files; e->name; e++)
			if (!strcmp(e->name, name)) {
				data.bytes = (ent_str){ e->start,
							(size_t)(e->end - e->start) };
				status = ENT_OK;
			}
	}
	if (!status)
		*out = data;
	return status;
}

void ent_data_close(ent_data *data)
{
	ent_file_unmap(&data->map);
	data->bytes = (ent_str){ NULL, 0 };
}
