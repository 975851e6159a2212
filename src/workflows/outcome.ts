/** How work ended that did not fail. `superseded`: newer work does it; `closed`: nobody waits for it; `refused`: not allowed, and said so. */
export type Outcome = 'done' | 'superseded' | 'closed' | 'refused';
