# SPDX-License-Identifier: Apache-2.0
# Sourced by tests of the service: releases of a tree and what people say of them.

release() { # STEM FIGURE [DATE_EN DATE_FR]: STEM.en.txt and STEM.fr.txt
	mkdir -p "$(dirname "$1")"
	printf 'Ferry reopens\n\nLindholm, %s\n\nThe ferry between Lindholm and Aarsund reopens after five months.\n\nIt will carry %s passengers a day, the director of the harbour office said.\n\nTickets are sold at the old pier and on board.\n\nThe works were paid for by the two towns and by the Sound Fund.\n' "${3:-2 May 2024}" "$2" > "$1.en.txt"
	printf 'Le traversier reprend du service\n\nLindholm, le %s\n\nLe traversier entre Lindholm et Aarsund reprend du service après cinq mois.\n\nIl transportera %s passagers par jour, a déclaré le directeur du bureau du port.\n\nLes billets sont vendus à l’ancien quai et à bord.\n\nLes travaux ont été financés par les deux villes et par le Fonds du détroit.\n' "${4:-2 mai 2024}" "$2" > "$1.fr.txt"
}
decide() { # MEMORY DOCUMENT LINE
	entente review -m "$1" --below 1 --limit 1 --document "$2" | grep '^@' > edit; echo "$3" >> edit
	entente review -m "$1" --apply edit > out 2> err
}
