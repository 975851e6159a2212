/** English that names nothing of a repository: what a sentence may begin with and a compound be made of. Base forms. */
const WORDS = `
a an the this that these those it its they their them there here one both each every all any some most many much more
few fewer several other another same such no none nothing neither either only own whole full empty entire
and or but nor so yet if unless when whenever while where wherever whereas because since although though as after before
until once than then thus hence therefore otherwise instead however moreover meanwhile also even still already again
always never often seldom sometimes usually just too very almost about around at by for from in into of off on onto out
over per through to toward under up upon with within without against among between beyond beside besides below above
across along during despite except like near past via plus minus times is are be been being was were do does did done has
have had can cannot could may might must need not shall should will would what which who whose how why
first second third fourth fifth last next previous former latter single double twice half zero
able absent accept access account act active actual add address adapter admit age allow allot alone alive amount answer
apart app appear application apply arrive ask assume asynchronous attach available average await away back background
balance bare base become begin behave behind belong best better big bind block body boot bootstrap bound break budget
buffer build built burst busy byte cache calculate call capacity carry cap case catch cause ceiling change check checkout
choose claim clean clear client close cluster code cold collide come command common compare compete complete compute
concurrent concurrency condition configure configuration connect connection consequence consume contain container content
contend contract control copy core correct cost count crash create cross current cut cycle data database day dead deadline
decide declare default define delay delete demand depend deploy deployment derive describe destination detail determine
die differ different direct discard disk disrupt distinct divide down drain drop due early effect effective elect
element enable end endpoint enforce enough ensure enter environment equal error evict eviction exact exactly example exceed
execute exhaust exist exit expand expect explicit expose extension extra fact factor fail failure fall far fast file fill
final find finish fire fit fix fixed flight follow force fork form format formula forward free frequent fresh function
further get give go good grace graceful gradual grant great group grow guard half hand handle handler hang happen hard
health healthy heap heavy help hence high hit hold host hour idle ignore image immediate implicit incoming increase indeed
infrastructure initial inner input inside instance integer interrupt interval invalid invoke involve issue item job join
keep kernel key kill kind know lack large late latency lead leak leave left length less let level library life light limit
line link list listen literal little live load local lock log long lookup loop lose loss low machine maintain maintenance
make manage manifest map margin match matter maximum mean measure meet memory merely message mid middle migrate migration
millisecond minimum minute miss mode moment monitor mount move multi multiple multiply name narrow native network new node
non normal note notice number object observe occupy occur old open operate operation option order ordinary origin outage
outer outgoing output outside overall overflow overhead overlap override owner page pair parallel parameter parent parse
part pass path pause peak pending percent perform period permit persist phase pick piece pin place plain plan platform
player pod point policy pool poor port possible post potential preload present pressure prevent primary prior private
probe problem proceed process processor produce program project promise protect provide provider public pull purpose push
put query queue quick quit quota quote raise ram range rapid rare rate rather ratio raw reach react read readiness ready
real reason receive recent reclaim reconnect record recover redirect reduce refer reference reflect refuse regard region
reject relate release reload rely remain remainder remote remove render repeat replace replica report request require
requirement reserve reset resolve resource respond response rest restart result resume retain retry return reuse review
right rise risk rolling rollout room root round route row rule run runtime running same sample saturate save say scale
schedule scheduler scope script section secondary section see seem select selector self send separate sequence series
serve server service session set setting setup severe shape share short shortage show shrink shut shutdown side sign signal
silent similar simply simultaneous situation size slack slot slow small socket soft solely soon sort source space spare
spawn specific speed spend spike split spread stable stack stage stall stand standard start startup starve state stay
steady step stop storage store stream string strict strong subject succeed success such sudden suffer sufficient suggest
suit sum supply support surge surplus survive swap switch sync system table take target task tell temporary tend term
terminate termination test text thread threshold throughput throttle throw tie tight time timeout tiny today together
tolerate top total track traffic transaction transfer trigger true turn type typical ultimate unable unavailable unbounded
unit unknown unless unready unset unused update upgrade upper usable usage use useful user usual value variable variant
verdict version victim violate visible volume wait wake want warm warning waste watch way weak web week well wide width
win word work worker workload worse worst worth wrap write wrong yield
actioncable alive allocation always arithmetic bootup built-in bytes checkout clients clock concurrently connections
constant consumer contention cpu deadlock deploys endless even-though everything exception expression extra failing
false fallback field fixed foreground foregoes idle-time implied individual instant integer intended involuntary kept
latest least lifetime longer lower lowest maxima min minima needed neighbour neighbor newly nil null null numeric
occasional online ordinal others outright overload owned partly plenty pooled prefix processing rails regular relative
remaining replacement responding rest resulting roughly roll run-time serially serving shared shorter sibling sized slower
smaller sole somewhere spare started stays steadily string strings stuck sub suffix surviving taken threaded threads
thus trail true twice typically ungraceful unlike unlimited until unused unhealthy upstream versus vertical voluntary wait
waiting whatever whenever whichever whole wholly wide wise within yaml years
`;

const PLAIN = new Set(WORDS.split(/\s+/).filter(Boolean));

/** A word that means nothing particular here, in any of its regular forms: `threads`, `waiting`, `stopped`. */
export function isPlainWord(word: string): boolean {
  return baseForms(word.toLowerCase()).some((form) => PLAIN.has(form));
}

/** What the word may be a form of, itself first. */
export function baseForms(word: string): readonly string[] {
  const forms = [word];
  for (const [ending, ...replacements] of ENDINGS) {
    if (!word.endsWith(ending) || word.length <= ending.length + 1) continue;
    const stem = word.slice(0, -ending.length);
    forms.push(...replacements.map((replacement) => stem + replacement));
    if (stem.at(-1) === stem.at(-2)) forms.push(stem.slice(0, -1));
  }
  return forms;
}

const ENDINGS: readonly (readonly [string, ...string[]])[] = [
  ['ies', 'y'],
  ['ied', 'y'],
  ['es', ''],
  ['s', ''],
  ['ing', '', 'e'],
  ['ed', '', 'e'],
  ['ily', 'y'],
  ['ly', '', 'le'],
  ['er', '', 'e'],
  ['est', '', 'e'],
];
