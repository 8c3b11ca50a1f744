import { noQuery, type Query } from './experts';

// Who comes back from an expert finds the list as it was; a page that is loaded anew begins anew.
let last: Query = noQuery;

export const lastQuery = (): Query => last;

export function keepQuery(query: Query): void {
  last = query;
}
