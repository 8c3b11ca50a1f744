import goods from '../../../docs/examples/goods.json?raw';
import means from '../../../docs/examples/means.json?raw';
import parts from '../../../docs/examples/parts.json?raw';
import works from '../../../docs/examples/works.json?raw';

/** The examples of docs/examples, by the names of their words. */
export const examples = { works, goods, means, parts } as const;
export type Example = keyof typeof examples;
