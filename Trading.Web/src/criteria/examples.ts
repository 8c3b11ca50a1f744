import goods from '../../../docs/examples/terms/goods.json?raw';
import goodsLowest from '../../../docs/examples/terms/goods-lowest.json?raw';
import services from '../../../docs/examples/terms/services.json?raw';
import servicesLowest from '../../../docs/examples/terms/services-lowest.json?raw';
import works from '../../../docs/examples/terms/works.json?raw';
import worksLowest from '../../../docs/examples/terms/works-lowest.json?raw';
import worksScored from '../../../docs/examples/terms/works-scored.json?raw';

/** The terms of docs/examples, by the names of their words. */
export const examples = { goods, goodsLowest, services, servicesLowest, worksScored, works, worksLowest } as const;
export type Example = keyof typeof examples;
