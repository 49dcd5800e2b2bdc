/* SPDX-License-Identifier: Apache-2.0 */
/* file_place.c - whether the file of an open memory is still the one at its path, and
 * its log.
 */
#include <sys/stat.h>

#include "store/sql.h"

ino_t ent_log_inode(ent_store *store)
{
	struct stat st;
	ent_buf name = ENT_BUF_INIT;
	ent_buf_addf(&name, "%s-wal", store->path);
	const bool found = !name.failed && !stat(name.p, &st);
	ent_buf_release(&name);
	return found ? st.st_ino : 0;
}

bool ent_store_is_replaced(ent_store *store)
{
	int moved = 0;
	return store->db &&
	       !sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED,
				     &moved) &&
	       moved;
}
