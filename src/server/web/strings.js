// strings.js - every text of the page, in both languages.
const texts = {
	en: {
		skip: "Skip to the content", search: "Search", documents: "Documents", review: "Review",
		add: "Add", exportTitle: "Export", memory: "Memory", main: "Main", language: "Français",
		languageTitle: "Afficher la page en français", theme: "Light or dark", keys: "Keys",
		q: "How was this put before?", qHint: "A sentence, a phrase or a word, in either language",
		other: "and on the other side", find: "Search", filters: "Filters", direction: "Languages",
		anyDirection: "Either, found by itself", document: "Document", documentHint: "name, * for any characters",
		since: "From", until: "To", dateHint: "2024, 2024-06 or 2024-06-30", confidence: "Minimum confidence",
		origin: "Origin", label: "Label", year: "Year", sort: "Order", newest: "Newest first", best: "Surest first",
		matches: "Matches", renderings: "Renderings", concordance: "In context", fragments: "Phrases of it",
		matchesNone: "No sentence is similar to this one.", nothing: "Nothing found",
		nothingHint: "Try fewer words, the beginning of a word with * (develop*), or remove a filter.",
		hits_one: "{n} place", hits_other: "{n} places", shown: "{n} of {all}", more: "Show more",
		welcome: "Type a sentence to see how it was translated, or a phrase to see it in context.",
		emptyMemory: "This memory is empty.", emptyHint: "Add two versions of a document, or a TMX file.",
		units_one: "{n} unit", units_other: "{n} units", documents_one: "{n} document", documents_other: "{n} documents",
		adapted: "with the values of your text", notAdapted: "not adapted", stored: "as stored", differences: "Differences",
		exact: "exact", fuzzy: "fuzzy", near: "near", context: "in context", codes: "codes differ",
		place: "paragraph {n}", confidenceIs: "confidence {n}", copy: "Copy", copied: "Copied", open: "Document",
		edit: "Correct", exclude: "Hide document", prefer: "Put document first", clear: "Clear",
		byYear: "By year", byDocument: "By document", noDate: "no date", noDocument: "no document",
		uses_one: "{n} use", uses_other: "{n} uses", otherRenderings: "without a sure counterpart",
		filteredBy: "Filtered by", remove: "Remove filter {name}", rendering: "Rendering",
		lost: "The server does not answer. The page tries again by itself.", back: "The server answers again.",
		busy: "The memory is being changed. Try again in a moment.", failed: "That did not work: {message}",
		tokenNeeded: "Changes need the token of this server.", token: "Token", ok: "OK", cancel: "Cancel", save: "Save",
		readOnly: "This server is read-only.", loading: "Loading…", title: "Title", date: "Date", filterDocuments: "Filter documents",
		aligned: "aligned by machine", decided: "decided by {who}", doubtful: "doubtful", sure: "sure",
		previous: "Previous", next: "Next", nextDoubtful: "Next doubtful", original: "Original file",
		source: "Source", target: "Target", score: "Score", missingSide: "nothing answers this",
		confirm: "Confirm", reject: "Not a pair", mergeNext: "Merge with next", split: "Split",
		moveDown: "Target down", moveUp: "Target up", undo: "Undo", redo: "Redo", editor: "Alignment",
		saved: "Saved", deleteUnit: "Delete this unit", history: "History", historyNone: "No change yet.", changedBy: "{who}, {date}",
		places_one: "{n} doubtful place", places_other: "{n} doubtful places", below: "Confidence below", doubtfulPlaces: "Doubtful places",
		allSure: "No place is doubtful.", who: "Your name", whoHint: "kept with each decision",
		dropFiles: "Drop files here, or choose them", dropHint: "A release in both languages, a folder or a zip of releases, or TMX, XLIFF, TSV, PO or TBX",
		chooseFiles: "Choose files", from: "From", to: "To", start: "Start", jobs: "Jobs", result: "Result",
		waiting: "waiting", running: "running", done: "done", failedState: "failed", cancelled: "cancelled",
		stored_one: "{n} stored", stored_other: "{n} stored", before: "{n} there before", refused: "{n} refused", problems: "Problems",
		outcome_found: "found", outcome_added: "added", outcome_replaced: "replaced", outcome_unchanged: "unchanged", outcome_failed: "failed", outcome_removed: "removed", outcome_superseded: "superseded", outcome_moved: "moved", outcome_retired: "retired", outcome_deleted: "deleted", outcome_unpaired: "no counterpart",
		line: "line {n}", pairs_one: "{n} pair", pairs_other: "{n} pairs", doubtfulOf: "{n} of them doubtful", pairing: "Pairs",
		placeOf: "place {n} of {all}", previousFound: "Previous place", nextFound: "Next place", exportThese: "Export these units", exportFound: "Units in which this is found",
		format: "Format", download: "Download", exportHint: "What the filters leave is written to one file.",
		size: "Size", growth: "Growth", languages: "Languages", histogram: "Confidence", imports: "Imports",
		undoImport: "Undo", undoImportAsk: "Remove the {n} units of {file}?", bytes: "{n} MB", perMonth: "Units by month",
		units: "Units", keyHelp: "Keys", key_slash: "search", key_jk: "next or previous item", key_c: "copy the target",
		key_x: "copy the adapted target", key_o: "open the document", key_e: "correct", key_h: "these keys", key_esc: "close",
		key_m: "merge with the next", key_s: "split", key_y: "confirm", key_r: "not a pair", key_up: "move the last target up or down",
		key_u: "undo, redo", key_f: "next or previous place found", key_n: "next doubtful place", close: "Close", notFound: "There is no such page.", home: "Search",
		decision_accept: "confirmed", decision_reject: "rejected", decision_relink: "linked again", wholeMemory: "the whole memory",
		doubt_length: "lengths do not fit", doubt_coverage: "few words have a counterpart", doubt_omitted: "one side is empty",
		doubt_moved: "moved", doubt_boundary: "uncertain sentence end", doubt_numbers: "numbers differ", doubt_rival: "another grouping is nearly as good", doubt_untranslated: "the same prose on both sides",
		name: "Name", total: "Total", unitsOf: "Units of {name}", noAlignment: "These units were imported; there is no aligned document.",
		reuse: "Reuse", dropDocument: "Drop a new document here, or choose it", excludeDocuments: "Without documents", reuseSum: "{share} % of the text is in passages translated before.",
		analysis: "Analysis", band: "Band", band_ice: "in context", band_new: "new", band_repetition: "repeated in the text", band_internal: "similar in the text", segments: "Segments", wordsOf: "Words", share: "Share", text: "Text", quotations: "Quotations", passage: "Passage", passageHint: "The translation of a passage is shown here.",
		passageIs: "Passage of {n} words", words_one: "{n} word", words_other: "{n} words", quote_verbatim: "verbatim", quote_differs: "differs", quote_unknown: "unknown", key_np: "next or previous passage",
	},
	fr: {
		skip: "Aller au contenu", search: "Recherche", documents: "Documents", review: "Révision",
		add: "Ajouter", exportTitle: "Exporter", memory: "Mémoire", main: "Principal", language: "English",
		languageTitle: "Show the page in English", theme: "Clair ou sombre", keys: "Touches",
		q: "Comment l’a-t-on déjà dit ?", qHint: "Une phrase, une expression ou un mot, dans l’une ou l’autre langue",
		other: "et de l’autre côté", find: "Chercher", filters: "Filtres", direction: "Langues",
		anyDirection: "L’une ou l’autre, reconnue seule", document: "Document", documentHint: "nom, * pour toute suite de caractères",
		since: "Du", until: "Au", dateHint: "2024, 2024-06 ou 2024-06-30", confidence: "Confiance minimale",
		origin: "Origine", label: "Étiquette", year: "Année", sort: "Ordre", newest: "Récents d’abord", best: "Sûrs d’abord",
		matches: "Correspondances", renderings: "Traductions", concordance: "En contexte", fragments: "Expressions qu’elle contient",
		matchesNone: "Aucune phrase ne ressemble à celle-ci.", nothing: "Rien trouvé",
		nothingHint: "Essayez moins de mots, le début d’un mot avec * (dévelop*), ou retirez un filtre.",
		hits_one: "{n} endroit", hits_other: "{n} endroits", shown: "{n} sur {all}", more: "Afficher plus",
		welcome: "Tapez une phrase pour voir comment elle a été traduite, ou une expression pour la voir en contexte.",
		emptyMemory: "Cette mémoire est vide.", emptyHint: "Ajoutez les deux versions d’un document, ou un fichier TMX.",
		units_one: "{n} unité", units_other: "{n} unités", documents_one: "{n} document", documents_other: "{n} documents",
		adapted: "avec les valeurs de votre texte", notAdapted: "reste à adapter", stored: "tel quel", differences: "Différences",
		exact: "identique", fuzzy: "proche", near: "presque identique", context: "en contexte", codes: "codes différents",
		place: "paragraphe {n}", confidenceIs: "confiance {n}", copy: "Copier", copied: "Copié", open: "Document",
		edit: "Corriger", exclude: "Masquer le document", prefer: "Document en tête", clear: "Effacer",
		byYear: "Par année", byDocument: "Par document", noDate: "sans date", noDocument: "sans document",
		uses_one: "{n} emploi", uses_other: "{n} emplois", otherRenderings: "sans équivalent sûr",
		filteredBy: "Filtré par", remove: "Retirer le filtre {name}", rendering: "Traduction",
		lost: "Le serveur ne répond pas. La page réessaie d’elle-même.", back: "Le serveur répond de nouveau.",
		busy: "La mémoire est en cours de modification. Réessayez dans un instant.", failed: "Échec : {message}",
		tokenNeeded: "Les modifications demandent le jeton de ce serveur.", token: "Jeton", ok: "OK", cancel: "Annuler", save: "Enregistrer",
		readOnly: "Ce serveur est en lecture seule.", loading: "Chargement…", title: "Titre", date: "Date", filterDocuments: "Filtrer les documents",
		aligned: "aligné par la machine", decided: "décidé par {who}", doubtful: "douteux", sure: "sûr",
		previous: "Précédent", next: "Suivant", nextDoubtful: "Douteux suivant", original: "Fichier d’origine",
		source: "Source", target: "Cible", score: "Score", missingSide: "rien n’y répond",
		confirm: "Confirmer", reject: "Pas une paire", mergeNext: "Fusionner avec la suite", split: "Scinder",
		moveDown: "Cible plus bas", moveUp: "Cible plus haut", undo: "Défaire", redo: "Refaire", editor: "Alignement",
		saved: "Enregistré", deleteUnit: "Supprimer cette unité", history: "Historique", historyNone: "Aucune modification.", changedBy: "{who}, {date}",
		places_one: "{n} endroit douteux", places_other: "{n} endroits douteux", below: "Confiance inférieure à", doubtfulPlaces: "Endroits douteux",
		allSure: "Aucun endroit n’est douteux.", who: "Votre nom", whoHint: "gardé avec chaque décision",
		dropFiles: "Déposez des fichiers ici, ou choisissez-les", dropHint: "Un document dans les deux langues, un dossier ou un zip de documents, ou TMX, XLIFF, TSV, PO ou TBX",
		chooseFiles: "Choisir des fichiers", from: "De", to: "Vers", start: "Lancer", jobs: "Tâches", result: "Résultat",
		waiting: "en attente", running: "en cours", done: "terminé", failedState: "échoué", cancelled: "annulé",
		stored_one: "{n} enregistrée", stored_other: "{n} enregistrées", before: "{n} déjà là", refused: "{n} refusées", problems: "Problèmes",
		outcome_found: "trouvée", outcome_added: "ajoutée", outcome_replaced: "remplacée", outcome_unchanged: "inchangée", outcome_failed: "échouée", outcome_removed: "retirée", outcome_superseded: "remplacée par une version plus récente", outcome_moved: "déplacée", outcome_retired: "périmée", outcome_deleted: "supprimée", outcome_unpaired: "sans équivalent",
		line: "ligne {n}", pairs_one: "{n} paire", pairs_other: "{n} paires", doubtfulOf: "dont {n} douteuse(s)", pairing: "Paires",
		placeOf: "endroit {n} sur {all}", previousFound: "Endroit précédent", nextFound: "Endroit suivant", exportThese: "Exporter ces unités", exportFound: "Unités où ceci se trouve",
		format: "Format", download: "Télécharger", exportHint: "Ce que laissent les filtres est écrit dans un fichier.",
		size: "Taille", growth: "Croissance", languages: "Langues", histogram: "Confiance", imports: "Imports",
		undoImport: "Défaire", undoImportAsk: "Retirer les {n} unités de {file} ?", bytes: "{n} Mo", perMonth: "Unités par mois",
		units: "Unités", keyHelp: "Touches", key_slash: "chercher", key_jk: "élément suivant ou précédent", key_c: "copier la cible",
		key_x: "copier la cible adaptée", key_o: "ouvrir le document", key_e: "corriger", key_h: "ces touches", key_esc: "fermer",
		key_m: "fusionner avec la suite", key_s: "scinder", key_y: "confirmer", key_r: "pas une paire", key_up: "déplacer la dernière cible vers le haut ou le bas",
		key_u: "défaire, refaire", key_f: "endroit trouvé suivant ou précédent", key_n: "endroit douteux suivant", close: "Fermer", notFound: "Cette page n’existe pas.", home: "Recherche",
		decision_accept: "confirmé", decision_reject: "rejeté", decision_relink: "relié", wholeMemory: "toute la mémoire",
		doubt_length: "longueurs incompatibles", doubt_coverage: "peu de mots ont un équivalent", doubt_omitted: "un côté est vide",
		doubt_moved: "déplacé", doubt_boundary: "fin de phrase incertaine", doubt_numbers: "nombres différents", doubt_rival: "un autre groupement convient presque autant", doubt_untranslated: "le même texte des deux côtés",
		name: "Nom", total: "Total", unitsOf: "Unités de {name}", noAlignment: "Ces unités ont été importées ; il n’y a pas de document aligné.",
		reuse: "Réemploi", dropDocument: "Déposez un nouveau document ici, ou choisissez-le", excludeDocuments: "Sans les documents", reuseSum: "{share} % du texte se trouvent dans des passages déjà traduits.",
		analysis: "Analyse", band: "Tranche", band_ice: "en contexte", band_new: "nouveau", band_repetition: "répété dans le texte", band_internal: "semblable dans le texte", segments: "Segments", wordsOf: "Mots", share: "Part", text: "Texte", quotations: "Citations", passage: "Passage", passageHint: "La traduction d’un passage s’affiche ici.",
		passageIs: "Passage de {n} mots", words_one: "{n} mot", words_other: "{n} mots", quote_verbatim: "mot pour mot", quote_differs: "diffère", quote_unknown: "inconnue", key_np: "passage suivant ou précédent",
	},
};

function preferred() {
	const kept = localStorage.getItem("language");
	if (kept in texts) return kept;
	return (navigator.languages || []).map((l) => l.slice(0, 2)).find((l) => l in texts) || "en";
}

export let language = preferred();

export function setLanguage(value) {
	language = value;
	localStorage.setItem("language", value);
}

/** The text of a key, {name} replaced. */
export function t(key, values) {
	const text = texts[language][key] ?? texts.en[key] ?? key;
	return values ? text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all) : text;
}

/** A counted noun: "1 unit", "2 units". */
export function count(key, n) {
	const form = new Intl.PluralRules(language).select(n) === "one" ? "one" : "other";
	return t(`${key}_${form}`, { n: number(n) });
}

export function number(n, digits = 0) {
	return n.toLocaleString(language, { maximumFractionDigits: digits });
}

/** "2.45" or "2,45". */
export function fraction(x) {
	return x.toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** "Mar" of "2025-03". */
export function monthName(month) {
	return new Date(`${month}-15`).toLocaleString(language, { month: "short" }).replace(".", "");
}

/** Both languages have the same keys; a test checks it. */
export function missing() {
	const en = Object.keys(texts.en), fr = Object.keys(texts.fr);
	return [...en.filter((k) => !(k in texts.fr)), ...fr.filter((k) => !(k in texts.en))];
}
