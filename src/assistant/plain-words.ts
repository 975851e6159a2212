/** English that names nothing of a repository: what a sentence may begin with and a compound be made of. Base forms. */
const WORDS = `
a able about above absent accept access account across act active actual adapter add address admit after again against
age alive all allocation allot allow almost alone along already also although always among amount an and another
answer any apart app appear application apply are arithmetic around arrive as ask assume asynchronous at attach
available average await away back background balance bare base be because become been before begin behave behind being
belong below beside besides best better between beyond big bind block body boot bootstrap bootup both bound break
budget buffer build built burst busy but by byte bytes cache calculate call can cannot cap capacity carry case catch
cause ceiling change check checkout choose claim clean clear client clients clock close cluster code cold collide come
command common compare compete complete compute concurrency concurrent concurrently condition configuration configure
connect connection connections consequence constant consume consumer contain container contend content contention
contract control copy core correct cost could count cpu crash create cross current cut cycle data database day dead
deadline deadlock decide declare default define delay delete demand depend deploy deployment deploys derive describe
despite destination detail determine did die differ different direct discard disk disrupt distinct divide do does done
double down drain drop due during each early effect effective either elect element empty enable end endless endpoint
enforce enough ensure enter entire environment equal error even every everything evict eviction exact exactly example
exceed except exception execute exhaust exist exit expand expect explicit expose expression extension extra fact
factor fail failing failure fall fallback false far fast few fewer field fifth file fill final find finish fire first
fit fix fixed flight follow for force foreground fork form format former formula forward fourth free frequent fresh
from full function further get give go good grace graceful gradual grant great group grow guard had half hand handle
handler hang happen hard has have health healthy heap heavy help hence here high hit hold host hour how however idle
if ignore image immediate implicit implied in incoming increase individual infrastructure initial inner input inside
instance instant instead integer intended interrupt interval into invalid invoke involuntary involve is issue it item
its job join just keep kept kernel key kill kind know lack large last late latency latest latter lead leak least leave
left length less let level library life lifetime light like limit line link list listen literal little live load local
lock log long longer lookup loop lose loss low lower lowest machine maintain maintenance make manage manifest many map
margin match matter maximum may mean meanwhile measure meet memory merely message mid middle might migrate migration
millisecond min minimum minus minute miss mode moment monitor more moreover most mount move much multi multiple
multiply must name narrow native near need needed neighbor neighbour neither network never new newly next nil no node
non none nor normal not note nothing notice number numeric object observe occasional occupy occur of off often old on
once one online only onto open operate operation option or order ordinal ordinary origin other others otherwise out
outage outer outgoing output outright outside over overall overflow overhead overlap overload override own owned owner
page pair parallel parameter parent parse part partly pass past path pause peak pending per percent perform period
permit persist phase pick piece pin place plain plan platform plenty plus pod point policy pool pooled poor port
possible post potential prefix preload present pressure prevent previous primary prior private probe problem proceed
process processing processor produce program project promise protect provide provider public pull purpose push put
query queue quick quit quota quote rails raise ram range rapid rare rate rather ratio raw reach react read readiness
ready real reason receive recent reclaim reconnect record recover redirect reduce refer reference reflect refuse
regard region regular reject relate relative release reload rely remain remainder remaining remote remove render
repeat replace replacement replica report request require requirement reserve reset resolve resource respond
responding response rest restart result resulting resume retain retry return reuse review right rise risk roll rolling
rollout room root roughly round route row rule run running runtime same sample saturate save say scale schedule
scheduler scope script second secondary section see seem seldom select selector self send separate sequence serially
series serve server service serving session set setting setup several severe shall shape share shared short shortage
shorter should show shrink shut shutdown sibling side sign signal silent similar simply simultaneous since single
situation size sized slack slot slow slower small smaller so socket soft sole solely some sometimes somewhere soon
sort source space spare spawn specific speed spend spike split spread stable stack stage stall stand standard start
started startup starve state stay stays steadily steady step still stop storage store stream strict string strings
strong stuck sub subject succeed success such sudden suffer sufficient suffix suggest suit sum supply support surge
surplus survive surviving swap switch sync system table take taken target task tell temporary tend term terminate
termination test text than that the their them then there therefore these they third this those though thread threaded
threads threshold throttle through throughput throw thus tie tight time timeout times tiny to today together tolerate
too top total toward track traffic trail transaction transfer trigger true turn twice type typical typically ultimate
unable unavailable unbounded under unhealthy unit unknown unless unlike unlimited unready unset until unused up update
upgrade upon upper upstream usable usage use useful user usual usually value variable variant verdict version versus
vertical very via victim violate visible volume voluntary wait waiting wake want warm warning was waste watch way weak
web week well were what whatever when whenever where whereas wherever which whichever while who whole wholly whose why
wide width will win wise with within without word work worker workload worse worst worth would wrap write wrong yaml
yet yield zero
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
