#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Any pair of languages: without a lexicon, with a small glossary and with a bad
# dictionary, texts with a paragraph left out and one added are pairs and stored, most
# beads are sure, and strangers of the same length are refused.
. "$(dirname "$0")/../tap.sh"

cat > bruecke.de.txt <<'EOF'
Die alte Brücke über den Fluss wird im nächsten Jahr erneuert. Die Arbeiten beginnen im März und dauern acht Monate.

Die Stadt bezahlt drei Millionen Euro. Den Rest übernimmt der Kanton.

Während der Arbeiten fahren die Busse über die Umgehungsstraße. Fußgänger können eine kleine Fähre benutzen, die alle zehn Minuten fährt.

Die Händler der Altstadt sind besorgt. Sie fürchten, dass weniger Kunden kommen.

Die Bürgermeisterin hat ihnen eine Entschädigung versprochen. Ein Ausschuss wird im Januar darüber entscheiden.

Die Brücke wurde 1887 gebaut. Im Krieg wurde sie zerstört und 1949 wieder errichtet.

Sie ist 120 Meter lang und hat fünf Bögen.
EOF
cat > bruecke.fr.txt <<'EOF'
Le vieux pont sur la rivière sera rénové l'année prochaine. Les travaux commenceront en mars et dureront huit mois.

La ville paie trois millions d'euros. Le canton prend en charge le reste.

Pendant les travaux, les bus passeront par la rocade. Les piétons pourront prendre un petit bac qui part toutes les dix minutes.

Les commerçants de la vieille ville sont inquiets. Ils craignent que les clients soient moins nombreux.

La maire leur a promis une indemnité. Une commission en décidera en janvier.

Le pont a été construit en 1887. Détruit pendant la guerre, il a été reconstruit en 1949.

Il mesure 120 mètres de long et compte cinq arches.
EOF
cat > brot.de.txt <<'EOF'
Ein gutes Brot braucht Zeit. Der Teig muss über Nacht ruhen.

Man nimmt 500 Gramm Mehl, 350 Gramm Wasser und 10 Gramm Salz. Die Hefe löst man in lauwarmem Wasser auf.

Am Morgen heizt man den Ofen auf 240 Grad. Das Brot bäckt vierzig Minuten.

Meine Großmutter legte immer ein Stück Apfel in den Topf. So blieb das Brot eine Woche lang frisch.

Wer keinen Ofen hat, kann eine Pfanne mit Deckel nehmen.

Das Brot ist fertig, wenn es hohl klingt. Man klopft dafür mit dem Finger auf den Boden.

Danach lässt man es auf einem Gitter abkühlen. Heißes Brot ist schwer verdaulich.
EOF
cat > brot.fr.txt <<'EOF'
Un bon pain demande du temps. La pâte doit reposer toute la nuit.

On prend 500 grammes de farine, 350 grammes d'eau et 10 grammes de sel. On dissout la levure dans de l'eau tiède.

Le matin, on chauffe le four à 240 degrés. Le pain cuit quarante minutes.

Ma grand-mère mettait toujours un morceau de pomme dans le pot. Ainsi le pain restait frais pendant une semaine.

Celui qui n'a pas de four peut prendre une poêle avec un couvercle.

Le pain est prêt quand il sonne creux. Pour cela, on frappe le dessous avec le doigt.

Ensuite on le laisse refroidir sur une grille. Le pain chaud est difficile à digérer.
EOF
cat > mercado.es.txt <<'EOF'
El mercado abre a las seis de la mañana. Los pescadores traen el pescado directamente del puerto.

Hay cuarenta puestos en la planta baja y doce en la primera planta. Los domingos está cerrado.

El edificio fue construido en 1903 por el arquitecto Ramón Salcedo. Tiene un techo de hierro y cristal.

Los vecinos quieren que el ayuntamiento repare las ventanas. Algunas llevan años rotas.

La concejala prometió una solución antes del verano. Dijo que el presupuesto ya está aprobado.

Los turistas compran sobre todo fruta y queso. Los cocineros de los restaurantes llegan muy temprano.

En diciembre se celebra una feria de artesanía. La entrada es gratuita.
EOF
cat > mercado.en.txt <<'EOF'
The market opens at six in the morning. The fishermen bring the fish straight from the harbour.

There are forty stalls on the ground floor and twelve on the first floor. It is closed on Sundays.

The building was built in 1903 by the architect Ramón Salcedo. It has a roof of iron and glass.

The neighbours want the council to repair the windows. Some have been broken for years.

The councillor promised a solution before the summer. She said that the budget is already approved.

Tourists buy mostly fruit and cheese. The cooks of the restaurants arrive very early.

A craft fair is held in December. Admission is free.
EOF
cat > tren.es.txt <<'EOF'
El nuevo tren llegará a la costa en dos horas. Hoy el viaje dura casi cuatro.

La línea tiene 215 kilómetros y atraviesa nueve túneles.

El túnel más largo mide siete kilómetros. Su construcción costó la vida a tres obreros.

Los billetes costarán entre 18 y 45 euros. Los estudiantes pagarán la mitad.

Los agricultores se quejan del ruido. La empresa ha plantado árboles a lo largo de la vía.

El primer tren saldrá el 4 de mayo a las ocho. El ministro viajará en él.

Nadie sabe todavía si habrá trenes por la noche.
EOF
cat > tren.en.txt <<'EOF'
The new train will reach the coast in two hours. Today the journey takes almost four.

The line is 215 kilometres long and goes through nine tunnels.

The longest tunnel measures seven kilometres. Its construction cost the lives of three workers.

Tickets will cost between 18 and 45 euros. Students will pay half.

Farmers complain about the noise. The company has planted trees along the track.

The first train will leave on 4 May at eight o'clock. The minister will travel on it.

Nobody knows yet whether there will be trains at night.
EOF
cat > dijk.nl.txt <<'EOF'
De dijk is vannacht op twee plaatsen doorgebroken. De brandweer heeft zestig gezinnen in veiligheid gebracht.

Niemand raakte gewond. Het water staat anderhalve meter hoog in de straten.

De burgemeester heeft het leger om hulp gevraagd. Soldaten vullen nu zandzakken.

De scholen blijven tot maandag gesloten. De treinen rijden niet tussen Brug en Haven.

De dijk werd in 1954 gebouwd. Een inspectie in 2019 vond geen gebreken.

Volgens de weerdienst houdt de regen donderdag op. Daarna zal het water langzaam zakken.
EOF
cat > dijk.fr.txt <<'EOF'
La digue s'est rompue cette nuit à deux endroits. Les pompiers ont mis soixante familles en sécurité.

Personne n'a été blessé. L'eau monte à un mètre et demi dans les rues.

Le bourgmestre a demandé l'aide de l'armée. Des soldats remplissent maintenant des sacs de sable.

Les écoles restent fermées jusqu'à lundi. Les trains ne circulent pas entre Brug et Haven.

La digue avait été construite en 1954. Une inspection menée en 2019 n'avait trouvé aucun défaut.

Selon le service météorologique, la pluie cessera jeudi. Ensuite l'eau baissera lentement.
EOF

confidences() { sed 's/.*"confidence":\([0-9.]*\).*/\1/' out; }
median() { confidences | sort -n | awk '{ c[NR] = $1 } END { print c[int((NR + 1) / 2)] }'; }

printf 'Wasser\teau\nBrot\tpain\nStadt\tville\n' > small.tsv
printf 'Brücke\tfarine\nBrot\tpont\nFluss\tfour\nJahr\tsel\nStadt\tdoigt\nWasser\tbus\nmarket\tt\n' > bad.tsv
printf 'tren\troof\nmercado\tticket\nneighbours\tw\nvecinos\ttunnel\n' > wrong.tsv
for case in 'de fr bruecke brot' 'es en mercado tren'; do
	set -- $case
	from=$1 to=$2 one=$3 other=$4
	for glossary in '' small.tsv bad.tsv wrong.tsv; do
		for text in $one $other; do
			run 0 "$text, glossary: ${glossary:-none}" entente align --format jsonl \
				--from $from --to $to ${glossary:+--glossary $glossary} \
				$text.$from.txt $text.$to.txt
			! grep -q 'hardly look' err; ok $? "they are a pair"
			[ "$(median | awk '{ print ($1 > .8) }')" = 1 ]; ok $? "most beads are sure"
		done
		run 0 "strangers, glossary: ${glossary:-none}" entente align --format jsonl \
			--from $from --to $to ${glossary:+--glossary $glossary} \
			$one.$from.txt $other.$to.txt
		grep -q 'hardly look' err; ok $? "are not a pair"
		is "$(confidences | awk '$1 > .5' | wc -l)" 0 "no bead is sure"
	done
done

# changed NAME FROM TO FOLDER: the third paragraph left out and another one added
changed() {
	mkdir -p "$4"; cp "$1.$2.txt" "$4"
	sed 5,6d "$1.$3.txt" > "$4/$1.$3.txt"
	printf '\n%s\n' "$5" >> "$4/$1.$3.txt"
}
fr='Le journal du soir paraîtra désormais en couleurs. Son prix ne change pas. Les abonnés recevront une lettre.'
changed bruecke de fr a "$fr"
changed dijk nl fr b "$fr"
changed mercado es en c 'The swimming pool will get a new slide. It is thirty metres long.'
for case in 'a de fr' 'b nl fr' 'c es en'; do
	set -- $case
	run 0 "a paragraph left out, another added, $2 to $3" entente batch -m $1.entente --from $2 --to $3 $1
	stored=$(sed -n 's/.*; \([0-9]*\) units.*/\1/p' out)
	[ "${stored:-0}" -ge 8 ]; ok $? "units are stored ($stored)"
done
mkdir s; cp bruecke.de.txt s/x.de.txt; cp brot.fr.txt s/x.fr.txt
run 0 "strangers in a batch" entente batch -m s.entente --from de --to fr s
is "$(sed -n 's/.*; \([0-9]*\) units.*/\1/p' out)" 0 "none is stored"
done_testing
