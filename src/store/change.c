/* SPDX-License-Identifier: Apache-2.0 */
/* change.c - what units were before they were edited or deleted.
 *
 * The unit is kept as a JSON object, which SQLite makes and reads
 * (https://www.sqlite.org/json1.html), with all that its rows hold, so that it can be
 * brought back as it was. */
#include "base/fail.h"
#include "store/sql.h"

ent_status ent_store_change_add(ent_store *store,
				ent_change_kind kind,
				uint64_t unit,
				ent_str source,
				ent_str target,
				ent_error *err)
{
	int64_t run;
	ent_status status = ent_run_current(&run, store, err);
	if (status)
		return status;
	return ent_sql_run(
		store,
		ent_sql(store,
			"INSERT INTO change (run, kind, unit, was, source, target)"
			" SELECT ?1, ?2, u.id, json_object('source', s.text,"
			" 'target', t.text, 'source_lang', r.source,"
			" 'target_lang', r.target, 'document', u.document,"
			" 'name', d.name, 'counterpart', c.name, 'place', u.place,"
			" 'date', u.date, 'origin', u.origin,"
			" 'confidence', u.confidence, 'doubts', u.doubts,"
			" 'line', u.line, 'run', u.run,"
			" 'source_markup', x.source_markup,"
			" 'source_extra', x.source_extra,"
			" 'target_markup', x.target_markup,"
			" 'target_extra', x.target_extra, 'extra', x.extra,"
			" 'attributes', x.attributes,"
			" 'alignment', (SELECT b.alignment FROM bead b WHERE b.unit=u.id),"
			" 'bead', (SELECT b.number FROM bead b WHERE b.unit=u.id)),"
			" ?4, ?5 FROM unit u JOIN direction r ON r.id=u.direction"
			" JOIN text s ON s.id=u.source JOIN text t ON t.id=u.target"
			" LEFT JOIN document d ON d.id=u.document"
			" LEFT JOIN document c ON c.id=d.counterpart"
			" LEFT JOIN unit_xml x ON x.unit=u.id WHERE u.id=?3",
			"iiizz", run, (int64_t)kind, (int64_t)unit, source, target),
		err);
}
