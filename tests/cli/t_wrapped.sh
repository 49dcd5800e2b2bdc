#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Paragraphs of wrapped text: quoted mails, paragraphs that begin further in, headings
# right above a paragraph, lines that begin with names; and lines that must not join.
. "$(dirname "$0")/../tap.sh"

# expect NAME: the part of standard input before "---" is read as the lines after it
expect() {
	awk -v t=text.txt -v w=want '/^---$/ { part = 1; next } { print > (part ? w : t) }'
	run 0 "$1" entente read text.txt
	cut -f 3 out > got
	ok_same want got "$1: paragraphs"
}
ok_same() {
	cmp -s "$1" "$2"
	ok $? "$3" || diff "$1" "$2" | sed 's/^/# /'
}

expect "a mail that quotes another" <<'END'
Dear Anne,

> Could you tell us when the new timetable will be printed, and
> whether the changes of the coastal line are in it already? We
> have had many questions.
It will be printed on 3 May. The coastal line is not in it, because
the works at the tunnel have not been finished yet.
> Many thanks and best wishes

The same to you,
Marc
---
Dear Anne,
Could you tell us when the new timetable will be printed, and whether the changes of the coastal line are in it already? We have had many questions.
It will be printed on 3 May. The coastal line is not in it, because the works at the tunnel have not been finished yet.
Many thanks and best wishes
The same to you,
Marc
END
expect "a mail that quotes two" <<'END'
>> The board asks every branch to send its figures before the end of
>> the month, so that the report can be printed in time for the annual
>> meeting.
>
> We sent ours last week, but nobody has confirmed that they arrived,
> and the address in the circular seems to be wrong.

They arrived. The address was wrong indeed and has been corrected on
the web page.
---
The board asks every branch to send its figures before the end of the month, so that the report can be printed in time for the annual meeting.
We sent ours last week, but nobody has confirmed that they arrived, and the address in the circular seems to be wrong.
They arrived. The address was wrong indeed and has been corrected on the web page.
END
expect "marks that compare" <<'END'
> 65 years
>= 5 %
>x
---
> 65 years
>= 5 %
>x
END
expect "paragraphs that begin further in" <<'END'
    Le conseil a examiné la demande de la commune qui voulait
agrandir son cimetière, et il a donné un avis favorable sous
réserve que les arbres de l'ancienne allée soient conservés.
    La commission des finances se prononcera au mois de juin,
quand le devis définitif aura été remis par les architectes.
    Les travaux pourraient commencer en automne, mais le maire
préfère attendre la fin des vendanges pour ne gêner personne.
---
Le conseil a examiné la demande de la commune qui voulait agrandir son cimetière, et il a donné un avis favorable sous réserve que les arbres de l'ancienne allée soient conservés.
La commission des finances se prononcera au mois de juin, quand le devis définitif aura été remis par les architectes.
Les travaux pourraient commencer en automne, mais le maire préfère attendre la fin des vendanges pour ne gêner personne.
END
expect "speech that begins further in" <<'END'
  The old man looked at the lantern for a long time before he spoke, and
when he did his voice was so low that the girl had to lean forward.
  "It was here before the house," he said. "My grandfather found it when
he dug the well."
  "And who lit it?"
  "Nobody has ever lit it. That is what I have been trying to tell you
since you came."
---
The old man looked at the lantern for a long time before he spoke, and when he did his voice was so low that the girl had to lean forward.
"It was here before the house," he said. "My grandfather found it when he dug the well."
"And who lit it?"
"Nobody has ever lit it. That is what I have been trying to tell you since you came."
END
expect "headings right above paragraphs" <<'END'
Opening hours
The museum is open from ten to six on all days but Monday, and on the
first Thursday of the month it closes at nine in the evening, which is
announced at the door.

How to get here
Tram 4 stops in front of the gate. From the station it is a walk of ten
minutes along the canal, which is signposted.
---
Opening hours
The museum is open from ten to six on all days but Monday, and on the first Thursday of the month it closes at nine in the evening, which is announced at the door.
How to get here
Tram 4 stops in front of the gate. From the station it is a walk of ten minutes along the canal, which is signposted.
END
expect "nouns with capitals" <<'END'
Der Ausschuss hat in seiner gestrigen Sitzung beschlossen, die
Beratungen über den Entwurf des Gesetzes auf den Herbst zu
vertagen. Die Mehrheit der Mitglieder hält die Angaben des
Ministeriums zu den Kosten für unvollständig und verlangt eine
Berechnung, die auch die Ausgaben der Gemeinden enthält.

Der Minister sagte eine Vorlage bis Ende September zu. Die
Opposition sprach von einem Zeichen der Schwäche.
---
Der Ausschuss hat in seiner gestrigen Sitzung beschlossen, die Beratungen über den Entwurf des Gesetzes auf den Herbst zu vertagen. Die Mehrheit der Mitglieder hält die Angaben des Ministeriums zu den Kosten für unvollständig und verlangt eine Berechnung, die auch die Ausgaben der Gemeinden enthält.
Der Minister sagte eine Vorlage bis Ende September zu. Die Opposition sprach von einem Zeichen der Schwäche.
END
expect "names with capitals" <<'END'
The delegation was led by Professor Adelheid Brandt of the University of
Freiburg and included Dr. Paul Okonkwo, Ms. Lena Sjöberg and Mr. Andrés
Villanueva, who had prepared the visit together with the embassies in
Vienna and in Berne. They were received by the mayor of Nerava and by
Bishop Konrad.
---
The delegation was led by Professor Adelheid Brandt of the University of Freiburg and included Dr. Paul Okonkwo, Ms. Lena Sjöberg and Mr. Andrés Villanueva, who had prepared the visit together with the embassies in Vienna and in Berne. They were received by the mayor of Nerava and by Bishop Konrad.
END
expect "verse, an address and a programme in wrapped text" <<'END'
She read aloud what was carved into the lintel of the old door, and the
children listened:

The river goes where none can go,
   The heron looks and waits,
And all the things we used to know
   Are closed within the gates.

Ms. Ingrid Halvorsen
Harbour Council of Nerava
14 Chandlers' Row

10:00 Opening by the chair
10:30 Walk through the orchards
14:00 Talk on grafting, with slides

Children pay nothing, and the others pay what they think that it was
worth to them.
---
She read aloud what was carved into the lintel of the old door, and the children listened:
The river goes where none can go,
The heron looks and waits,
And all the things we used to know
Are closed within the gates.
Ms. Ingrid Halvorsen
Harbour Council of Nerava
14 Chandlers' Row
10:00 Opening by the chair
10:30 Walk through the orchards
14:00 Talk on grafting, with slides
Children pay nothing, and the others pay what they think that it was worth to them.
END
done_testing
