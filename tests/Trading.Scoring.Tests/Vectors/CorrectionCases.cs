using static Trading.Scoring.Tests.Draft;

namespace Trading.Scoring.Tests;

/// <summary>
/// Price corrections in their legal order (procurement-87:59). The other bid is the benchmark, so F shows the corrected
/// price.
/// </summary>
internal static class CorrectionCases
{
    public static IEnumerable<Case> All =>
        [
            Case.Of(
                "all-four-steps",
                Goods(
                    "a",
                    1_000_000,
                    """
                    "bodyFen":1010000,"wordsFen":1000500,"confirmed":true,"items":[{"id":"i1","unitFen":1000,"quantityMillionths":500000000,"totalFen":500000},
                    {"id":"i2","unitFen":50000,"quantityMillionths":100000000,"totalFen":500000},{"id":"i3","unitFen":7,"quantityMillionths":100000000,"totalFen":650}]
                    """,
                    1_000_700
                ),
                "List over body 1010000 → 1000000; words 1000500; i2 50000·100 = 5000000 = 500000·10: the total "
                    + "stands; i3 7·100 = 700, not 650. Sum 500000+500000+700 = 1000700 replaces 1000500: equal to b "
                    + "and c.",
                "a b c",
                "a 100/1 0/1 100/1 100.00 1",
                "b 100/1 0/1 100/1 100.00 1",
                "c 100/1 0/1 100/1 100.00 1"
            ),
            Case.Of(
                "words-beat-figures",
                Goods("a", 100, "\"wordsFen\":200,\"confirmed\":true", 100),
                "T = 200: F = 50.",
                "b c a",
                "b 100/1 0/1 100/1 100.00 1",
                "c 100/1 0/1 100/1 100.00 1",
                "a 50/1 0/1 50/1 50.00 3"
            ),
            Case.Of(
                "items-beat-words",
                Goods(
                    "a",
                    100,
                    """ "wordsFen":200,"confirmed":true,"items":[{"id":"i","unitFen":400,"quantityMillionths":1000000,"totalFen":400}] """,
                    100
                ),
                "Words make it 200, then the items' sum makes it 400: F = 25.",
                "b c a",
                "b 100/1 0/1 100/1 100.00 1",
                "c 100/1 0/1 100/1 100.00 1",
                "a 25/1 0/1 25/1 25.00 3"
            ),
            Case.Of(
                "decimal-point-total-stands",
                Goods(
                    "a",
                    100,
                    """ "confirmed":true,"items":[{"id":"i","unitFen":1,"quantityMillionths":1000000,"totalFen":100}] """,
                    100
                ),
                "1·1 = 1 and 1·10² = 100 = the total: the unit price is mended to 100, T stays 100.",
                "a b c",
                "a 100/1 0/1 100/1 100.00 1",
                "b 100/1 0/1 100/1 100.00 1",
                "c 100/1 0/1 100/1 100.00 1"
            ),
            Case.Of(
                "five-places-are-no-obvious-decimal-error",
                Goods(
                    "a",
                    100_000,
                    """ "confirmed":true,"items":[{"id":"i","unitFen":1,"quantityMillionths":1000000,"totalFen":100000}] """,
                    1
                ),
                "10⁵ is more than four places: the unit price stands, T = 1.",
                "a b c",
                "a 100/1 0/1 100/1 100.00 1",
                "b 100/1 0/1 100/1 100.00 1",
                "c 100/1 0/1 100/1 100.00 1"
            ),
            Case.Of(
                "a-fraction-of-a-fen",
                Goods(
                    "a",
                    2,
                    """ "confirmed":true,"items":[{"id":"i","unitFen":1,"quantityMillionths":1500000,"totalFen":2}] """,
                    3
                ),
                "1·1.5 = 3/2 replaces 2. It is the benchmark: b and c get (3/2)/3·100 = 50.",
                "a b c",
                "a 100/1 0/1 100/1 100.00 1",
                "b 50/1 0/1 50/1 50.00 2",
                "c 50/1 0/1 50/1 50.00 2"
            ),
            Case.Of(
                "refused-by-the-bidder",
                Goods("a", 1, "\"wordsFen\":2,\"confirmed\":false", 100).Bid("d", 200),
                "a is out and in no benchmark.",
                "b c d",
                "b 100/1 0/1 100/1 100.00 1",
                "c 100/1 0/1 100/1 100.00 1",
                "d 50/1 0/1 50/1 50.00 3"
            ),
            Case.Of(
                "nothing-to-confirm",
                Goods("a", 100, "\"wordsFen\":100,\"bodyFen\":100", 100),
                "No difference, no correction, no confirmation.",
                "a b c",
                "a 100/1 0/1 100/1 100.00 1",
                "b 100/1 0/1 100/1 100.00 1",
                "c 100/1 0/1 100/1 100.00 1"
            ),
        ];

    private static Draft Goods(string id, long fen, string quotation, long others) =>
        OnPrice(Draft.Goods, Lowest).Bid(id, fen, $"\"quotation\":{{{quotation}}}").Bids(("b", others), ("c", others));
}
