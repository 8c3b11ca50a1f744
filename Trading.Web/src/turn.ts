/** Settles once whatever waits has had its turn: what comes behind it is a task of its own. */
export const turn = (): Promise<void> => new Promise(resolve => setTimeout(resolve));
