"""English words that begin and end no term: words of grammar, and what every text says."""

from __future__ import annotations

GRAMMAR = """
a about above across after again against all almost along already also although always am among an
and another any anybody anyone anything are aren't around as at away b be became because become
been before behind being below beside besides between beyond both but by c can can't cannot could
couldn't d did didn't do does doesn't doing don't done down during e each either else enough et
etc even ever every everybody everyone everything everywhere except f far few fewer first for from
further g had hadn't has hasn't have haven't having he hence her here hers herself him himself his
how however i i'd i'll i'm i've ie if in indeed inside instead into is isn't it it's its itself j
just k l last later latter least less let let's like likely likewise little ll m many may maybe me
meanwhile might mine more moreover most much must my myself n namely near nearly neither never
nevertheless next no nobody none nonetheless nor not nothing now nowhere o of off often on once
one one's ones only onto or other others otherwise ought our ours ourselves out outside over own p
per perhaps please q quite r rather re really regardless s same second several shall she should
shouldn't since so some somebody someone something sometimes somewhat somewhere soon still such t
than that that's the their theirs them themselves then there thereby therefore these they they're
thing things third this those though three through throughout thus to together too toward towards
twice two u under unless unlike until unto up upon us v very via w was wasn't way ways we we'd
we'll we're we've well were weren't what what's whatever when whenever where whereas whereby
wherever whether which whichever while who whole whom whose why will with within without won't
would wouldn't x y yes yet you you'd you'll you're you've your yours yourself z zero ve eg i.e e.g
cf vs
"""
COMMON = """
able according actual add added adding additional allow allowed allows amount answer appear
appears apply applied applies approach ask author available bad based basic basically begin begins
best better big bit book call called calls came care carefully case cases certain chapter check
choose chose chosen clear come comes common commonly compare compared complete concrete consider
considered consists contain contained contains correct corresponding couple create created creates
current day days deal decide define defined defines definition denote denoted depend depending
depends describe described describes desired detail details difference different difficult
directly discuss discussed discussion easily easy effect effectively end ends entire equal
especially essentially example examples exercise exercises exactly expect expected explain
explained fact fall familiar fast faster figure final find finds finding fine follow followed
following follows form found four five full fully general generally get gets getting give given
gives giving go goes going good got great half hand happen happens hard help helpful helps high
higher hold holds hope hundred idea ideas immediately implement implemented important include
included includes including indicate instance interest interested interesting intuition involve
involved involves issue keep keeps kept kind kinds know known knows large larger largest lead
leads learn learned left length lies long longer look looking looks lot lots low lower made main
mainly make makes making manner matter mean means meant mention mentioned minor move namely
natural naturally need needed needs new nice non note notice number numbers obtain obtained
obtains obvious obviously occur occurs old original page pair paper part particular particularly
parts past people perform performed performs person picture piece place places play point points
poor possible possibly practical practice precisely present previous previously problem problems
proceed produce produced produces provide provided provides put question questions quick quickly
quit ran reach read readers reading ready real reason reasons recall refer referred refers
relatively remain remains remember require required requires respect respective respectively
result resulting results return returned returns right run runs said saw say saying says section
see seem seems seen self sense sentence separate set sets setting show showed shown shows side
similar similarly simple simpler simply single situation size small smaller smallest solution
solutions solve sort special specific specifically specify stage start started starts state step
steps stop straightforward strong study subsection sufficient suggest suggests suppose sure table
take taken takes taking talk task tell tells ten term terms text thank thing think thought
thousand time times today total tried true try trying turn turns type types typical typically
understand unit use used useful uses using usual usually value values various verify version view
want wanted wants week word words work worked working works world worth write writes writing
written wrong year years
"""

STOPWORDS = frozenset(GRAMMAR.split()) | frozenset(COMMON.split())
DETERMINERS = """
a an the this these that those each every our your its their some any no of in with by for
"""
BEFORE_NOUNS = frozenset(DETERMINERS.split())
"""Words after which a noun, or what belongs to it, comes."""
